#pragma once
#include <string>
#include <string_view>

namespace telex::html {

/// Appends text with `& < >` (and `"` in an attribute) as character references, and without NUL characters.
void append_escaped(std::string& out, std::string_view text, bool in_attribute);

/// The same for text as it stands in HTML: what need not be a reference is a character afterwards.
void append_normalised(std::string& out, std::string_view html, bool in_attribute);

}  // namespace telex::html
