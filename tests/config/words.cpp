#include "config/words.hpp"

#include <doctest/doctest.h>

#include <array>

using namespace telex::config;
using namespace std::chrono_literals;

TEST_CASE("config: durations are numbers with units") {
  const struct {
    std::string text;
    std::chrono::milliseconds value;
  } rows[] = {{"0", 0ms},   {"30m", 30min},   {"24h", 24h},          {"5d", 120h}, {"500ms", 500ms},
              {"2w", 336h}, {"1h30m", 90min}, {"1m1s1ms", 61'001ms}, {"0s", 0ms},  {"100d", 2400h}};
  for (const auto& row : rows) {
    CAPTURE(row.text);
    const auto read = parse_duration(row.text);
    REQUIRE(read);
    CHECK(*read == row.value);
  }
}

TEST_CASE("config: what is no duration is refused") {
  for (const std::string text : {"", "30", "m", "30 m", "-5s", "1.5h", "30M", "30mm", "5 minutes", "1h30", "00", "+5s",
                                 "99999999999999999999s", "9223372036854775807w", "101w101w101w5300w"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_duration(text));
  }
}

TEST_CASE("config: sizes are numbers with units, binary or decimal") {
  const struct {
    std::string text;
    std::uint64_t value;
  } rows[] = {{"16MiB", 16ULL << 20}, {"1B", 1}, {"500kB", 500'000}, {"2GiB", 2ULL << 30}, {"3MB", 3'000'000}};
  for (const auto& row : rows) {
    CAPTURE(row.text);
    const auto read = parse_bytes(row.text);
    REQUIRE(read);
    CHECK(*read == row.value);
  }
  for (const std::string text : {"", "16", "MiB", "-1B", "16 MiB", "16Mi", "1MiB1B", "9223372036854775807GiB"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_bytes(text));
  }
}

TEST_CASE("config: durations are written in their largest whole unit") {
  CHECK(to_text(0s) == "0");
  CHECK(to_text(90s) == "90s");
  CHECK(to_text(24h) == "1d");
  CHECK(to_text(1500ms) == "1500ms");
}

TEST_CASE("config: the nearest word is the one that was meant, or none") {
  constexpr std::array<std::string_view, 4> known{"interval", "interval_min", "timeout", "max_items_per_feed"};
  CHECK(nearest("intervall", known) == "interval");
  CHECK(nearest("time_out", known) == "timeout");
  CHECK(nearest("Timeout", known) == "timeout");
  CHECK(nearest("max_items", known) == "max_items_per_feed");
  CHECK(nearest("colour", known).empty());
  CHECK(nearest(std::string(100'000, 'x'), known).empty());
}
