#pragma once
#include <spdlog/common.h>

namespace telex::daemon {

/// Makes stderr the log: with time and level (in colour on a terminal, unless NO_COLOR is set), or, where stderr is the
/// journal, with the priority prefixes of sd-daemon(3), as the journal keeps the time itself. One message is one line,
/// whatever a server has put into it, and shows no user or password of a URL.
void set_up_log(spdlog::level::level_enum level);

}  // namespace telex::daemon
