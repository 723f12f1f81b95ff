#include "daemon/daemon.hpp"

#include <fmt/format.h>
#include <malloc.h>

#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <csignal>
#include <cstdlib>
#include <exception>
#include <thread>
#include <utility>

#include "base/log.hpp"
#include "base/run_on.hpp"
#include "base/spawn.hpp"
#include "config/load.hpp"
#include "daemon/limits.hpp"
#include "daemon/service_manager.hpp"
#include "fetch/local_fetcher.hpp"

namespace telex::daemon {
namespace {

namespace asio = boost::asio;
using std::chrono::seconds;

/// How long a store that cannot be written is waited for at the start.
constexpr seconds patience_at_start{10};
constexpr seconds status_interval{30};

std::size_t pool_size() { return std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, 4); }

/// With no more transfers than files may be open.
config::Settings within_means(config::Settings settings) {
  settings.fetch.concurrency = allow_transfers(settings.fetch.concurrency);
  return settings;
}

bool is_store_fault(const Error& error) {
  const Fault fault = error.fault;
  // Transfers fail with io too, and name their URL; the store names its file.
  if (fault == Fault::io) return error.place.find("://") == std::string::npos;
  return fault == Fault::store_busy || fault == Fault::store_full || fault == Fault::store_readonly ||
         fault == Fault::store_newer || fault == Fault::store_corrupt;
}

}  // namespace

Daemon::Daemon(config::Settings settings, std::unique_ptr<store::Backend> backend, store::Writer::Options options)
    : settings_{within_means(std::move(settings))},
      pool_{pool_size()},
      signals_{loop_, SIGTERM, SIGINT},
      patience_{loop_},
      configured_{loop_, asio::steady_timer::time_point::max()},
      fetcher_{make_fetcher()},
      writer_{loop_.get_executor(), std::move(backend), options},
      aggregator_{{loop_.get_executor(), pool_.get_executor(), clock_, *fetcher_, writer_}},
      control_{loop_.get_executor(), *this},
      tasks_{loop_.get_executor()} {
  aggregator_.observe([this](const pipeline::PollReport& report) { note(report); });
}

std::unique_ptr<fetch::Fetcher> Daemon::make_fetcher() {
  const fetch::Limits limits = fetch_limits(settings_.fetch);
  return fetch::with_local_sources(fetch::make_fetcher(loop_.get_executor(), limits), pool_.get_executor(), limits);
}

Daemon::~Daemon() {
  writer_.stop();
  pool_.join();
}

int Daemon::run() {
  signals_.add(SIGHUP);
  return drive(serve());
}

int Daemon::run_once(Choice choice) { return drive(poll_once(std::move(choice))); }

/// Runs the loop until `work` and all that it started have ended.
int Daemon::drive(asio::awaitable<int> work) {
  watch_signals();
  std::optional<int> status;
  auto on_end = [&status](const std::exception_ptr& failure, int value) {
    if (failure) log::error("telexd ends by an unexpected error: {}", describe(failure));
    status = failure ? 1 : value;
  };
  asio::co_spawn(loop_, std::move(work), asio::bind_cancellation_slot(stop_.slot(), std::move(on_end)));
  while (!status && loop_.run_one() > 0) continue;
  return status.value_or(1);
}

asio::awaitable<int> Daemon::serve() {
  co_await asio::this_coro::throw_if_cancelled(false);
  if (!co_await start() || stopping_) {
    co_await tasks_.join();  // a reload that waited for the start
    co_return stopping_ ? 0 : 2;
  }
  tasks_.spawn("the control socket", control_.accept());
  tasks_.spawn("the sign of life", show_life());
  service_manager::ready(status());
  std::exception_ptr bug;
  try {
    co_await aggregator_.run();
  } catch (...) {
    bug = std::current_exception();
  }
  co_await asio::this_coro::reset_cancellation_state(asio::disable_cancellation());
  co_await control_.close();  // first, as clients ask for more tasks
  tasks_.cancel();
  co_await tasks_.join();
  if (bug) std::rethrow_exception(bug);
  log::info("stopped after {}", status());
  co_return 0;
}

