#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "base/url.hpp"
#include "html/url_budget.hpp"

namespace telex::parse {

/// As telex::resolve_reference(); absent where the budget does not allow it.
std::optional<std::string> resolve_within(html::UrlBudget& budget, const std::optional<Url>& base,
                                          std::string_view reference);

/// The reference resolved against the base, as text; one that cannot be resolved stays as it is written. Empty where
/// it names a script or carries its own document (javascript: vbscript: data:), or a host or port that cannot be: such
/// is no address of anything. Empty also where the budget does not allow it.
std::string resolve_link(html::UrlBudget& budget, const std::optional<Url>& base, std::string_view reference);

/// What is noted of a document whose budget was exceeded.
inline constexpr const char* budget_exceeded = "relative URLs are left out: resolved, they would take too much space";

/// The longest base of relative references: each of them becomes as long.
inline constexpr std::size_t max_base_bytes = 1024;

/// A document's URL as the base of the references in it. Of one that is too long the query, which resolving seldom
/// needs, is cut off; absent where that does not help.
std::optional<Url> parse_base(std::string_view url);

}  // namespace telex::parse
