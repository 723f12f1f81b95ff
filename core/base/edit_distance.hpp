#pragma once
#include <cstddef>
#include <string_view>

namespace telex {

/// Levenshtein's distance in bytes: how many must be inserted, removed or replaced to make one text the other.
std::size_t edit_distance(std::string_view a, std::string_view b);

}  // namespace telex
