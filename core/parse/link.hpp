#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "base/url.hpp"

namespace telex::parse {

/// The reference resolved against the base, as text; one that cannot be resolved stays as it is written. Empty where
/// it names a script or carries its own document (javascript: vbscript: data:), or a host or port that cannot be: such
/// is no address of anything.
std::string resolve_link(const std::optional<Url>& base, std::string_view reference);

/// The longest base of relative references: each of them becomes as long.
inline constexpr std::size_t max_base_bytes = 1024;

/// A document's URL as the base of the references in it. Of one that is too long the query, which resolving seldom
/// needs, is cut off; absent where that does not help.
std::optional<Url> parse_base(std::string_view url);

}  // namespace telex::parse
