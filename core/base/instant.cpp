#include "base/instant.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace telex {
namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::hh_mm_ss;
using std::chrono::seconds;
using std::chrono::sys_seconds;
using std::chrono::year_month_day;

constexpr std::string_view shape = "dddd-dd-ddTdd:dd:ddZ";

bool has_shape(std::string_view text) {
  return std::equal(text.begin(), text.end(), shape.begin(), shape.end(),
                    [](char c, char form) { return form == 'd' ? c >= '0' && c <= '9' : c == form; });
}

template <class Number>
Number number_at(std::string_view text, std::size_t from, std::size_t length) {
  Number value{};
  std::from_chars(text.data() + from, text.data() + from + length, value);
  return value;
}

}  // namespace

std::int64_t to_unix(Instant when) { return floor<seconds>(when).time_since_epoch().count(); }

Instant from_unix(std::int64_t value) {
  // Values that overflow milliseconds can only come from a damaged store; clamping keeps them in order.
  constexpr std::int64_t limit = 9'000'000'000'000'000;
  return sys_seconds{seconds{std::clamp(value, -limit, limit)}};
}

std::string to_rfc3339(Instant when) {
  constexpr std::int64_t year_0 = -62'167'219'200;
  constexpr std::int64_t end_of_9999 = 253'402'300'799;
  const sys_seconds at{seconds{std::clamp(to_unix(when), year_0, end_of_9999)}};
  const auto day = floor<days>(at);
  const year_month_day date{day};
  const hh_mm_ss time{at - day};
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), time.hours().count(),
                     time.minutes().count(), time.seconds().count());
}

std::optional<Instant> from_rfc3339(std::string_view text) {
  if (!has_shape(text)) return std::nullopt;
  const year_month_day date{std::chrono::year{number_at<int>(text, 0, 4)},
                            std::chrono::month{number_at<unsigned>(text, 5, 2)},
                            std::chrono::day{number_at<unsigned>(text, 8, 2)}};
  const int hour = number_at<int>(text, 11, 2);
  const int minute = number_at<int>(text, 14, 2);
  const int second = number_at<int>(text, 17, 2);
  if (!date.ok() || hour > 23 || minute > 59 || second > 60) return std::nullopt;
  return std::chrono::sys_days{date} + std::chrono::hours{hour} + std::chrono::minutes{minute} + seconds{second};
}

}  // namespace telex
