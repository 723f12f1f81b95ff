#pragma once
#include <algorithm>
#include <cstddef>
#include <string_view>

#include "parse/ascii.hpp"
#include "parse/name.hpp"

namespace telex::parse {

/// A place in a text from which the small languages of XML's declarations are read. What does not fit is not taken.
class Cursor {
 public:
  explicit Cursor(std::string_view text, std::size_t at = 0) : text_{text}, at_{at} {}

  std::size_t at() const { return at_; }
  bool at_end() const { return at_ >= text_.size(); }
  bool is_at(std::string_view word) const { return text_.substr(std::min(at_, text_.size())).starts_with(word); }

  bool take(std::string_view word) {
    if (!is_at(word)) return false;
    at_ += word.size();
    return true;
  }

  /// Whether there was any.
  bool take_space() {
    const std::size_t from = at_;
    while (!at_end() && is_space(text_[at_])) ++at_;
    return at_ > from;
  }

  /// The bytes that may stand in a name (Nmtoken); empty where there are none.
  std::string_view take_token() {
    const std::size_t from = at_;
    while (!at_end() && continues_name(text_[at_])) ++at_;
    return text_.substr(from, at_ - from);
  }

  /// What stands between two quotes of either kind; false where there is no such thing.
  bool take_quoted(std::string_view& out) {
    if (at_end() || (text_[at_] != '"' && text_[at_] != '\'')) return false;
    const std::size_t end = text_.find(text_[at_], at_ + 1);
    if (end == std::string_view::npos) return false;
    out = text_.substr(at_ + 1, end - at_ - 1);
    at_ = end + 1;
    return true;
  }

  /// What stands before the next `mark`, which is taken too; false where there is none.
  bool take_until(std::string_view mark, std::string_view& out) {
    const std::size_t end = text_.find(mark, at_);
    if (end == std::string_view::npos) return false;
    out = text_.substr(at_, end - at_);
    at_ = end + mark.size();
    return true;
  }

 private:
  std::string_view text_;
  std::size_t at_;
};

}  // namespace telex::parse
