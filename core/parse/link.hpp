#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/url.hpp"

namespace telex::parse {

/// The reference resolved against the base, as text; one that cannot be resolved stays as it is written. Empty where
/// it names a script or carries its own document (javascript: vbscript: data:): such is no address of anything.
std::string resolve_link(const std::optional<Url>& base, std::string_view reference);

}  // namespace telex::parse
