#include "query/date.hpp"

#include <algorithm>
#include <charconv>

namespace telex::query {
namespace {

using std::chrono::sys_days;

std::optional<int> read_digits(std::string_view text) {
  const bool digits = std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
  int value = 0;
  // Six digits are more than any date or age needs, and cannot overflow what they are multiplied with.
  if (!digits || text.empty() || text.size() > 6) return {};
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

std::optional<std::chrono::minutes> unit_of(char letter) {
  switch (letter) {
    case 'm':
      return std::chrono::minutes{1};
    case 'h':
      return std::chrono::hours{1};
    case 'd':
      return std::chrono::days{1};
    case 'w':
      return std::chrono::weeks{1};
    default:
      return {};
  }
}

std::optional<Period> read_age(std::string_view text, Instant now) {
  if (text.empty()) return {};
  const auto unit = unit_of(text.back());
  const auto count = read_digits(text.substr(0, text.size() - 1));
  if (!unit || !count) return {};
  const Instant moment = now - *unit * *count;
  return Period{moment, moment};
}

/// "YYYY", "YYYY-MM" or "YYYY-MM-DD".
std::optional<Period> read_calendar(std::string_view text) {
  if (text.size() != 4 && text.size() != 7 && text.size() != 10) return {};
  if (text.size() > 4 && text[4] != '-') return {};
  if (text.size() > 7 && text[7] != '-') return {};
  const auto year = read_digits(text.substr(0, 4));
  const auto month = text.size() > 4 ? read_digits(text.substr(5, 2)) : 1;
  const auto day = text.size() > 7 ? read_digits(text.substr(8, 2)) : 1;
  if (!year || !month || !day) return {};
  const std::chrono::year_month_day first{std::chrono::year{*year}, std::chrono::month(static_cast<unsigned>(*month)),
                                          std::chrono::day(static_cast<unsigned>(*day))};
  if (!first.ok()) return {};
  if (text.size() == 4) return Period{sys_days{first}, sys_days{first + std::chrono::years{1}}};
  if (text.size() == 7) return Period{sys_days{first}, sys_days{first + std::chrono::months{1}}};
  return Period{sys_days{first}, sys_days{first} + std::chrono::days{1}};
}

}  // namespace

std::optional<Period> read_period(std::string_view text, Instant now) {
  if (const auto age = read_age(text, now)) return age;
  if (const auto calendar = read_calendar(text)) return calendar;
  if (const auto moment = from_rfc3339(text)) return Period{*moment, *moment};
  return {};
}

std::optional<Between> read_range(std::string_view text, Instant now) {
  const auto dots = text.find("..");
  if (dots == std::string_view::npos) {
    const auto period = read_period(text, now);
    if (!period || period->from == period->until) return {};
    return Between{period->from, period->until};
  }
  const std::string_view first = text.substr(0, dots);
  const std::string_view last = text.substr(dots + 2);
  const auto from = read_period(first, now);
  const auto until = read_period(last, now);
  if ((!first.empty() && !from) || (!last.empty() && !until) || (first.empty() && last.empty())) return {};
  Between between;
  if (from) between.from = from->from;
  if (until) between.until = until->until;
  return between;
}

}  // namespace telex::query
