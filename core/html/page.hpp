#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace telex::html {

/// Text for people: lines with a margin ("> " in a quotation, spaces in a list), blank lines between blocks, runs of
/// white space as one space. What is due before a line is written when its text comes.
class Page {
 public:
  /// The next text starts on a line of its own, below `blank` blank lines.
  void start_block(int blank);

  /// Breaks the line; two in a row give a blank line, more do not.
  void break_line();

  void add_space() { space_ = true; }

  /// Appends a piece of a line as it is.
  void add_word(std::string_view word);

  void add_text(std::string_view text);

  /// Appends text with its white space and its line ends.
  void add_preformatted(std::string_view text);

  bool is_at_line_start() const { return breaks_ > 0 || text_.empty(); }

  /// Until pop_margin(), lines begin with `margin` too; the first of them with `first` instead, which is as wide.
  /// Margins inside of sixteen others do not show.
  void push_margin(std::string_view margin, std::string_view first);
  void pop_margin();

  std::string take() { return std::move(text_); }

 private:
  void add_breaks(std::size_t count);
  void start_line();

  std::string text_;
  std::string margin_;
  std::string first_;                // takes the place of the margin's end, once
  std::vector<std::size_t> widths_;  // of the parts of the margin
  std::size_t breaks_ = 0;           // line ends due
  std::size_t blank_margin_ = 0;     // of the blank lines due: what is common to the blocks above and below
  bool space_ = false;               // a space is due
};

}  // namespace telex::html
