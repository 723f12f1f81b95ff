#pragma once
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <functional>
#include <memory>

#include "base/error.hpp"
#include "store/backend.hpp"
#include "store/types.hpp"

namespace telex::store {

/// Batches the saves of many coroutines into few transactions (group commit): while one batch is being committed on
/// the writer's own thread, the next one gathers. Where waiting can help (locked, disk full) it retries with growing
/// pauses, says so in the log once, and goes on by itself; all others of the batch wait with it.
class Writer {
 public:
  struct Options {
    std::size_t max_batch = 200;       ///< updates in one transaction
    std::size_t max_entries = 10'000;  ///< entries in one transaction, unless a single update has more
  };

  /// `loop` is where the callers resume; `on_saved` is called there once a batch is durable.
  Writer(boost::asio::any_io_executor loop, std::unique_ptr<Backend> backend, Options options);
  ~Writer();  ///< stop()
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  /// Resumes after the commit that holds this update. Loop thread only. Callers bound the queue: each waits for its own
  /// save before it fetches again.
  boost::asio::awaitable<Result<Saved>> save(FeedUpdate update);

  /// Runs `work` on the writer's thread, between two batches.
  boost::asio::awaitable<Result<std::vector<FeedRecord>>> subscribe(std::vector<feed::Subscription> subscriptions);

  /// Commits what is queued and ends the thread; saves that come later fail with Fault::cancelled. Where the store
  /// cannot be written now, what is queued is given up rather than waited for. Blocks; any thread, any number of times.
  void stop();

 private:
  class Thread;
  std::unique_ptr<Thread> thread_;
};

}  // namespace telex::store
