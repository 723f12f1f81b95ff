#include "daemon/exit_deadline.hpp"

#include <condition_variable>
#include <cstdlib>
#include <mutex>

#include "base/log.hpp"

namespace telex::daemon {
namespace {

void wait_and_exit(const std::stop_token& stop, std::chrono::milliseconds after) {
  std::mutex mutex;
  std::condition_variable_any wake;
  std::unique_lock lock{mutex};
  wake.wait_for(lock, stop, after, [&] { return stop.stop_requested(); });
  if (stop.stop_requested()) return;
  log::error("stopping takes too long: telexd exits without waiting for what is still under way");
  std::_Exit(1);
}

}  // namespace

ExitDeadline::ExitDeadline(std::chrono::milliseconds after)
    : thread_{[after](const std::stop_token& stop) { wait_and_exit(stop, after); }} {}

}  // namespace telex::daemon
