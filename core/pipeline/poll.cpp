#include <algorithm>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/this_coro.hpp>
#include <iterator>

#include "base/run_on.hpp"
#include "base/spawn.hpp"
#include "pipeline/engine.hpp"

namespace telex::pipeline {

namespace asio = boost::asio;

/// Every poll is a root of its own, whose end, good or bad, gives its slot back.
void Aggregator::Engine::start(Number number) {
  const PollRef self = polls_.emplace(polls_.end());
  auto on_end = [this, number, self](std::exception_ptr failure, PollReport report) {
    if (failure) report = broken(number, failure);
    ended(number, self, report);
  };
  asio::co_spawn(parts_.loop, poll(number), asio::bind_cancellation_slot(self->cancel.slot(), std::move(on_end)));
}

/// What an exception makes of a poll: a failure, with the back-off of one, lest the feed be asked again at once.
PollReport Aggregator::Engine::broken(Number number, std::exception_ptr failure) {
  Feed& feed = feeds_[number];
  PollReport report;
  report.url = feed.subscription.url;
  report.failure = Error{Fault::internal, "unexpected error: " + describe(failure), report.url};
  fetch::FetchFailure cause;
  cause.error = *report.failure;
  feed.poll = after_failure(feed, cause);
  return report;
}

void Aggregator::Engine::ended(Number number, PollRef self, const PollReport& report) {
  polls_.erase(self);
  hosts_.finish(feeds_[number].host);
  feeds_[number].queued = false;
  plan(number);
  tell(number, report);
  dispatch();
  if (const auto next = next_wake_up()) wake_up_by(*next);
  if (stopping_) wake_up_.cancel();
}

void Aggregator::Engine::tell(Number number, const PollReport& report) {
  if (report.failure && report.failure->fault == Fault::cancelled) return;
  if (observer_) observer_(report);
  const auto [first, last] = rounds_.equal_range(number);
  std::vector<Round*> waiting;
  std::transform(first, last, std::back_inserter(waiting), [](const auto& entry) { return entry.second; });
  rounds_.erase(first, last);
  for (Round* round : waiting) {
    round->count(report);
    if (round->missing == 0) wake_up_.cancel();  // whoever drives it has nothing left to wait for
  }
}

namespace {

/// What a document that was cut gives: its whole entries, if they are new. The one that was open at the cut, known ones
/// and the validators wait for the whole document.
void take_from(Prepared& prepared, fetch::FetchResult& document, store::FeedUpdate& update) {
  const bool whole = document.complete && (document.end_is_known || prepared.cut == feed::Cut::none);
  if (!whole) {
    document.validators = {};
    if (prepared.cut == feed::Cut::inside_last_entry && !prepared.entries.empty()) prepared.entries.pop_back();
  }
  update.complete = whole;
  update.details = std::move(prepared.details);
  update.entries = std::move(prepared.entries);
}

}  // namespace

asio::awaitable<PollReport> Aggregator::Engine::poll(Number number) {
  co_await asio::this_coro::throw_if_cancelled(false);
  fetch::FeedRequest request;
  request.subscription = feeds_[number].subscription;
  request.validators = feeds_[number].poll.validators;
  PollReport report;
  report.url = request.subscription.url;
  fetch::FetchOutcome outcome = co_await parts_.fetcher.fetch(std::move(request));
  if (outcome.failure && outcome.failure->error.fault == Fault::cancelled) {
    report.failure = std::move(outcome.failure->error);
    co_return report;
  }
  // What has arrived is stored, whatever happens now.
  co_await asio::this_coro::reset_cancellation_state(asio::disable_cancellation());
  store::FeedUpdate update;
  update.feed = feeds_[number].id;
  if (outcome.result && !outcome.result->not_modified) {
    fetch::FetchResult& document = *outcome.result;
    Result<Prepared> prepared =
        co_await prepare_on_pool(std::move(document.body), document.content_type, document.final_url);
    if (prepared) {
      take_from(*prepared, document, update);
    } else {
      outcome.failure.emplace().error = std::move(prepared).error();
    }
  }
  if (outcome.failure) {
    update.poll = after_failure(feeds_[number], *outcome.failure);
    report.failure = std::move(outcome.failure->error);
  } else {
    update.poll = after_success(feeds_[number], *outcome.result);
    report.not_modified = outcome.result->not_modified;
  }
  co_return co_await save(number, std::move(update), std::move(report));
}

asio::awaitable<Result<Prepared>> Aggregator::Engine::prepare_on_pool(std::string body, std::string content_type,
                                                                      std::string url) {
  auto work = [body = std::move(body), content_type = std::move(content_type), url = std::move(url)]() mutable {
    return prepare(std::move(body), std::move(content_type), std::move(url));
  };
  co_return co_await run_on(parts_.pool, std::move(work));
}

asio::awaitable<PollReport> Aggregator::Engine::save(Number number, store::FeedUpdate update, PollReport report) {
  update.at = *update.poll.last_fetch;
  store::PollState state = update.poll;
  Result<store::Saved> saved = co_await parts_.writer.save(std::move(update));
  if (!saved) {
    // Nothing of this poll was stored, its validators least of all: the feed is asked again as it was before.
    feeds_[number].poll.next_due = state.next_due;
    report.failure = std::move(saved).error();
    co_return report;
  }
  feeds_[number].poll = std::move(state);
  report.added = std::move(saved->added);
  report.changed = saved->changed;
  co_return report;
}

store::PollState Aggregator::Engine::after_success(const Feed& feed, const fetch::FetchResult& result) {
  const Instant now = parts_.clock.now();
  const double chance = std::generate_canonical<double, 32>(chance_);
  store::PollState state;
  state.last_fetch = now;
  state.last_success = now;
  state.next_due = schedule::next_poll({0, feed.subscription.interval, std::nullopt}, limits_.schedule, now, chance);
  state.http_status = result.status;
  state.validators = result.validators;
  return state;
}

store::PollState Aggregator::Engine::after_failure(const Feed& feed, const fetch::FetchFailure& failure) {
  const Instant now = parts_.clock.now();
  const double chance = std::generate_canonical<double, 32>(chance_);
  schedule::History history;
  history.failures = feed.poll.failures + 1;
  history.own_interval = feed.subscription.interval;
  if (failure.retry_after) history.retry_after = now + *failure.retry_after;
  store::PollState state = feed.poll;
  state.last_fetch = now;
  state.next_due = schedule::next_poll(history, limits_.schedule, now, chance);
  state.failures = history.failures;
  state.http_status = failure.status;
  state.last_error = failure.error.message;
  state.gone = failure.gone;
  return state;
}

}  // namespace telex::pipeline
