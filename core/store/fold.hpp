#pragma once
#include <string>
#include <string_view>

namespace telex::store {

/// The text with Unicode's case differences gone (default full case folding), for comparisons that ignore case.
std::string fold_case(std::string_view text);

/// The primary subtag of a BCP 47 language tag in lower case: "en" of "en-GB". Empty for an empty tag.
std::string primary_language(std::string_view tag);

}  // namespace telex::store
