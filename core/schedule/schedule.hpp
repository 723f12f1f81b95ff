#pragma once
#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

#include "base/instant.hpp"

/// When a feed is due. Pure: `now` and chance are arguments.
namespace telex::schedule {

/// Bounds of the schedule, from [fetch].
struct Limits {
  std::chrono::seconds interval = std::chrono::minutes{30};
  std::chrono::seconds interval_min = std::chrono::minutes{15};
  std::chrono::seconds interval_max = std::chrono::hours{24};
};

/// How the poll that has just ended went.
struct History {
  int failures = 0;                                  ///< in a row, this poll included; 0: it succeeded
  std::optional<std::chrono::seconds> own_interval;  ///< the subscription's
  std::optional<Instant> retry_after;                ///< what the server asked for
};

/// When to poll next: the feed's own interval or [fetch] interval after a success, exponential back-off between
/// interval_min and interval_max after failures, never before Retry-After (at most 7 days away). `chance` in [0, 1)
/// adds up to a tenth, so that feeds do not fall into step.
Instant next_poll(const History& history, const Limits& limits, Instant now, double chance);

/// When to poll a feed that was never polled: spread by its URL over one interval, so that thousands of new feeds do
/// not stampede. The same URL gets the same share of the interval on every start.
Instant first_poll(std::string_view url, const Limits& limits, Instant now);

}  // namespace telex::schedule
