#include "html/character_reference.hpp"

#include <algorithm>
#include <array>

#include "base/utf8.hpp"
#include "html/scan.hpp"

namespace telex::html {
namespace {

constexpr std::size_t longest_name = 31;
constexpr std::size_t longest_legacy_name = 6;

/// What windows-1252 has at 0x80 to 0x9F, which is what a reference to a C1 control means.
constexpr std::array<char32_t, 32> windows_1252{0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,   0x017D, 0x8F,
                                                0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

int digit_value(char c, bool hexadecimal) {
  if (is_digit(c)) return c - '0';
  const char letter = lower(c);
  return hexadecimal && letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
}

char32_t character_of_number(char32_t number) {
  if (number == 0 || number > 0x10FFFF || (number >= 0xD800 && number <= 0xDFFF)) return 0xFFFD;
  return number >= 0x80 && number <= 0x9F ? windows_1252[number - 0x80] : number;
}

CharacterReference numeric_reference(std::string_view text) {
  const bool hexadecimal = text.size() > 2 && lower(text[2]) == 'x';
  const std::size_t start = hexadecimal ? 3 : 2;
  std::size_t end = start;
  char32_t number = 0;
  for (; end < text.size(); ++end) {
    const int digit = digit_value(text[end], hexadecimal);
    if (digit < 0) break;
    number = std::min<char32_t>(number * (hexadecimal ? 16 : 10) + static_cast<char32_t>(digit), 0x110000);
  }
  if (end == start) return {};
  if (end < text.size() && text[end] == ';') ++end;
  return {end, character_of_number(number), 0};
}

/// Three of four references in feeds are one of these.
std::optional<NamedCharacter> common_character(std::string_view name) {
  if (name == "amp") return NamedCharacter{'&', 0};
  if (name == "lt") return NamedCharacter{'<', 0};
  if (name == "gt") return NamedCharacter{'>', 0};
  if (name == "quot") return NamedCharacter{'"', 0};
  if (name == "nbsp") return NamedCharacter{0xA0, 0};
  return named_character(name);
}

CharacterReference legacy_reference(std::string_view run, char next, bool in_attribute) {
  for (std::size_t length = std::min(run.size(), longest_legacy_name); length >= 2; --length) {
    const std::string_view name = run.substr(0, length);
    if (!is_legacy_name(name)) continue;
    const char after = length < run.size() ? run[length] : next;
    if (in_attribute && (after == '=' || is_alnum(after))) return {};
    return {length + 1, named_character(name)->first, 0};
  }
  return {};
}

CharacterReference named_reference(std::string_view text, bool in_attribute) {
  std::size_t end = 1;
  while (end < text.size() && end <= longest_name && is_alnum(text[end])) ++end;
  const std::string_view run = text.substr(1, end - 1);
  const char next = end < text.size() ? text[end] : '\0';
  if (next == ';') {
    if (const auto named = common_character(run)) return {end + 1, named->first, named->second};
  }
  return legacy_reference(run, next, in_attribute);
}

}  // namespace

CharacterReference character_reference_at(std::string_view text, bool in_attribute) {
  if (text.size() < 2) return {};
  return text[1] == '#' ? numeric_reference(text) : named_reference(text, in_attribute);
}

void append_decoded(std::string& out, std::string_view text, bool in_attribute) {
  std::size_t from = 0;
  while (from < text.size()) {
    const std::size_t at = find_or_end(text, '&', from);
    out.append(text.substr(from, at - from));
    if (at == text.size()) return;
    const CharacterReference reference = character_reference_at(text.substr(at), in_attribute);
    if (reference.length == 0) {
      out += '&';
    } else {
      utf8::append(out, reference.first);
      if (reference.second != 0) utf8::append(out, reference.second);
    }
    from = at + std::max<std::size_t>(reference.length, 1);
  }
}

}  // namespace telex::html
