#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace telex::parse {

/// A line that may be HTML, or may only look so ("the <title> element", "if a<b"), as HTML: each '<' that begins no tag
/// is "&lt;". A tag is what names an element of HTML and, where that has content, has its end somewhere after it.
/// Absent where nothing changes. Linear.
std::optional<std::string> without_false_tags(std::string_view text);

/// The same for a body, of which less is suspected: without any '>' there is no tag in it, unless one with attributes
/// was cut off.
std::optional<std::string> without_false_tags_in_body(std::string_view text);

}  // namespace telex::parse
