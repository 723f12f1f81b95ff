#pragma once
#include <cassert>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace telex::parse {

/// Copies a text with some parts replaced, from front to back; copies nothing while nothing is replaced.
class Rewriter {
 public:
  explicit Rewriter(std::string_view in) : in_{in} {}

  /// Puts `by` in the place of in[from, to); `from` never goes back.
  void replace(std::size_t from, std::size_t to, std::string_view by) {
    assert(from >= copied_ && to >= from);
    if (out_.empty()) out_.reserve(in_.size() + in_.size() / 16 + 64);
    out_ += in_.substr(copied_, from - copied_);
    out_ += by;
    copied_ = to;
    changed_ = true;
  }

  /// The same with one character that is escaped. Where escapes make the text half again as long, the character is left
  /// out: a text of nothing but '&' would take five times its memory.
  void escape(std::size_t at, std::string_view by) {
    constexpr std::size_t spare = std::size_t{1} << 20;
    if (out_.size() > copied_ + in_.size() / 2 + spare) {
      by = {};
      left_out_ = true;
    }
    replace(at, at + 1, by);
  }

  /// Whether the new text before in[at] ends with `mark`, and has a replacement there last.
  bool ends_with(std::size_t at, std::string_view mark) const { return copied_ == at && out_.ends_with(mark); }

  /// Whether characters had to be left out.
  bool left_out() const { return left_out_; }

  /// The new text; absent where it is the old one.
  std::optional<std::string> changed() && {
    if (!changed_) return std::nullopt;
    out_ += in_.substr(copied_);
    return std::move(out_);
  }

 private:
  std::string_view in_;
  std::string out_;
  std::size_t copied_ = 0;
  bool changed_ = false;
  bool left_out_ = false;
};

}  // namespace telex::parse
