#include "pipeline/engine.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "base/log.hpp"

namespace telex::pipeline {

namespace asio = boost::asio;
using EventTime = asio::steady_timer::time_point;

Aggregator::Engine::Engine(Parts parts) : parts_{std::move(parts)}, wake_up_{parts_.loop, EventTime::max()} {}

asio::awaitable<Result<void>> Aggregator::Engine::configure(std::vector<feed::Subscription> feeds, Limits limits) {
  Result<std::vector<store::FeedRecord>> records = co_await parts_.writer.subscribe(feeds);
  if (!records) co_return std::move(records).error();
  limits_ = limits;
  hosts_.configure(limits.hosts);
  for (Feed& feed : feeds_) feed.subscribed = false;
  for (std::size_t i = 0; i < feeds.size(); ++i) {
    Feed& feed = feeds_[number_of(feeds[i].url)];
    take_over(feed, std::move(feeds[i]), std::move((*records)[i]));
  }
  subscribed_ = feeds.size();
  if (scheduled_) schedule_start();
  co_return Result<void>{};
}

Aggregator::Engine::Number Aggregator::Engine::number_of(const std::string& url) {
  const auto [found, added] = numbers_.try_emplace(url, static_cast<Number>(feeds_.size()));
  if (added) feeds_.emplace_back().host = hosts_.host_of(url);
  return found->second;
}

void Aggregator::Engine::take_over(Feed& feed, feed::Subscription subscription, store::FeedRecord record) {
  const bool known = feed.id == record.id;  // then this process knows better than the store, and has planned it
  feed.subscription = std::move(subscription);
  feed.id = record.id;
  feed.subscribed = true;
  if (known) return;
  feed.poll = std::move(record.poll);
  if (feed.poll.next_due) {
    feed.poll.next_due = std::min(*feed.poll.next_due, schedule::latest_poll(limits_.schedule, parts_.clock.now()));
  }
}

/// Plans all feeds: the new and the overdue ones spread over a while, the others when they are due.
void Aggregator::Engine::schedule_start() {
  const Instant now = parts_.clock.now();
  std::vector<Number> crowd = due_now();
  std::erase_if(crowd, [this](Number number) { return feeds_[number].queued; });
  for (const Number number : crowd) {
    Feed& feed = feeds_[number];
    feed.poll.next_due = schedule::spread(feed.subscription.url, crowd.size(), limits_.schedule, now);
  }
  due_.clear();
  for (Number number = 0; number < feeds_.size(); ++number) plan(number);
  if (const auto next = due_.next()) wake_up_by(*next);
}

void Aggregator::Engine::plan(Number number) {
  const Feed& feed = feeds_[number];
  if (feed.subscribed && !feed.poll.gone && !feed.queued && feed.poll.next_due) due_.push(*feed.poll.next_due, number);
}

asio::awaitable<void> Aggregator::Engine::run() {
  co_await asio::this_coro::throw_if_cancelled(false);
  scheduled_ = true;
  // The store keeps whole seconds, rounded down: after a restart too, no feed is asked before its time.
  for (Feed& feed : feeds_) {
    if (feed.poll.next_due) *feed.poll.next_due += std::chrono::milliseconds{999};
  }
  schedule_start();
  co_await drive(nullptr);
  scheduled_ = false;
  co_await abandon_all();
}

/// Looks after the clock until `until` is done, or (without one) until it is cancelled.
asio::awaitable<void> Aggregator::Engine::drive(const Round* until) {
  using namespace asio::experimental::awaitable_operators;
  const auto cancelled = co_await asio::this_coro::cancellation_state;
  driven_ = true;
  while (cancelled.cancelled() == asio::cancellation_type::none) {
    dispatch();
    if (until != nullptr && until->missing == 0) break;
    asleep_until_ = next_wake_up().value_or(Instant::max());
    if (asleep_until_ == Instant::max()) {
      co_await wake_up_.async_wait(asio::as_tuple(asio::use_awaitable));
    } else {
      co_await (parts_.clock.sleep_until(asleep_until_) || wake_up_.async_wait(asio::as_tuple(asio::use_awaitable)));
    }
  }
  driven_ = false;
}

void Aggregator::Engine::queue(Number number) {
  Feed& feed = feeds_[number];
  if (std::exchange(feed.queued, true)) return;
  hosts_.push(feed.host, number);
}

void Aggregator::Engine::queue_due(Instant now) {
  while (const auto due = due_.pop_due(now)) {
    const Feed& feed = feeds_[due->feed];
    const bool stale = !feed.subscribed || feed.poll.gone || feed.poll.next_due != due->when;
    if (!stale) queue(due->feed);
  }
}

/// Starts all that may start now.
void Aggregator::Engine::dispatch() {
  if (stopping_) return;
  const Instant now = parts_.clock.now();
  if (scheduled_) queue_due(now);
  while (polls_.size() < limits_.concurrency) {
    const auto number = hosts_.pop(now);
    if (!number) return;
    start(*number);
  }
}

std::optional<Instant> Aggregator::Engine::next_wake_up() const {
  std::optional<Instant> next = scheduled_ ? due_.next() : std::nullopt;
  // With all slots taken, the end of a poll is what to wait for.
  const std::optional<Instant> host = polls_.size() < limits_.concurrency ? hosts_.next() : std::nullopt;
  if (host && (!next || *host < *next)) next = host;
  return next;
}

void Aggregator::Engine::wake_up_by(Instant when) {
  if (when < asleep_until_) wake_up_.cancel();
}

/// Cancels every transfer; what is being saved is saved.
asio::awaitable<void> Aggregator::Engine::abandon_all() {
  stopping_ = true;
  co_await asio::this_coro::reset_cancellation_state(asio::disable_cancellation());
  // A poll may end, and leave the list, while it is being cancelled.
  for (auto poll = polls_.begin(); poll != polls_.end();) (poll++)->cancel.emit(asio::cancellation_type::terminal);
  while (!polls_.empty()) co_await wake_up_.async_wait(asio::as_tuple(asio::use_awaitable));
}

std::vector<Aggregator::Engine::Number> Aggregator::Engine::due_now() const {
  const Instant now = parts_.clock.now();
  std::vector<Number> due;
  for (Number number = 0; number < feeds_.size(); ++number) {
    const Feed& feed = feeds_[number];
    const bool is_due = !feed.poll.next_due || *feed.poll.next_due <= now;
    if (feed.subscribed && !feed.poll.gone && is_due) due.push_back(number);
  }
  return due;
}

asio::awaitable<RoundReport> Aggregator::Engine::run_once(OnPolled each) {
  std::vector<Number> feeds = due_now();
  co_return co_await run_round(std::move(feeds), std::move(each));
}

asio::awaitable<Result<RoundReport>> Aggregator::Engine::fetch_now(std::vector<std::string> urls, OnPolled each) {
  if (stopping_) co_return Error{Fault::cancelled, "telex is stopping", ""};
  Result<std::vector<Number>> feeds = numbers_of(urls);
  if (!feeds) co_return std::move(feeds).error();
  co_return co_await run_round(std::move(*feeds), std::move(each));
}

Result<std::size_t> Aggregator::Engine::count(const std::vector<std::string>& urls) const {
  if (urls.empty()) return subscribed_;
  const Result<std::vector<Number>> numbers = numbers_of(urls);
  if (!numbers) return numbers.error();
  return numbers->size();
}

Result<std::vector<Aggregator::Engine::Number>> Aggregator::Engine::numbers_of(
    std::span<const std::string> urls) const {
  std::vector<Number> numbers;
  std::string unknown;
  for (const std::string& url : urls) {
    const auto found = numbers_.find(url);
    if (found != numbers_.end() && feeds_[found->second].subscribed) {
      numbers.push_back(found->second);
    } else {
      unknown += (unknown.empty() ? "" : ", ") + url;
    }
  }
  if (!unknown.empty()) return Error{Fault::not_found, fmt::format("not subscribed: {}", unknown), ""};
  for (Number number = 0; urls.empty() && number < feeds_.size(); ++number) {
    if (feeds_[number].subscribed) numbers.push_back(number);
  }
  std::sort(numbers.begin(), numbers.end());
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  return numbers;
}

asio::awaitable<RoundReport> Aggregator::Engine::run_round(std::vector<Number> feeds, OnPolled each) {
  const bool throws = co_await asio::this_coro::throw_if_cancelled();
  co_await asio::this_coro::throw_if_cancelled(false);
  Round round{parts_.loop, std::move(each)};
  join(round, feeds);
  if (driven_) {
    dispatch();
    wake_up_.cancel();
    if (round.missing > 0) co_await round.done.async_wait(asio::as_tuple(asio::use_awaitable));
  } else {
    co_await drive(&round);
    if (round.missing > 0) co_await abandon_all();
  }
  leave(round);
  co_await asio::this_coro::throw_if_cancelled(throws);
  co_return round.report;
}

void Aggregator::Engine::join(Round& round, std::span<const Number> feeds) {
  round.missing = feeds.size();
  for (const Number number : feeds) {
    rounds_.emplace(number, &round);
    queue(number);
  }
}

void Aggregator::Engine::leave(const Round& round) {
  if (round.missing == 0) return;  // each poll has taken its own entry out
  std::erase_if(rounds_, [&](const auto& entry) { return entry.second == &round; });
}

Aggregator::Aggregator(Parts parts) : engine_{std::make_unique<Engine>(std::move(parts))} {}

Aggregator::~Aggregator() = default;

asio::awaitable<Result<void>> Aggregator::configure(std::vector<feed::Subscription> feeds, Limits limits) {
  return engine_->configure(std::move(feeds), limits);
}

asio::awaitable<void> Aggregator::run() { return engine_->run(); }

asio::awaitable<RoundReport> Aggregator::run_once(OnPolled each) { return engine_->run_once(std::move(each)); }

asio::awaitable<Result<RoundReport>> Aggregator::fetch_now(std::vector<std::string> urls, OnPolled each) {
  return engine_->fetch_now(std::move(urls), std::move(each));
}

Result<std::size_t> Aggregator::count(const std::vector<std::string>& urls) const { return engine_->count(urls); }

void Aggregator::observe(OnPolled observer) { engine_->observe(std::move(observer)); }

std::size_t Aggregator::size() const { return engine_->size(); }

std::size_t Aggregator::under_way() const { return engine_->under_way(); }

}  // namespace telex::pipeline
