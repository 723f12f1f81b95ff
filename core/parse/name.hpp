#pragma once
#include <array>
#include <cstdint>
#include <string_view>

#include "parse/ascii.hpp"

/// Names, XML 1.0 (fifth edition) section 2.3, and what Namespaces in XML 1.0 makes of them.
namespace telex::parse {

/// What a byte may be in a name. Every byte beyond ASCII may be all of it; whether the character that it belongs to may
/// stand in a name is asked of is_name(), and seldom.
class NameBytes {
 public:
  static constexpr std::uint8_t start = 1;
  static constexpr std::uint8_t rest = 2;
  static constexpr std::uint8_t odd = 4;  ///< a colon or beyond ASCII: the name needs a closer look

  constexpr NameBytes() {
    for (std::size_t i = 0; i < classes_.size(); ++i) {
      const char c = static_cast<char>(i);
      if (i >= 0x80 || c == ':') classes_[i] = start | rest | odd;
      if (is_letter(c) || c == '_') classes_[i] = start | rest;
      if (is_digit(c) || c == '-' || c == '.') classes_[i] = rest;
    }
  }

  constexpr std::uint8_t of(char c) const { return classes_[static_cast<unsigned char>(c)]; }

 private:
  std::array<std::uint8_t, 256> classes_{};
};

inline constexpr NameBytes name_bytes;

constexpr bool starts_name(char c) { return (name_bytes.of(c) & NameBytes::start) != 0; }
constexpr bool continues_name(char c) { return (name_bytes.of(c) & NameBytes::rest) != 0; }

/// Production Name; `text` is well-formed UTF-8.
bool is_name(std::string_view text);

/// Production Nmtoken: a Name that may start with any of its characters.
bool is_nmtoken(std::string_view text);

/// Production NCName: a Name without a colon.
bool is_ncname(std::string_view text);

/// Production QName: an NCName, or two with a colon between them.
bool is_qname(std::string_view text);

/// The name without its prefix.
std::string_view local_name(std::string_view name);

}  // namespace telex::parse
