#include "cli/cells.hpp"

#include <doctest/doctest.h>

using namespace telex::cli;

TEST_CASE("cli: escape sequences, control characters and direction marks do not reach a terminal") {
  const struct {
    std::string text;
    std::string safe;
  } rows[] = {
      {"plain", "plain"},
      {"a\x1b[31mred\x1b[0m", "ared"},
      {"a\x1b]0;title\x07z", "az"},
      {"a\x1b]8;;https://x\x1b\\z", "az"},
      {"a\x1bPq\x1b\\z", "az"},
      {"a\x1b[12", "a12"},
      {"a\x1b]never ended", "anever ended"},
      {"a\x1b", "a"},
      {"a\x07\x08\x7fz", "az"},
      {"a\u009b31mz", "a31mz"},
      {"a\u202ez\u2066", "az"},
      {"tab\there\nline", "tab here\nline"},
      {"東京\u00a0ü", "東京\u00a0ü"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.safe);
    CHECK(safe_text(row.text) == row.safe);
  }
  CHECK(safe_line(" a \n\t b ") == "a b");
  CHECK(safe_line(" \n ").empty());
}

TEST_CASE("cli: width counts cells, two for wide characters and none for combining ones") {
  const struct {
    std::string line;
    std::size_t cells;
  } rows[] = {{"", 0},  {"abc", 3}, {"Zürich", 6}, {"Zu\u0308rich", 6}, {"東京", 4}, {"한국", 4},
              {"😀", 2}, {"ｱ", 1},   {"Ａ", 2}};
  for (const auto& row : rows) {
    CAPTURE(row.line);
    CHECK(width(row.line) == row.cells);
  }
}

TEST_CASE("cli: a line is cut and padded by cells, never inside a wide character") {
  CHECK(cut("abcdef", 6) == "abcdef");
  CHECK(cut("abcdef", 4) == "abc…");
  CHECK(cut("東京都庁", 5) == "東京…");
  CHECK(cut("東京都庁", 4) == "東…");
  CHECK(cut("abc", 0).empty());
  CHECK(fitted("ab", 4) == "ab  ");
  CHECK(fitted("東京都庁", 4) == "東… ");
}

TEST_CASE("cli: lines are wrapped at spaces, and between characters where there are none") {
  CHECK(wrapped("one two three", 9) == "one two\nthree");
  CHECK(wrapped("one two", 7) == "one two");
  CHECK(wrapped("a-very-long-word-indeed b", 5) == "a-very-long-word-indeed\nb");
  CHECK(wrapped("吾輩は猫である。", 6) == "吾輩は\n猫であ\nる。");
  CHECK(wrapped("- one two three", 9) == "- one two\n  three");
  CHECK(wrapped("12. one two three", 11) == "12. one two\n    three");
  CHECK(wrapped("> one two three", 9) == "> one two\n> three");
  CHECK(wrapped("a\n\nb\n", 9) == "a\n\nb\n");
}
