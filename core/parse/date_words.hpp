#pragma once
#include <chrono>
#include <optional>
#include <string_view>

namespace telex::parse {

/// 1 to 12 for the name of a month, whole or shortened, in the languages that feeds were seen in. `word` is lower case
/// for ASCII letters. 0: no month.
unsigned month_of(std::string_view word);

/// A time zone's name: offset from UTC. RFC 822's military letters are ignored, as RFC 5322 section 4.3 asks for.
std::optional<std::chrono::minutes> zone_of(std::string_view word);

/// A zone of the tz database with daylight saving time ("America/Los_Angeles"): offset at a local time. Only the rules
/// in force today of the regions that feeds name are known.
std::optional<std::chrono::minutes> region_offset(std::string_view word, std::chrono::local_seconds local);

/// Whether the word says "after noon", or "before noon"; absent for any other word.
std::optional<bool> is_afternoon(std::string_view word);

}  // namespace telex::parse
