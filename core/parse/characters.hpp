#pragma once
#include <string>

namespace telex::parse {

/// Takes characters out of UTF-8 that XML does not have (XML 1.0 section 2.2, production Char): controls, U+FFFE and
/// U+FFFF. Whether there were any.
bool leave_out_forbidden(std::string& text);

/// UTF-8 with a space for each control, C1 as well (U+0080 to U+009F).
std::string without_controls(std::string text);

}  // namespace telex::parse
