#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/url.hpp"

namespace telex::html {

/// Makes untrusted HTML safe to show: only allow-listed elements, attributes and URL schemes survive, quoted and
/// balanced; script, style, event handlers, forms, tracking pixels are gone; relative URLs are resolved against `base`;
/// links get rel="noopener noreferrer nofollow". Linear in time, bounded in nesting. Pure; any thread. Sanitising its
/// own output changes nothing.
std::string sanitise(std::string_view html, const std::optional<Url>& base);

}  // namespace telex::html
