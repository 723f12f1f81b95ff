#pragma once
#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "base/utf8.hpp"
#include "parse/problems.hpp"

namespace telex::parse {

/// Problems of a text with the lines that they stand in. Places are told in ascending order, so that each line is
/// counted once.
class FaultLog {
 public:
  FaultLog(std::string_view text, Problems& problems) : text_{text}, problems_{problems} {}

  void damage(std::string message, std::size_t at) {
    std::string place = problems_.is_full() ? std::string{} : place_of(at);
    problems_.damage(std::move(message), std::move(place));
  }

  Problems& problems() { return problems_; }

 private:
  std::string place_of(std::size_t at) {
    at = std::max(at, counted_to_);
    const auto from = text_.begin();
    lines_ += std::count(from + static_cast<std::ptrdiff_t>(counted_to_), from + static_cast<std::ptrdiff_t>(at), '\n');
    counted_to_ = at;
    return "line " + std::to_string(lines_);
  }

  std::string_view text_;
  Problems& problems_;
  std::ptrdiff_t lines_ = 1;
  std::size_t counted_to_ = 0;
};

/// A part of a document in the words of a problem.
inline std::string quoted(std::string_view text) { return '"' + std::string{utf8::truncated(text, 60)} + '"'; }

}  // namespace telex::parse
