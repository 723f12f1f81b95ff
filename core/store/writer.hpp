#pragma once
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <memory>
#include <optional>
#include <vector>

#include "base/error.hpp"
#include "store/backend.hpp"
#include "store/types.hpp"

namespace telex::store {

/// Batches the saves of many coroutines into few transactions (group commit) on a thread of its own: while one batch is
/// being committed, the next one gathers. Where waiting can help (locked, disk full) it retries with growing pauses,
/// says so in the log once, and goes on by itself; everything queued behind waits with it. Where a batch fails for
/// another reason, its updates are tried one by one, so that a bad one takes no other with it.
class Writer {
 public:
  struct Options {
    std::size_t max_batch = 200;       ///< updates in one transaction: 3.7 times cheaper than one each
    std::size_t max_entries = 10'000;  ///< entries in one transaction, unless a single update has more
    /// How long an update waits for others to share its transaction. Without it a writer that keeps pace wakes up and
    /// commits for nearly every 304 alone (6 µs in the place of 1.4).
    std::chrono::milliseconds gather{10};
    /// The first pause before a retry; each further one is twice as long, up to 30 s.
    std::chrono::milliseconds first_pause{100};
    /// How long a store that cannot be written is waited for, from the first try on; what comes after that fails at
    /// once, until it can be written again. Absent: for ever.
    std::optional<std::chrono::milliseconds> patience{};
  };

  /// `loop` is where the callers resume, all of a batch in one go; its context outlives the writer.
  Writer(boost::asio::any_io_executor loop, std::unique_ptr<Backend> backend, Options options);
  ~Writer();  ///< stop()
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  /// Resumes after the commit that holds this update, or with the reason why it is not stored. Cancellation does not
  /// end the wait. Loop thread only. Callers bound the queue: each waits for its own save before it fetches again.
  boost::asio::awaitable<Result<Saved>> save(FeedUpdate update);

  /// Backend::subscribe() on the writer's thread, between two batches.
  boost::asio::awaitable<Result<std::vector<FeedRecord>>> subscribe(std::vector<feed::Subscription> subscriptions);

  /// Commits what is queued and ends the thread; saves that come later fail with Fault::cancelled. Where the store
  /// cannot be written now, what is queued is given up rather than waited for. Blocks; any thread, any number of times.
  void stop();

 private:
  class Thread;
  std::unique_ptr<Thread> thread_;
};

}  // namespace telex::store
