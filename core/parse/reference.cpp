#include "parse/reference.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/utf8.hpp"
#include "html/text.hpp"
#include "parse/fault_log.hpp"
#include "parse/name.hpp"

namespace telex::parse {
namespace {

/// HTML Living Standard, section 13.2.5.80: numbers 0x80 to 0x9F mean windows-1252.
constexpr std::array<char32_t, 32> windows_1252{0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,   0x017D, 0x8F,
                                                0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

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

bool is_sound(const Entity& entity) { return !entity.is_external && entity.fault.empty(); }

/// An '&' that stays text, before a name that is told apart.
Reference kept(ReferenceKind kind, Entity* entity = nullptr) { return {kind, 1, "&amp;", entity}; }

Reference declared(Entity& entity, std::size_t length, Entities& entities) {
  if (!is_sound(entity) || !entities.spend(entity.meaning.size() + 1)) return kept(ReferenceKind::declared, &entity);
  return {ReferenceKind::declared, length, html::escape(entity.meaning, true), &entity};
}

std::string_view written(const Reference& reference, std::string_view text) {
  if (reference.length > 1) return text.substr(0, reference.length);
  return text.substr(0, std::min(text.find(';'), text.size() - 1) + 1);
}

std::string fault_of_entity(const Entity& entity, std::string_view name) {
  if (entity.is_unparsed) return "the entity " + quoted(name) + " is not to be parsed";
  return entity.fault.empty() ? std::string{} : "the entity " + quoted(name) + ' ' + entity.fault;
}

}  // namespace

Reference read_reference(std::string_view text, Entities& entities) {
  if (const std::size_t length = predefined_length(text)) return {ReferenceKind::fine, length, {}};
  if (text.size() > 1 && text[1] == '#') return read_number(text);
  const std::string_view name = reference_name(text);
  if (name.empty()) return naked();
  const std::size_t length = name.size() + 2;
  if (Entity* entity = entities.find(name)) return declared(*entity, length, entities);
  const std::string_view whole = text.substr(0, length);
  const std::string decoded = html::decode_references(whole);
  if (decoded == whole || decoded.find(';') != std::string::npos) return kept(ReferenceKind::unknown);
  return {ReferenceKind::html, length, html::escape(decoded, true)};
}

std::string fault_of(const Reference& reference, std::string_view text, const Entities& entities) {
  switch (reference.kind) {
    case ReferenceKind::fine:
    case ReferenceKind::legacy:
      return {};
    case ReferenceKind::declared:
      return fault_of_entity(*reference.entity, reference_name(text));
    case ReferenceKind::html:
      if (!entities.is_complete()) return {};
      return "the name " + quoted(written(reference, text)) + " is HTML's and not declared";
    case ReferenceKind::unknown:
      if (!entities.is_complete()) return {};
      return "the name " + quoted(written(reference, text)) + " is not declared";
    case ReferenceKind::naked:
      return "a naked \"&\"";
    case ReferenceKind::invalid:
      break;
  }
  return quoted(written(reference, text)) + " is no character of XML";
}

std::string fault_in_attribute(const Reference& reference, std::string_view text, const Entities& entities) {
  const Entity* entity = reference.entity;
  if (entity && entity->has_markup) return "an entity with markup stands in an attribute";
  if (entity && entity->has_external) return "an entity from outside stands in an attribute";
  return fault_of(reference, text, entities);
}

std::string_view reference_name(std::string_view text) {
  std::size_t end = 1;
  while (end < text.size() && continues_name(text[end])) ++end;
  const std::string_view name = text.substr(std::min<std::size_t>(1, text.size()), end - 1);
  return end < text.size() && text[end] == ';' && is_ncname(name) ? name : std::string_view{};
}

}  // namespace telex::parse
