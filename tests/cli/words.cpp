#include "cli/words.hpp"

#include <doctest/doctest.h>

#include "feed/subscription.hpp"
#include "support/entries.hpp"

using namespace telex;
using namespace telex::cli;

TEST_CASE("cli: an age is short, and a date where it is long ago") {
  const Instant now = test::hour(1000);
  const struct {
    std::int64_t seconds;
    std::string age;
    std::string relative;
  } rows[] = {
      {0, "now", "now"},        {59, "now", "now"},     {60, "1m", "1m ago"},
      {3599, "59m", "59m ago"}, {3600, "1h", "1h ago"}, {86400 * 2, "2d", "2d ago"},
      {-300, "5m", "in 5m"},    {-30, "now", "now"},    {86400 * 28, "2026-01-14", "on 2026-01-14"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.seconds);
    const Instant when = now - std::chrono::seconds{row.seconds};
    CHECK(age(when, now) == row.age);
    CHECK(relative(when, now) == row.relative);
  }
  CHECK(relative(std::nullopt, now) == "never");
}

TEST_CASE("cli: digits alone are an id, and numbers have commas for people") {
  CHECK(is_id("17"));
  CHECK_FALSE(is_id(""));
  CHECK_FALSE(is_id("-1"));
  CHECK_FALSE(is_id("1 2"));
  CHECK(to_id("017") == 17);
  CHECK(counted(1, "feed") == "1 feed");
  CHECK(counted(999, "feed") == "999 feeds");
  CHECK(counted(1234567, "feed") == "1,234,567 feeds");
}
