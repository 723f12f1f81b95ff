#pragma once
#include <string_view>

namespace telex::parse {

/// Whether a start tag shows that an element was left open: `inner` is what an item or a feed consists of, and cannot
/// stand inside `outer`, a part of one. `is_child`: `inner` stands directly in it. Names are as written; prefixes mean
/// what they mean by convention. HTML without escapes is no sign: it has <title>, <link>, <source> and <summary> too,
/// inside of elements of its own.
bool is_swallowed(std::string_view outer, std::string_view inner, bool is_child);

}  // namespace telex::parse
