#pragma once
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace telex {

/// A point in time: UTC, milliseconds since 1970. Dates of feeds have whole seconds.
using Instant = std::chrono::sys_time<std::chrono::milliseconds>;

/// Seconds since 1970, rounded down; the form in which the store keeps instants.
std::int64_t to_unix(Instant when);
Instant from_unix(std::int64_t seconds);

/// RFC 3339 in UTC with whole seconds: "2003-12-31T10:14:55Z". Years outside 0000-9999 are clamped to that range.
std::string to_rfc3339(Instant when);

/// Reads the form that to_rfc3339() writes, and nothing else; absent for any other text.
std::optional<Instant> from_rfc3339(std::string_view text);

}  // namespace telex
