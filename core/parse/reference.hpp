#pragma once
#include <cstddef>
#include <string>
#include <string_view>

#include "parse/entities.hpp"

namespace telex::parse {

/// What a reference turned out to be.
enum class ReferenceKind {
  fine,      ///< XML reads it as it stands
  legacy,    ///< well-formed, but means another character: &#147; is a quotation mark of windows-1252
  declared,  ///< an entity of the document type
  html,      ///< a name of HTML that XML does not have
  unknown,   ///< a name that nobody knows
  naked,     ///< an '&' that begins no reference
  invalid,   ///< a number that is no character
};

struct Reference {
  ReferenceKind kind = ReferenceKind::fine;
  std::size_t length = 1;    ///< bytes that are replaced, '&' included; of an unknown or unread one, '&' alone
  std::string replacement;   ///< escaped for XML text and attribute values; empty where kind is `fine`
  Entity* entity = nullptr;  ///< where kind is `declared`
};

/// Reads the reference at text[0] == '&', XML 1.0 section 4.1. An entity with markup stands for its text.
Reference read_reference(std::string_view text, Entities& entities);

/// What is not well-formed about a reference that starts `text`; empty where nothing is. Where an entity has markup,
/// whether that is balanced remains to be seen.
std::string fault_of(const Reference& reference, std::string_view text, const Entities& entities);

/// The same in an attribute's value, where less is allowed: no markup, nothing from outside (section 3.1).
std::string fault_in_attribute(const Reference& reference, std::string_view text, const Entities& entities);

/// The length of a reference to one of the five entities that need no declaration, section 4.6; 0 for all else.
inline std::size_t predefined_length(std::string_view text) {
  if (text.size() < 4) return 0;
  if (text[3] == ';' && text[2] == 't' && (text[1] == 'l' || text[1] == 'g')) return 4;
  if (text.starts_with("&amp;")) return 5;
  return text.starts_with("&quot;") || text.starts_with("&apos;") ? 6 : 0;
}

/// The name between '&' and ';' at the start of `text`; empty where this is no reference to an entity.
std::string_view reference_name(std::string_view text);

}  // namespace telex::parse
