#include "parse/reference.hpp"

#include <array>
#include <charconv>

#include "base/utf8.hpp"
#include "html/text.hpp"
#include "parse/ascii.hpp"
#include "parse/tag.hpp"

namespace telex::parse {
namespace {

/// The longest name of an HTML character reference has 31 letters; entity names of documents may be longer.
constexpr std::size_t max_name = 64;

/// HTML Living Standard, section 13.2.5.80: numbers 0x80 to 0x9F mean windows-1252.
constexpr std::array<char32_t, 32> windows_1252{0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,   0x017D, 0x8F,
                                                0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

bool is_predefined(std::string_view name) {
  return name == "amp" || name == "lt" || name == "gt" || name == "quot" || name == "apos";
}

/// XML 1.0 section 2.2, production Char.
bool is_xml_character(std::uint32_t code) {
  if (code < 0x20) return code == 9 || code == 10 || code == 13;
  return code < 0xD800 || (code > 0xDFFF && code < 0xFFFE) || (code > 0xFFFF && code <= 0x10FFFF);
}

Reference numeric(std::uint32_t code, std::size_t length) {
  Reference out{ReferenceKind::fine, length, {}};
  if (code >= 0x80 && code <= 0x9F) {
    out.kind = ReferenceKind::legacy;
    utf8::append(out.replacement, windows_1252[code - 0x80]);
  } else if (!is_xml_character(code)) {
    out.kind = ReferenceKind::invalid;
    if (code == 0 || code >= 0x20) utf8::append(out.replacement, 0xFFFD);
  }
  return out;
}

Reference naked() { return {ReferenceKind::naked, 1, "&amp;"}; }

/// "&#233;" or "&#xE9;". XML wants a lower-case x; an upper-case one is repaired.
Reference read_number(std::string_view text) {
  const bool hex = text.size() > 2 && (text[2] == 'x' || text[2] == 'X');
  const char* const from = text.data() + (hex ? 3 : 2);
  const char* const end = text.data() + text.size();
  std::uint32_t code = 0;
  const auto [stop, error] = std::from_chars(from, end, code, hex ? 16 : 10);
  if (stop == from || stop == end || *stop != ';') return naked();
  const auto length = static_cast<std::size_t>(stop - text.data()) + 1;
  if (error != std::errc{}) return {ReferenceKind::invalid, length, "\uFFFD"};
  Reference out = numeric(code, length);
  if (out.kind == ReferenceKind::fine && hex && text[2] == 'X') {
    out.kind = ReferenceKind::invalid;
    std::string character;
    utf8::append(character, code);
    out.replacement = html::escape(character, true);
  }
  return out;
}

std::string_view name_at(std::string_view text) {
  std::size_t end = 1;
  while (end < text.size() && end <= max_name && continues_name(text[end])) ++end;
  if (end == 1 || end >= text.size() || text[end] != ';' || !starts_name(text[1])) return {};
  return text.substr(1, end - 1);
}

}  // namespace

Reference read_reference(std::string_view text, Entities& entities) {
  if (text.size() > 1 && text[1] == '#') return read_number(text);
  const std::string_view name = name_at(text);
  if (name.empty()) return naked();
  const std::size_t length = name.size() + 2;
  if (is_predefined(name)) return {ReferenceKind::fine, length, {}};
  if (const std::string* value = entities.find(name)) {
    return {ReferenceKind::declared, length, html::escape(*value, true)};
  }
  const std::string_view whole = text.substr(0, length);
  const std::string decoded = html::decode_references(whole);
  if (decoded == whole || decoded.find(';') != std::string::npos) return naked();
  return {ReferenceKind::html, length, html::escape(decoded, true)};
}

const std::string* Entities::find(std::string_view name) {
  const auto found = values_.find(name);
  if (found == values_.end()) return nullptr;
  expanded_bytes_ += found->second.size() + 1;
  return is_exhausted() ? nullptr : &found->second;
}

void Entities::declare(std::string_view name, std::string_view value) {
  if (values_.size() >= max_entities || values_.contains(name)) return;
  std::string expanded;
  while (!value.empty() && expanded.size() < max_value_bytes) {
    const std::size_t plain = std::min(value.find('&'), value.size());
    expanded += value.substr(0, plain);
    value.remove_prefix(plain);
    if (value.empty()) break;
    const Reference reference = read_reference(value, *this);
    expanded += html::decode_references(reference.replacement.empty() ? value.substr(0, reference.length)
                                                                      : std::string_view{reference.replacement});
    value.remove_prefix(reference.length);
  }
  values_.emplace(name, utf8::truncated(expanded, max_value_bytes));
}

void Entities::declare_all(std::string_view subset) {
  constexpr std::string_view keyword = "<!ENTITY";
  std::size_t at = 0;
  while ((at = subset.find(keyword, at)) != std::string_view::npos) {
    at += keyword.size();
    while (at < subset.size() && is_space(subset[at])) ++at;
    const std::size_t from = at;
    while (at < subset.size() && continues_name(subset[at])) ++at;
    const std::string_view name = subset.substr(from, at - from);
    while (at < subset.size() && is_space(subset[at])) ++at;
    if (name.empty() || at >= subset.size() || (subset[at] != '"' && subset[at] != '\'')) continue;
    const std::size_t end = subset.find(subset[at], at + 1);
    if (end == std::string_view::npos) return;
    declare(name, subset.substr(at + 1, end - at - 1));
    at = end + 1;
  }
}

}  // namespace telex::parse
