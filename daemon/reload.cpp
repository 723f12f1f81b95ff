// How the daemon reacts to signals, and takes over a new configuration.
#include <malloc.h>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <csignal>
#include <cstdlib>
#include <utility>

#include "base/log.hpp"
#include "base/run_on.hpp"
#include "config/load.hpp"
#include "daemon/daemon.hpp"
#include "daemon/limits.hpp"
#include "daemon/service_manager.hpp"

namespace telex::daemon {
namespace {

namespace asio = boost::asio;
using Clock = std::chrono::steady_clock;

/// How long a store that cannot be written is waited for at the end, and how long a stop may take in all: 5 s are
/// promised.
constexpr std::chrono::seconds patience_at_stop{3};
constexpr std::chrono::milliseconds longest_stop{4'700};

}  // namespace

void Daemon::watch_signals() {
  signals_.async_wait([this](const boost::system::error_code& failure, int number) {
    if (failure) return;
    on_signal(number);
    watch_signals();
  });
}

void Daemon::on_signal(int number) {
  if (number == SIGHUP) {
    if (!stopping_) tasks_.spawn("a reload", reload_by_signal());
  } else if (stopping_) {
    log::warn("a second signal: telexd exits at once");
    std::_Exit(128 + number);
  } else {
    begin_stop();
  }
}

void Daemon::begin_stop() {
  stopping_ = true;
  log::info("stopping: transfers under way are abandoned, what has arrived is stored");
  service_manager::stopping();
  deadline_.emplace(longest_stop);
  give_up_on_store(patience_at_stop);
  stop_.emit(asio::cancellation_type::terminal);
}

/// Ends the writer's waiting for a store that cannot be written, unless `patience_` is set anew before.
void Daemon::give_up_on_store(std::chrono::seconds after) {
  patience_.expires_after(after);
  patience_.async_wait([this](const boost::system::error_code& failure) {
    if (failure || patience_.expiry() > Clock::now()) return;
    asio::post(pool_, [this] { writer_.stop(); });
  });
}

asio::awaitable<void> Daemon::reload_by_signal() { co_await reload(); }

asio::awaitable<std::vector<Error>> Daemon::reload() {
  // A root of its own: a client that leaves must not leave the daemon half reloaded.
  co_return co_await asio::co_spawn(loop_, reload_whole(), asio::use_awaitable);
}

asio::awaitable<std::vector<Error>> Daemon::reload_whole() {
  co_await asio::this_coro::reset_cancellation_state(asio::disable_cancellation());
  while (configuring_) co_await configured_.async_wait(asio::as_tuple(asio::use_awaitable));
  if (stopping_) co_return std::vector{stopping()};
  const Turn turn{*this};
  service_manager::reloading();
  std::vector<Error> errors = co_await read_again();
  for (const Error& error : errors) log::error("configuration: {}", to_string(error));
  if (!errors.empty()) log::error("the new configuration is refused, the old one goes on");
  if (!stopping_) service_manager::ready(status());
  co_return errors;
}

asio::awaitable<std::vector<Error>> Daemon::read_again() {
  auto work = [file = settings_.file] { return config::load(file, config::Environment::of_process()); };
  config::Loaded loaded = co_await run_on(pool_.get_executor(), std::move(work));
  if (!loaded) co_return std::move(loaded).error();
  warn_of_changes(*loaded);
  std::vector<feed::Subscription> feeds = std::move(loaded->feeds);
  const std::size_t count = feeds.size();
  std::swap(settings_, *loaded);
  const Result<void> used = co_await use(std::move(feeds));
  std::vector<Error> errors;
  if (used) {
    log::info("configuration read again: {} feeds", count);
  } else {
    std::swap(settings_, *loaded);
    fetcher_->configure(fetch_limits(settings_.fetch));
    errors.push_back(used.error());
  }
  ::malloc_trim(0);
  co_return errors;
}

/// Keeps what takes effect at the next start alone.
void Daemon::warn_of_changes(config::Settings& next) const {
  if (next.store != settings_.store)
    log::warn("`store` changes at the next start; until then it is {}", settings_.store);
  if (next.listen != settings_.listen) log::warn("`listen` changes at the next start");
  next.store = settings_.store;
  next.listen = settings_.listen;
  for (const std::string& note : config::not_active_yet(next)) log::warn("configuration: {}", note);
}

}  // namespace telex::daemon
