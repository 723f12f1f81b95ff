#pragma once
#include <boost/assert/source_location.hpp>
#include <boost/system/result.hpp>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "config/environment.hpp"
#include "config/settings.hpp"

namespace telex {

/// Found by Boost.System where value() is called on a failed result: that is a bug, hence an exception.
[[noreturn]] void throw_exception_from_error(const std::vector<Error>& errors, const boost::source_location& where);

}  // namespace telex

namespace telex::config {

/// Settings, or everything that is wrong with them.
using Loaded = boost::system::result<Settings, std::vector<Error>>;

/// Reads `file` and all that it includes, and checks everything. The errors are in the order of reading, each file's by
/// line; `place` is "file:line: key", the message says what was found and what would be right.
Loaded load(const std::string& file, const Environment& environment);

/// The store that `file` names, else the default one. Checks the file but for its lists: what reads articles should
/// neither wait for thousands of feeds to be checked nor fail for one of them.
boost::system::result<std::string, std::vector<Error>> read_store(const std::string& file,
                                                                  const Environment& environment);

/// What these settings ask for and this version does not do yet, as sentences for the log.
std::vector<std::string> not_active_yet(const Settings& settings);

}  // namespace telex::config
