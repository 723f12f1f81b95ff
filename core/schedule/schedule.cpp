#include "schedule/schedule.hpp"

#include <algorithm>

#include "base/digest.hpp"

namespace telex::schedule {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr seconds longest_retry_after = std::chrono::hours{24 * 7};
constexpr milliseconds share_of_a_start = milliseconds{100};

/// interval_min, doubled for each failure after the first.
seconds back_off(int failures, const Limits& limits) {
  const int doublings = std::clamp(failures - 1, 0, 30);
  const seconds least = std::max(limits.interval_min, seconds{1});
  const std::int64_t factor = std::int64_t{1} << doublings;
  return least > limits.interval_max / factor ? limits.interval_max : least * factor;
}

}  // namespace

Instant next_poll(const History& history, const Limits& limits, Instant now, double chance) {
  const seconds regular = history.own_interval ? *history.own_interval
                                               : std::clamp(limits.interval, limits.interval_min, limits.interval_max);
  const milliseconds wait = history.failures == 0 ? regular : back_off(history.failures, limits);
  const auto extra = milliseconds{static_cast<milliseconds::rep>(static_cast<double>(wait.count()) * chance / 10)};
  const Instant due = now + wait + extra;
  if (!history.retry_after) return due;
  return std::max(due, std::min(*history.retry_after, now + longest_retry_after));
}

Instant latest_poll(const Limits& limits, Instant now) {
  const milliseconds longest = std::max<milliseconds>(limits.interval_max, longest_retry_after);
  return now + longest + longest / 10;
}

Instant spread(std::string_view url, std::size_t crowd, const Limits& limits, Instant now) {
  const milliseconds wanted = share_of_a_start * static_cast<milliseconds::rep>(crowd);
  const milliseconds span = std::min<milliseconds>(wanted, limits.interval);
  const auto share = static_cast<milliseconds::rep>(digest(url) >> 32);
  return now + milliseconds{span.count() * share >> 32};
}

}  // namespace telex::schedule
