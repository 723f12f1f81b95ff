#pragma once
#include "daemon/arguments.hpp"

namespace telex::daemon {

/// Does what was asked. Returns the exit status; what goes wrong is logged.
int run_program(const Arguments& arguments);

}  // namespace telex::daemon
