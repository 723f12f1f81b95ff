#pragma once
#include <optional>
#include <string_view>

#include "base/instant.hpp"

namespace telex::parse {

/// Reads a date as feeds write it: RFC 5322 section 3.3 and its obsolete forms, W3CDTF with its truncations (RFC 3339,
/// ISO 8601), asctime, and what publishers make of them: names of months and zones of many kinds,
/// "2004-07-08 23:56:58.0", "2006/09/15 08:19:53 EDT", "2004년 05월 28일 01:31:15", seconds since 1970. A date without
/// zone is UTC, one in Korean Korean time; parts that are missing at the end are the first possible. UTC, whole
/// seconds. Absent where the text is no date, or one that does not exist.
std::optional<Instant> parse_date(std::string_view text);

}  // namespace telex::parse
