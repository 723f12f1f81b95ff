#pragma once
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/steady_timer.hpp>
#include <exception>
#include <list>
#include <random>
#include <span>
#include <unordered_map>
#include <vector>

#include "pipeline/aggregator.hpp"
#include "pipeline/prepare.hpp"
#include "pipeline/round.hpp"
#include "schedule/due_heap.hpp"

namespace telex::pipeline {

/// The aggregator's workings: a heap of due instants feeds the hosts' queues, and every feed that leaves them is polled
/// by a coroutine of its own. A feed that waits costs neither timer nor coroutine. Loop thread only.
class Aggregator::Engine {
 public:
  explicit Engine(Parts parts);

  boost::asio::awaitable<Result<void>> configure(std::vector<feed::Subscription> feeds, Limits limits);
  boost::asio::awaitable<void> run();
  boost::asio::awaitable<RoundReport> run_once(OnPolled each);
  boost::asio::awaitable<Result<RoundReport>> fetch_now(std::vector<std::string> urls, OnPolled each);
  Result<std::size_t> count(const std::vector<std::string>& urls) const;
  void observe(OnPolled observer) { observer_ = std::move(observer); }
  std::size_t size() const { return subscribed_; }
  std::size_t under_way() const { return polls_.size() + hosts_.waiting(); }

 private:
  using Number = schedule::DueHeap::Feed;

  struct Feed {
    feed::Subscription subscription;
    store::FeedId id = 0;
    store::PollState poll;
    fetch::HostQueue::Host host = 0;
    bool subscribed = false;
    bool queued = false;  ///< waits for its host, or is being polled
  };

  /// A poll that is under way, so that it can be cancelled.
  struct Poll {
    boost::asio::cancellation_signal cancel;
  };
  using PollRef = std::list<Poll>::iterator;

  Number number_of(const std::string& url);
  void take_over(Feed& feed, feed::Subscription subscription, store::FeedRecord record);
  void schedule_start();
  void plan(Number number);

  boost::asio::awaitable<void> drive(const Round* until);
  void queue(Number number);
  void queue_due(Instant now);
  void dispatch();
  std::optional<Instant> next_wake_up() const;
  void wake_up_by(Instant when);
  boost::asio::awaitable<void> abandon_all();
  std::vector<Number> due_now() const;
  Result<std::vector<Number>> numbers_of(std::span<const std::string> urls) const;
  boost::asio::awaitable<RoundReport> run_round(std::vector<Number> feeds, OnPolled each);
  void join(Round& round, std::span<const Number> feeds);
  void leave(const Round& round);

  void start(Number number);
  boost::asio::awaitable<PollReport> poll(Number number);
  boost::asio::awaitable<PollReport> save(Number number, store::FeedUpdate update, PollReport report);
  boost::asio::awaitable<Result<Prepared>> prepare_on_pool(std::string body, std::string content_type, std::string url);
  PollReport broken(Number number, std::exception_ptr failure);
  void ended(Number number, PollRef self, const PollReport& report);
  void tell(Number number, const PollReport& report);
  store::PollState after_success(const Feed& feed, const fetch::FetchResult& result);
  store::PollState after_failure(const Feed& feed, const fetch::FetchFailure& failure);

  Parts parts_;
  Limits limits_;
  std::vector<Feed> feeds_;  // never shrinks, so that a number stays a feed's, also when its subscription ends
  std::unordered_map<std::string, Number> numbers_;
  std::size_t subscribed_ = 0;
  schedule::DueHeap due_;
  fetch::HostQueue hosts_;
  std::list<Poll> polls_;                           // those under way
  std::unordered_multimap<Number, Round*> rounds_;  // who waits for which feed
  boost::asio::steady_timer wake_up_;               // an event: cancelled to look again
  Instant asleep_until_ = Instant::max();
  bool scheduled_ = false;  // run() is under way: due feeds are polled of themselves
  bool driven_ = false;     // somebody looks after the clock
  bool stopping_ = false;
  OnPolled observer_;
  std::minstd_rand chance_{std::random_device{}()};
};

}  // namespace telex::pipeline
