#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/url.hpp"
#include "html/url_budget.hpp"

namespace telex::html {

/// Makes untrusted HTML safe to show: only allow-listed elements, attributes and URL schemes survive, quoted and
/// balanced; script, style, event handlers, forms, tracking pixels are gone; relative URLs are resolved against `base`;
/// links get rel="noopener noreferrer nofollow". Linear in time, bounded in nesting. Pure; any thread. Sanitising its
/// own output changes nothing. URLs that resolving makes longer than a UrlBudget for the text are left out.
std::string sanitise(std::string_view html, const std::optional<Url>& base);

/// The same for one of a document's texts, which share the budget.
std::string sanitise(std::string_view html, const std::optional<Url>& base, UrlBudget& budget);

}  // namespace telex::html
