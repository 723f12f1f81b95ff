#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace telex::parse {

/// A word for the tables: letters of Latin, Greek and Cyrillic script in lower case and without accents.
std::string folded_word(std::string_view word);

/// 1 to 12 for the name of a month, whole or shortened, in the languages that feeds were seen in. 0: no month. `word`
/// is folded, here and below.
unsigned month_of(std::string_view word);

/// A time zone's name: offset from UTC. RFC 822's military letters are ignored, as RFC 5322 section 4.3 asks for.
std::optional<std::chrono::minutes> zone_of(std::string_view word);

/// A zone of the tz database with daylight saving time ("America/Los_Angeles"): offset at a local time. Only the rules
/// in force today of the regions that feeds name are known.
std::optional<std::chrono::minutes> region_offset(std::string_view word, std::chrono::local_seconds local);

/// Whether the word says "after noon", or "before noon"; absent for any other word.
std::optional<bool> is_afternoon(std::string_view word);

bool is_hangul(std::string_view word);

enum class TimeUnit { hour, minute, second };

/// The unit that a text starts with, in Chinese, Japanese and Korean: 時 分 秒, 시 분 초.
std::optional<TimeUnit> time_unit_of(std::string_view text);

}  // namespace telex::parse
