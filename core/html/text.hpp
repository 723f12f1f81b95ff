#pragma once
#include <string>
#include <string_view>

namespace telex::html {

/// The text of an HTML fragment as one line: character references decoded, tags gone, block ends and white space as one
/// space, no script or style. For titles, search and comparison. Pure and linear.
std::string to_text(std::string_view html);

/// The same for people to read: paragraphs and list items on lines of their own, links followed by "[n]" and listed
/// at the end. Lines are not wrapped.
std::string to_readable_text(std::string_view html);

/// Decodes character references (`&amp;`, `&#39;`, `&eacute;`) as HTML's text state does; nothing else changes.
std::string decode_references(std::string_view text);

/// `text` with `& < >` (and `"` where `in_attribute`) as character references.
std::string escape(std::string_view text, bool in_attribute = false);

}  // namespace telex::html
