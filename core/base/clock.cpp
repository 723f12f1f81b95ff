#include "base/clock.hpp"

#include <algorithm>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace telex {

Instant SystemClock::now() const {
  return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

boost::asio::awaitable<void> SystemClock::sleep_until(Instant when) {
  boost::asio::steady_timer timer{co_await boost::asio::this_coro::executor};
  // In slices: the span to a far instant overflows the timer's nanoseconds, and a wall clock that is set right
  // meanwhile is noticed.
  constexpr auto slice = std::chrono::milliseconds{std::chrono::hours{1}};
  for (Instant at = now(); at < when; at = now()) {
    timer.expires_after(std::min(when - at, slice));
    co_await timer.async_wait(boost::asio::use_awaitable);
  }
}

}  // namespace telex
