#pragma once
#include <cstddef>
#include <string_view>
#include <vector>

#include "parse/entities.hpp"

namespace telex::parse {

/// An attribute that every element of a name has unless it says otherwise, XML 1.0 section 3.3.2.
struct DefaultAttribute {
  std::string_view element;
  std::string_view name;
  std::string_view value;
  bool is_checked = false;  ///< against the rules of namespaces, which is done where it is first used
};

/// Every element is held against each: more are not kept, and no feed's document type has as many.
inline constexpr std::size_t max_defaults = 32;

/// What a document type declaration says of the document; views into its text.
struct Doctype {
  std::size_t end = 0;                     ///< past its '>'; npos where it has no end
  const char* fault = nullptr;             ///< the rule that it breaks; nullptr where it is well-formed
  std::vector<DefaultAttribute> defaults;  ///< those that declare a namespace, or need one; up to `max_defaults`
};

/// Reads the document type declaration at text[at], XML 1.0 section 2.8, with all of its internal subset, and puts its
/// general entities into `entities`. Nothing external is ever read, and parameter entities are not expanded. After a
/// fault the rest is passed over. Linear; the stack does not follow nested content models.
Doctype read_doctype(std::string_view text, std::size_t at, bool is_standalone, Entities& entities);

}  // namespace telex::parse
