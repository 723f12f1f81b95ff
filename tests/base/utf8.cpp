#include "base/utf8.hpp"

#include <doctest/doctest.h>

using namespace telex;

TEST_CASE("base: ill-formed UTF-8 is found and replaced") {
  const struct {
    std::string bytes;
    std::string repaired;
  } rows[] = {
      {"", ""},
      {"plain text, longer than eight bytes", "plain text, longer than eight bytes"},
      {"Zürich 東京 \xF0\x9F\x98\x80", "Zürich 東京 \xF0\x9F\x98\x80"},
      {"a\xFF"
       "b",
       "a\uFFFDb"},
      {"\xC0\xAF", "\uFFFD\uFFFD"},                      // overlong
      {"\xED\xA0\x80", "\uFFFD\uFFFD\uFFFD"},            // surrogate
      {"\xF4\x90\x80\x80", "\uFFFD\uFFFD\uFFFD\uFFFD"},  // above U+10FFFF
      {"cut \xE6\x9D", "cut \uFFFD"},
      {"\xE6\x9D"
       "A",
       "\uFFFDA"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.repaired);
    CHECK(utf8::repaired(row.bytes) == row.repaired);
    CHECK(utf8::is_valid(row.bytes) == (row.bytes == row.repaired));
    CHECK(utf8::is_valid(row.repaired));
  }
}

TEST_CASE("base: text is cut between code points") {
  CHECK(utf8::truncated("Zürich", 2) == "Z");
  CHECK(utf8::truncated("Zürich", 3) == "Zü");
  CHECK(utf8::truncated("Zürich", 99) == "Zürich");
  CHECK(utf8::truncated("東京", 2).empty());
}
