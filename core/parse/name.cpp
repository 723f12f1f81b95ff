#include "parse/name.hpp"

#include <algorithm>

namespace telex::parse {
namespace {

constexpr auto npos = std::string_view::npos;

struct Range {
  char32_t from;
  char32_t to;
};

/// NameStartChar beyond ASCII.
constexpr Range starts[] = {{0xC0, 0xD6},     {0xD8, 0xF6},     {0xF8, 0x2FF},    {0x370, 0x37D},
                            {0x37F, 0x1FFF},  {0x200C, 0x200D}, {0x2070, 0x218F}, {0x2C00, 0x2FEF},
                            {0x3001, 0xD7FF}, {0xF900, 0xFDCF}, {0xFDF0, 0xFFFD}, {0x10000, 0xEFFFF}};

/// What NameChar adds to it.
constexpr Range more[] = {{0xB7, 0xB7}, {0x300, 0x36F}, {0x203F, 0x2040}};

template <std::size_t Size>
bool is_among(char32_t code, const Range (&ranges)[Size]) {
  return std::any_of(std::begin(ranges), std::end(ranges),
                     [&](const Range& range) { return code >= range.from && code <= range.to; });
}

/// Takes one character beyond ASCII from well-formed UTF-8.
char32_t take(std::string_view& text) {
  const auto lead = static_cast<unsigned char>(text.front());
  const std::size_t length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  char32_t code = lead & (0xFFU >> (length + 1));
  for (const char c : text.substr(1, length - 1)) code = code << 6 | (static_cast<unsigned char>(c) & 0x3FU);
  text.remove_prefix(std::min(length, text.size()));
  return code;
}

bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80; }

/// Takes one NameChar; false where it is none.
bool take_rest(std::string_view& text) {
  if (!is_ascii(text.front())) {
    const char32_t code = take(text);
    return is_among(code, starts) || is_among(code, more);
  }
  const bool fits = continues_name(text.front());
  text.remove_prefix(1);
  return fits;
}

}  // namespace

bool is_nmtoken(std::string_view text) {
  bool fits = !text.empty();
  while (fits && !text.empty()) fits = take_rest(text);
  return fits;
}

bool is_name(std::string_view text) {
  if (text.empty()) return false;
  if (is_ascii(text.front())) return starts_name(text.front()) && is_nmtoken(text);
  std::string_view rest = text;
  return is_among(take(rest), starts) && is_nmtoken(text);
}

bool is_ncname(std::string_view text) { return text.find(':') == npos && is_name(text); }

bool is_qname(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == npos) return is_name(text);
  return is_ncname(text.substr(0, colon)) && is_ncname(text.substr(colon + 1));
}

std::string_view local_name(std::string_view name) {
  const std::size_t colon = name.find(':');
  return colon == npos ? name : name.substr(colon + 1);
}

}  // namespace telex::parse
