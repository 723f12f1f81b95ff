#pragma once
#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace telex::html {

constexpr bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f'; }
constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; }
constexpr bool is_alpha(char c) { return lower(c) >= 'a' && lower(c) <= 'z'; }
constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_alnum(char c) { return is_alpha(c) || is_digit(c); }

/// Equal without regard to ASCII case; `lower_case` is in lower case already.
constexpr bool equals_ignoring_case(std::string_view text, std::string_view lower_case) {
  if (text.size() != lower_case.size()) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (lower(text[i]) != lower_case[i]) return false;
  }
  return true;
}

constexpr bool starts_ignoring_case(std::string_view text, std::string_view lower_case) {
  return equals_ignoring_case(text.substr(0, lower_case.size()), lower_case);
}

/// Without the spaces and controls at both ends, as URLs are read.
constexpr std::string_view trimmed(std::string_view text) {
  constexpr auto blank = [](char c) { return static_cast<unsigned char>(c) <= ' '; };
  while (!text.empty() && blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && blank(text.back())) text.remove_suffix(1);
  return text;
}

/// Where the first `c` at or after `from` is; the text's size where there is none.
inline std::size_t find_or_end(std::string_view text, char c, std::size_t from) {
  if (from >= text.size()) return text.size();
  const void* hit = std::memchr(text.data() + from, c, text.size() - from);
  return hit == nullptr ? text.size() : static_cast<std::size_t>(static_cast<const char*>(hit) - text.data());
}

/// Where the first character that needs escaping is at or after `from`: `<`, `>`, `&`, NUL and, in an attribute, `"`;
/// the text's size where there is none. Most text has none, so it is read eight bytes at a time.
inline std::size_t find_special(std::string_view text, std::size_t from, bool in_attribute) {
  constexpr std::uint64_t ones = 0x0101010101010101;
  // Marks bytes that are zero. Marks above a real one may be false, so only the lowest counts.
  constexpr auto zeros = [](std::uint64_t word) { return (word - ones) & ~word & (ones * 0x80); };
  const std::uint64_t quote_bit = in_attribute ? ones * ('&' ^ '"') : 0;
  constexpr std::uint64_t angle_bit = ones * ('<' ^ '>');
  while (std::endian::native == std::endian::little && from + 8 <= text.size()) {
    std::uint64_t word = 0;
    std::memcpy(&word, text.data() + from, 8);
    const std::uint64_t angles = (word ^ (ones * '<')) & ~angle_bit;
    const std::uint64_t quotes = (word ^ (ones * '&')) & ~quote_bit;
    const std::uint64_t found = zeros(angles) | zeros(quotes) | zeros(word);
    if (found != 0) return from + static_cast<std::size_t>(std::countr_zero(found)) / 8;
    from += 8;
  }
  constexpr std::string_view special{"<>&\0\"", 5};
  const std::string_view wanted = special.substr(0, in_attribute ? 5 : 4);
  while (from < text.size() && wanted.find(text[from]) == std::string_view::npos) ++from;
  return from;
}

}  // namespace telex::html
