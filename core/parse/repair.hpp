#pragma once
#include <string>

#include "parse/problems.hpp"

namespace telex::parse {

/// Makes well-formed XML of what publishers send, in one linear pass, and notes each change. Text is never lost: what
/// is no markup becomes text, elements that were left open are closed at their parent's end, at the next item, or at
/// the end. The document type is taken out; its simple internal entities are expanded, nothing external is ever read.
/// Depth, attributes and the elements of one entry are bounded, so the result is safe for any XML parser. A well-formed
/// text comes back as it is, without a copy.
std::string repaired(std::string text, Problems& problems);

/// Elements nested deeper lose their tags, and keep their text.
inline constexpr std::size_t max_depth = 200;

/// So do further elements of one entry: their tree takes 16 times the space of their text.
inline constexpr std::size_t max_elements = 100'000;

}  // namespace telex::parse
