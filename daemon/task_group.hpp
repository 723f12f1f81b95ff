#pragma once
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/steady_timer.hpp>
#include <list>
#include <string>

namespace telex::daemon {

/// Coroutines that are roots of their own, and that end together. Loop thread only.
class TaskGroup {
 public:
  explicit TaskGroup(boost::asio::any_io_executor loop);

  /// An exception that leaves `work` is a bug: it is logged under `name`.
  void spawn(std::string name, boost::asio::awaitable<void> work);

  /// Ends what there is and takes nothing more: work that is spawned later is dropped.
  void cancel();

  /// Resumes when none is left. Not to be cancelled.
  boost::asio::awaitable<void> join();

  std::size_t size() const { return tasks_.size(); }

 private:
  boost::asio::any_io_executor loop_;
  std::list<boost::asio::cancellation_signal> tasks_;
  bool cancelled_ = false;
  boost::asio::steady_timer ended_;  // an event: cancelled when a task ends
};

}  // namespace telex::daemon
