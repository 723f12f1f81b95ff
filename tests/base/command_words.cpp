#include "base/command_words.hpp"

#include <doctest/doctest.h>

using namespace telex;

TEST_CASE("base: a command line is split as a shell splits it, and nothing is expanded") {
  const struct {
    std::string text;
    std::vector<std::string> words;
  } rows[] = {
      {"prog", {"prog"}},
      {"  prog  -x\ty\n", {"prog", "-x", "y"}},
      {"prog 'a b' \"c d\"", {"prog", "a b", "c d"}},
      {"prog a\\ b 'c\\d' \"e\\\"f\\\\g\\h\"", {"prog", "a b", "c\\d", "e\"f\\g\\h"}},
      {"prog a'b'\"c\"d ''", {"prog", "abcd", ""}},
      {"prog $HOME * ~ | ; &", {"prog", "$HOME", "*", "~", "|", ";", "&"}},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    const auto words = command_words(row.text);
    REQUIRE(words.has_value());
    CHECK(*words == row.words);
  }
}

TEST_CASE("base: a command line with an open end is refused") {
  for (const std::string text : {"", "  ", "prog 'a", "prog \"a", "prog \"a\\\"", "prog \\"}) {
    CAPTURE(text);
    const auto words = command_words(text);
    REQUIRE(words.has_error());
    CHECK(words.error().fault == Fault::invalid);
    CHECK_FALSE(words.error().message.empty());
  }
}
