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
};

}  // namespace telex::parse
