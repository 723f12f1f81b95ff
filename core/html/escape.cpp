#include "html/escape.hpp"

#include <algorithm>

#include "base/utf8.hpp"
#include "html/character_reference.hpp"
#include "html/scan.hpp"

namespace telex::html {
namespace {

/// The reference that writes one of the characters that find_special() finds.
std::string_view reference_to(char c) {
  switch (c) {
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '&':
      return "&amp;";
    case '"':
      return "&quot;";
    default:
      return {};
  }
}

void append_character(std::string& out, char32_t character, bool in_attribute) {
  const bool ascii = character < 0x80;
  const std::string_view reference =
      ascii && (character != '"' || in_attribute) ? reference_to(static_cast<char>(character)) : std::string_view{};
  if (reference.empty()) {
    utf8::append(out, character);
  } else {
    out += reference;
  }
}

/// Appends what the '&' at the start of `text` begins; returns its length.
std::size_t append_reference(std::string& out, std::string_view text, bool in_attribute) {
  const CharacterReference reference = character_reference_at(text, in_attribute);
  append_character(out, reference.length == 0 ? U'&' : reference.first, in_attribute);
  if (reference.second != 0) utf8::append(out, reference.second);
  return std::max<std::size_t>(reference.length, 1);
}

}  // namespace

void append_escaped(std::string& out, std::string_view text, bool in_attribute) {
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t at = find_special(text, from, in_attribute);
    out.append(text, from, at - from);
    if (at < text.size()) out += reference_to(text[at]);
    from = at + 1;
  }
}

void append_normalised(std::string& out, std::string_view html, bool in_attribute) {
  for (std::size_t from = 0; from < html.size();) {
    const std::size_t at = find_special(html, from, in_attribute);
    out.append(html, from, at - from);
    if (at == html.size()) return;
    if (html[at] == '&') {
      from = at + append_reference(out, html.substr(at), in_attribute);
    } else {
      out += reference_to(html[at]);
      from = at + 1;
    }
  }
}

}  // namespace telex::html
