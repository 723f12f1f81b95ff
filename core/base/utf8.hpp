#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace telex::utf8 {

/// How many bytes from the start are well-formed UTF-8 (no surrogates, no overlong forms; Unicode 15, table 3-7).
std::size_t valid_prefix(std::string_view text);

inline bool is_valid(std::string_view text) { return valid_prefix(text) == text.size(); }

/// The text with each maximal ill-formed part replaced by U+FFFD (Unicode 15, section 3.9, "U+FFFD Substitution").
std::string repaired(std::string_view text);

/// Appends one code point; what is no Unicode scalar value becomes U+FFFD.
void append(std::string& out, char32_t code_point);

/// The longest prefix of at most `max_bytes` bytes that ends between two code points.
std::string_view truncated(std::string_view text, std::size_t max_bytes);

}  // namespace telex::utf8
