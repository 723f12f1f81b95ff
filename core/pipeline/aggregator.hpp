#pragma once
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/error.hpp"
#include "feed/subscription.hpp"
#include "fetch/fetcher.hpp"
#include "fetch/host_queue.hpp"
#include "schedule/schedule.hpp"
#include "store/writer.hpp"

/// The one place that knows the whole way of a feed: schedule, fetch, parse, prepare, save.
namespace telex::pipeline {

/// How one poll went.
struct PollReport {
  std::string url;               ///< as configured
  std::optional<Error> failure;  ///< absent: it answered
  bool not_modified = false;
  std::vector<store::EntryId> added;
  std::size_t changed = 0;
};

/// What a whole round did.
struct RoundReport {
  std::size_t polled = 0;
  std::size_t failed = 0;
  std::size_t not_modified = 0;
  std::size_t added = 0;
  std::size_t changed = 0;
};

/// Polls the subscribed feeds when they are due. Everything on the loop thread, but parsing and preparing on `pool`.
class Aggregator {
 public:
  struct Parts {
    boost::asio::any_io_executor loop;
    boost::asio::any_io_executor pool;  ///< CPU-heavy work
    Clock& clock;                       ///< the references outlive the aggregator
    fetch::Fetcher& fetcher;
    store::Writer& writer;
  };
  struct Limits {
    schedule::Limits schedule;
    fetch::HostQueue::Limits hosts;
    std::size_t concurrency = 256;  ///< polls under way at once
  };
  using OnPolled = std::function<void(const PollReport&)>;

  explicit Aggregator(Parts parts);
  ~Aggregator();
  Aggregator(const Aggregator&) = delete;
  Aggregator& operator=(const Aggregator&) = delete;

  /// Makes these the subscribed feeds, at start and on every re-read of the configuration. Polls under way go on; a
  /// feed's schedule is kept. Fails where the store fails.
  boost::asio::awaitable<Result<void>> configure(std::vector<feed::Subscription> feeds, Limits limits);

  /// Polls what is due, for ever. On cancellation it abandons the transfers under way, waits for saves that have begun,
  /// and returns.
  boost::asio::awaitable<void> run();

  /// Polls every feed that is due now, once; a feed that was never polled is due. Not while run() is under way.
  boost::asio::awaitable<RoundReport> run_once(OnPolled each);

  /// How many feeds are subscribed, and how many of them are being polled or wait for their host.
  std::size_t size() const;
  std::size_t under_way() const;

  /// How many feeds fetch_now() would poll for these URLs, with the same error.
  Result<std::size_t> count(const std::vector<std::string>& urls) const;

  /// Polls these feeds (as configured; empty: all of them) at once, due or not, gone or not, and resumes when all have
  /// been polled. `each` is called after every poll. Fails with not_found, naming them, where feeds are not subscribed.
  /// While run() is under way, and without it.
  boost::asio::awaitable<Result<RoundReport>> fetch_now(std::vector<std::string> urls, OnPolled each);

  /// Called after every poll, whoever asked for it; replaces the one set before.
  void observe(OnPolled observer);

 private:
  class Engine;
  std::unique_ptr<Engine> engine_;
};

}  // namespace telex::pipeline
