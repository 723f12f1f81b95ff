#include "html/page.hpp"

#include <algorithm>

#include "html/scan.hpp"

namespace telex::html {
namespace {

constexpr std::size_t deepest_margin = 16;

std::string_view without_trailing_spaces(std::string_view text) {
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

}  // namespace

void Page::start_block(int blank) { add_breaks(static_cast<std::size_t>(blank) + 1); }

void Page::break_line() { add_breaks(std::min<std::size_t>(breaks_ + 1, 2)); }

/// Makes that many line ends due.
void Page::add_breaks(std::size_t count) {
  space_ = false;
  if (text_.empty()) return;
  if (breaks_ == 0) blank_margin_ = margin_.size();
  breaks_ = std::max(breaks_, count);
}

void Page::add_word(std::string_view word) {
  if (is_at_line_start()) start_line();
  if (space_) text_ += ' ';
  space_ = false;
  text_ += word;
}

void Page::add_text(std::string_view text) {
  while (!text.empty()) {
    const auto end = static_cast<std::size_t>(std::find_if(text.begin(), text.end(), is_space) - text.begin());
    if (end > 0) add_word(text.substr(0, end));
    if (end == text.size()) return;
    space_ = !is_at_line_start();
    text.remove_prefix(end + 1);
  }
}

void Page::add_preformatted(std::string_view text) {
  while (!text.empty()) {
    const std::size_t end = find_or_end(text, '\n', 0);
    if (end > 0) add_word(text.substr(0, end));
    if (end == text.size()) return;
    add_breaks(breaks_ + 1);
    text.remove_prefix(end + 1);
  }
}

void Page::push_margin(std::string_view margin, std::string_view first) {
  const bool shown = widths_.size() < deepest_margin;
  widths_.push_back(shown ? margin.size() : 0);
  if (!shown) return;
  // A margin that has not been written yet keeps its own first part: a quotation that starts a list item.
  first_ = first_.empty() ? std::string{first} : first_ + std::string{first};
  margin_ += margin;
}

void Page::pop_margin() {
  margin_.resize(margin_.size() - widths_.back());
  widths_.pop_back();
  blank_margin_ = std::min(blank_margin_, margin_.size());
  first_.clear();
}

void Page::start_line() {
  const std::string_view blank = without_trailing_spaces(std::string_view{margin_}.substr(0, blank_margin_));
  for (; breaks_ > 0; --breaks_) {
    text_ += '\n';
    if (breaks_ > 1) text_ += blank;
  }
  text_.append(margin_, 0, margin_.size() - first_.size());
  text_ += first_;
  first_.clear();
  space_ = false;
}

}  // namespace telex::html
