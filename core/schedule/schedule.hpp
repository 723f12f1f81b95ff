#pragma once
#include <chrono>
#include <cstddef>
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

  friend bool operator==(const Limits&, const Limits&) = default;
};

/// How the poll that has just ended went.
struct History {
  int failures = 0;                                  ///< in a row, this poll included; 0: it succeeded
  std::optional<std::chrono::seconds> own_interval;  ///< the subscription's
  std::optional<Instant> retry_after;                ///< what the server asked for
};

/// When to poll next: the feed's own interval, else [fetch] interval, after a success; exponential back-off between
/// interval_min and interval_max after failures; never before Retry-After (at most 7 days away). `chance` in [0, 1)
/// adds up to a tenth, so that feeds do not fall into step.
Instant next_poll(const History& history, const Limits& limits, Instant now, double chance);

/// No feed is due later than this: what a clock that was wrong has stored is cut back to it.
Instant latest_poll(const Limits& limits, Instant now);

/// When to start with one of `crowd` feeds that are all due at once, new ones or overdue ones: spread by URL over a
/// tenth of a second a feed, at most one interval. A few feeds start at once; thousands do not stampede. The same URL
/// gets the same share of the span on every start.
Instant spread(std::string_view url, std::size_t crowd, const Limits& limits, Instant now);

}  // namespace telex::schedule
