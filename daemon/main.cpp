#include <malloc.h>

#include <csignal>
#include <exception>

#include "base/log.hpp"
#include "daemon/arguments.hpp"
#include "daemon/log_setup.hpp"
#include "daemon/program.hpp"

int main(int argc, char** argv) {
  // Each further arena keeps megabytes for a thread that allocates now and then.
  ::mallopt(M_ARENA_MAX, 2);
  // A client or a log's reader that leaves is an error to be handled where it is written to.
  std::signal(SIGPIPE, SIG_IGN);
  // Some supervisors ignore it, and children inherit that: then the kernel tells nobody how a program has ended.
  std::signal(SIGCHLD, SIG_DFL);
  try {
    const auto arguments = telex::daemon::read_arguments(argc, argv);
    if (const int* status = std::get_if<int>(&arguments)) return *status;
    const auto& wanted = std::get<telex::daemon::Arguments>(arguments);
    // A reload that is asked for before the daemon listens to signals must not end it.
    if (!wanted.once) std::signal(SIGHUP, SIG_IGN);
    telex::daemon::set_up_log(wanted.log_level);
    return telex::daemon::run_program(wanted);
  } catch (const std::exception& failure) {
    telex::log::error("telexd ends by an unexpected error: {}", failure.what());
    return 2;
  }
}
