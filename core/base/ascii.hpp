#pragma once
#include <algorithm>
#include <string>
#include <string_view>

/// Case as ASCII has it, whatever the locale; bytes beyond stay as they are.
namespace telex::ascii {

constexpr char to_lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

inline std::string lower(std::string_view text) {
  std::string out{text};
  std::transform(out.begin(), out.end(), out.begin(), to_lower);
  return out;
}

}  // namespace telex::ascii
