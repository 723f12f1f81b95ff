#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"

namespace telex {

/// Splits a command line into words much as a POSIX shell does (XCU section 2.2): blanks part words, quotes and
/// backslashes keep them together; in double quotes a backslash escapes `"` and itself alone. Nothing is expanded, and
/// there are no operators: `$`, `*`, `~`, `|` and `>` are characters as any. Fault::invalid where a quote is not
/// closed, a backslash stands last, or there is no word.
Result<std::vector<std::string>> command_words(std::string_view text);

}  // namespace telex
