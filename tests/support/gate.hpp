#pragma once
#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <mutex>
#include <vector>

namespace telex::support {

/// A door at which an answer waits until the test lets it through, so that tests of time need no sleeping. The gate
/// outlives no rule: an origin that stops gives up what still waits. Any thread, but pass().
class Gate {
 public:
  /// Lets the next `count` arrivals through.
  void let_through(std::size_t count = 1);

  /// Lets everything through from now on.
  void open();

  /// Blocks until `count` arrivals have come in all, whether or not they passed; false after `bound`.
  bool wait_for_arrivals(std::size_t count, std::chrono::seconds bound = std::chrono::seconds{30});

  /// Resumes when the test lets the caller through. On the executor that the coroutine runs on.
  boost::asio::awaitable<void> pass();

 private:
  bool try_pass();
  void wake_all();

  std::mutex mutex_;
  std::condition_variable arrived_;
  std::size_t arrivals_ = 0;
  std::size_t permits_ = 0;
  bool open_ = false;
  std::vector<std::function<void()>> waiting_;
};

}  // namespace telex::support
