#include "schedule/schedule.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace telex;
using namespace std::chrono_literals;
using schedule::History;
using schedule::Limits;

namespace {

const Instant now = from_unix(1'600'000'000);
const Limits limits{30min, 15min, 24h};

}  // namespace

TEST_CASE("schedule: after a success a feed is due one interval later, and up to a tenth more") {
  CHECK(schedule::next_poll({}, limits, now, 0) == now + 30min);
  CHECK(schedule::next_poll({}, limits, now, 0.5) == now + 30min + 90s);
  CHECK(schedule::next_poll({0, 1h, {}}, limits, now, 0) == now + 1h);
}

TEST_CASE("schedule: the interval stays between its bounds") {
  CHECK(schedule::next_poll({}, {1min, 15min, 24h}, now, 0) == now + 15min);
  CHECK(schedule::next_poll({}, {48h, 15min, 24h}, now, 0) == now + 24h);
}

TEST_CASE("schedule: failures double the wait, up to interval_max") {
  const struct {
    int failures;
    std::chrono::seconds wait;
  } rows[] = {{1, 15min}, {2, 30min}, {3, 1h}, {7, 16h}, {8, 24h}, {1000, 24h}};
  for (const auto& row : rows) {
    CAPTURE(row.failures);
    CHECK(schedule::next_poll({row.failures, {}, {}}, limits, now, 0) == now + row.wait);
  }
}

TEST_CASE("schedule: Retry-After is waited for, also beyond interval_max, but no longer than seven days") {
  CHECK(schedule::next_poll({1, {}, now + 1h}, limits, now, 0) == now + 1h);
  CHECK(schedule::next_poll({1, {}, now + 1s}, limits, now, 0) == now + 15min);
  CHECK(schedule::next_poll({1, {}, now + 48h}, limits, now, 0) == now + 48h);
  CHECK(schedule::next_poll({1, {}, now + 24h * 365}, limits, now, 0) == now + 24h * 7);
}

TEST_CASE("schedule: nothing is due later than interval_max, or the longest Retry-After, and a tenth") {
  CHECK(schedule::latest_poll(limits, now) == now + 24h * 7 + 16h + 48min);
  CHECK(schedule::latest_poll({1h, 1h, 24h * 30}, now) == now + 24h * 33);
}

TEST_CASE("schedule: ten thousand new feeds are spread, a handful starts at once") {
  Instant first = Instant::max();
  Instant last = Instant::min();
  std::size_t early = 0;
  for (int i = 0; i < 10'000; ++i) {
    const Instant start = schedule::spread("https://example.org/" + std::to_string(i), 10'000, limits, now);
    first = std::min(first, start);
    last = std::max(last, start);
    early += start < now + 100s ? 1U : 0U;
  }
  CHECK(first >= now);
  CHECK(last < now + 1000s);
  CHECK(last > now + 900s);
  CHECK(early > 800);
  CHECK(early < 1200);
  CHECK(schedule::spread("https://example.org/", 1, limits, now) <= now + 100ms);
}

TEST_CASE("schedule: the spread never exceeds one interval, and is the same at every start") {
  for (int i = 0; i < 100; ++i) {
    const std::string url = "https://example.org/" + std::to_string(i);
    const Instant start = schedule::spread(url, 1'000'000, limits, now);
    CHECK(start <= now + 30min);
    CHECK(start == schedule::spread(url, 1'000'000, limits, now));
  }
}
