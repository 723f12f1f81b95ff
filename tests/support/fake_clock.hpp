#pragma once
#include <atomic>
#include <boost/asio/awaitable.hpp>
#include <list>
#include <memory>
#include <optional>

#include "base/clock.hpp"

namespace telex::support {

/// A clock that the test moves by hand. All on the loop's thread (or with the loop at rest), but now().
class FakeClock final : public Clock {
 public:
  explicit FakeClock(Instant start = from_unix(1'600'000'000)) : now_{start} {}

  Instant now() const override { return now_.load(); }
  boost::asio::awaitable<void> sleep_until(Instant when) override;

  /// Moves the clock and wakes the sleepers whose time has come; they run when the loop next does. Backwards is a jump
  /// of the wall clock: nobody wakes.
  void advance_to(Instant when);
  void advance_by(Instant::duration span) { advance_to(now() + span); }

  /// When the next sleeper wakes; absent where nobody sleeps. A day of polling is a loop over this, without leaping
  /// over anybody's moment.
  std::optional<Instant> next_wake() const;

 private:
  struct Sleeper;
  std::atomic<Instant> now_;
  std::list<Sleeper*> sleepers_;
};

}  // namespace telex::support
