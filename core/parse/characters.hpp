#pragma once
#include <string>

namespace telex::parse {

/// Takes characters out of UTF-8 that XML does not have (XML 1.0 section 2.2, production Char): controls, U+FFFE and
/// U+FFFF. Whether there were any.
bool leave_out_forbidden(std::string& text);

}  // namespace telex::parse
