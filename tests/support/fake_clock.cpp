#include "support/fake_clock.hpp"

#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/system_error.hpp>

namespace telex::support {

namespace asio = boost::asio;

/// One waiting coroutine; lives in its frame and leaves the list with it.
struct FakeClock::Sleeper {
  Sleeper(std::list<Sleeper*>& all, Instant until, const asio::any_io_executor& executor)
      : when{until},
        timer{executor, asio::steady_timer::time_point::max()},
        list{all},
        self{all.insert(all.end(), this)} {}
  ~Sleeper() { list.erase(self); }
  Sleeper(const Sleeper&) = delete;
  Sleeper& operator=(const Sleeper&) = delete;

  Instant when;
  asio::steady_timer timer;
  std::list<Sleeper*>& list;
  std::list<Sleeper*>::iterator self;
};

asio::awaitable<void> FakeClock::sleep_until(Instant when) {
  if (when <= now()) co_return;
  Sleeper sleeper{sleepers_, when, co_await asio::this_coro::executor};
  co_await sleeper.timer.async_wait(asio::as_tuple(asio::use_awaitable));
  if (sleeper.when > now()) throw boost::system::system_error{asio::error::operation_aborted};
}

void FakeClock::advance_to(Instant when) {
  now_ = when;
  for (Sleeper* const sleeper : sleepers_) {
    if (sleeper->when <= when) sleeper->timer.cancel();
  }
}

std::optional<Instant> FakeClock::next_wake() const {
  const auto next = std::min_element(sleepers_.begin(), sleepers_.end(),
                                     [](const Sleeper* a, const Sleeper* b) { return a->when < b->when; });
  return next == sleepers_.end() ? std::nullopt : std::optional{(*next)->when};
}

}  // namespace telex::support