asio::awaitable<int> Daemon::poll_once(Choice choice) {
  co_await asio::this_coro::throw_if_cancelled(false);
  if (!co_await start()) co_return stopping_ ? 1 : 2;
  bool store_failed = false;
  pipeline::Aggregator::OnPolled each = [&store_failed](const pipeline::PollReport& report) {
    store_failed = store_failed || (report.failure && is_store_fault(*report.failure));
  };
  const Result<pipeline::RoundReport> polled = co_await poll(std::move(choice), std::move(each));
  if (!polled) {
    log::error("{}", to_string(polled.error()));
    co_return polled.error().fault == Fault::cancelled ? 1 : 2;
  }
  const pipeline::RoundReport& round = *polled;
  log::info("{}polled {} of {} feeds: {} new articles, {} changed; {} feeds not modified, {} failed",
            stopping_ ? "interrupted: " : "", round.polled, aggregator_.size(), round.added, round.changed,
            round.not_modified, round.failed);
  if (store_failed) co_return 2;
  co_return stopping_ || round.failed > 0 ? 1 : 0;
}

asio::awaitable<Result<pipeline::RoundReport>> Daemon::poll(Choice choice, pipeline::Aggregator::OnPolled each) {
  if (choice.due_only) co_return co_await aggregator_.run_once(std::move(each));
  co_return co_await aggregator_.fetch_now(std::move(choice.urls), std::move(each));
}

/// Subscribes to the configured feeds; false, and logged, where the store does not take them.
asio::awaitable<bool> Daemon::start() {
  const Turn turn{*this};
  std::vector<feed::Subscription> feeds = std::move(settings_.feeds);
  if (feeds.empty()) log::warn("no feeds are configured: add [[feed]] tables to {}", settings_.file);
  log::info("telexd " TELEX_VERSION ": {} feeds, store {}", feeds.size(), settings_.store);
  give_up_on_store(patience_at_start);
  const Result<void> used = co_await use(std::move(feeds));
  if (!stopping_) patience_.expires_at(asio::steady_timer::time_point::max());
  if (!used) log::error("{}", to_string(used.error()));
  // The configuration as it was read is gone by now; for ten thousand feeds this gives back 20 MiB.
  ::malloc_trim(0);
  co_return used.has_value();
}

asio::awaitable<Result<void>> Daemon::use(std::vector<feed::Subscription> feeds) {
  settings_.fetch.concurrency = allow_transfers(settings_.fetch.concurrency);
  fetcher_->configure(fetch_limits(settings_.fetch));
  co_return co_await aggregator_.configure(std::move(feeds), round_limits(settings_.fetch));
}

asio::awaitable<void> Daemon::show_life() {
  const auto interval = service_manager::watchdog_interval();
  asio::steady_timer timer{loop_};
  while (true) {
    // Twice within systemd's interval, so that one late turn does no harm.
    timer.expires_after(interval ? std::min<std::chrono::microseconds>(*interval / 2, status_interval)
                                 : std::chrono::microseconds{status_interval});
    co_await timer.async_wait(asio::use_awaitable);
    service_manager::alive(status());
  }
}

std::string Daemon::status() const {
  return fmt::format("{} feeds; {} polls since the start, {} of them failed; {} new articles; {} feeds under way",
                     aggregator_.size(), totals_.polls, totals_.failed, totals_.added, aggregator_.under_way());
}

void Daemon::note(const pipeline::PollReport& report) {
  ++totals_.polls;
  totals_.added += report.added.size();
  if (report.failure) {
    ++totals_.failed;
    log::warn("{}: {}", report.url, report.failure->message);
  } else if (!report.added.empty() || report.changed > 0) {
    log::info("{}: {} new, {} changed", report.url, report.added.size(), report.changed);
  } else {
    log::debug("{}: nothing new", report.url);
  }
  control_.tell(report);
}

Result<std::size_t> Daemon::count(const std::vector<std::string>& urls) const {
  if (stopping_) return stopping();
  return aggregator_.count(urls);
}

asio::awaitable<Result<pipeline::RoundReport>> Daemon::fetch(std::vector<std::string> urls,
                                                             pipeline::Aggregator::OnPolled each) {
  if (stopping_) co_return stopping();
  co_return co_await aggregator_.fetch_now(std::move(urls), std::move(each));
}

void Daemon::fetch_in_background(std::vector<std::string> urls) {
  if (!stopping_) tasks_.spawn("a fetch for a client", fetch_unattended(std::move(urls)));
}

asio::awaitable<void> Daemon::fetch_unattended(std::vector<std::string> urls) {
  const Result<pipeline::RoundReport> round = co_await aggregator_.fetch_now(std::move(urls), nullptr);
  if (!round) log::warn("a fetch for a client: {}", round.error().message);
}

}  // namespace telex::daemon
