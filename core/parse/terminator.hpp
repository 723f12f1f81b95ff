#pragma once
#include <cstddef>
#include <string_view>

namespace telex::parse {

/// The next end mark of what may stand open many times: a mark that was found, or missed, is not looked for again,
/// which would make that quadratic.
class Terminator {
 public:
  explicit Terminator(std::string_view mark) : mark_{mark} {}

  /// Past the first mark that starts at `at` or later; npos where there is none. `at` never goes back.
  std::size_t end_after(std::string_view text, std::size_t at) {
    constexpr auto npos = std::string_view::npos;
    if (found_ != npos && found_ < at) found_ = text.find(mark_, at);
    return found_ == npos ? npos : found_ + mark_.size();
  }

 private:
  std::string_view mark_;
  std::size_t found_ = 0;
};

}  // namespace telex::parse
