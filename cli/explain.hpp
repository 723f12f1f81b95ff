#pragma once
#include "cli/context.hpp"
#include "parse/parse.hpp"

namespace telex::cli {

/// How a feed document was read: encoding, repairs, and for each field the element that it came from. At most `-n`
/// items are told of.
void write_explanation(const Context& context, const parse::Explained& explained);

}  // namespace telex::cli
