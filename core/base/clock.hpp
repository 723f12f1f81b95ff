#pragma once
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include "base/instant.hpp"

namespace telex {

/// Time as the daemon sees it; tests replace it by one that they move by hand.
class Clock {
 public:
  Clock() = default;
  Clock(const Clock&) = delete;
  Clock& operator=(const Clock&) = delete;
  virtual ~Clock() = default;

  /// The time of day, UTC.
  virtual Instant now() const = 0;

  /// Resumes at `when`, or at once where that has passed. Cancellation ends it early, with an exception of
  /// boost::system::system_error (operation_aborted). Loop thread only.
  virtual boost::asio::awaitable<void> sleep_until(Instant when) = 0;
};

/// The machine's clocks. Waits run on the monotonic clock, in slices of at most an hour, after each of which the wall
/// clock is asked again.
class SystemClock final : public Clock {
 public:
  Instant now() const override;
  boost::asio::awaitable<void> sleep_until(Instant when) override;
};

}  // namespace telex
