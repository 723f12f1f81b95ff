#include "support/fake_clock.hpp"

#include <doctest/doctest.h>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include "base/spawn.hpp"

using namespace telex;
using namespace std::chrono_literals;

TEST_CASE("support: a fake clock wakes its sleepers when their time comes") {
  support::FakeClock clock;
  const Instant start = clock.now();
  boost::asio::io_context loop;
  int woken = 0;
  const auto sleep = [&](Instant until) -> boost::asio::awaitable<void> {
    co_await clock.sleep_until(until);
    ++woken;
  };
  spawn_logged(loop.get_executor(), "first", sleep(start + 1h));
  spawn_logged(loop.get_executor(), "second", sleep(start + 2h));
  spawn_logged(loop.get_executor(), "at once", sleep(start));
  loop.poll();
  CHECK(woken == 1);
  CHECK(clock.next_wake() == start + 1h);
  clock.advance_by(1h);
  loop.poll();
  CHECK(woken == 2);
  CHECK(clock.next_wake() == start + 2h);
  clock.advance_to(start + 3h);
  loop.poll();
  CHECK(woken == 3);
  CHECK_FALSE(clock.next_wake());
}

TEST_CASE("support: a sleep on a fake clock can be cancelled") {
  support::FakeClock clock;
  boost::asio::io_context loop;
  boost::asio::cancellation_signal stop;
  bool ended = false;
  bool failed = false;
  boost::asio::co_spawn(loop, clock.sleep_until(clock.now() + 1h),
                        boost::asio::bind_cancellation_slot(stop.slot(), [&](std::exception_ptr failure) {
                          ended = true;
                          failed = failure && describe(failure).empty();
                        }));
  loop.poll();
  CHECK_FALSE(ended);
  stop.emit(boost::asio::cancellation_type::terminal);
  loop.poll();
  CHECK(ended);
  CHECK(failed);
  CHECK_FALSE(clock.next_wake());
}
