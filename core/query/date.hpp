#pragma once
#include <optional>
#include <string_view>

#include "query/filter.hpp"

namespace telex::query {

/// Reads what stands after `since:`, `until:` and `date:`: "30m", "3h", "2d", "1w" (that long before `now`), "2026",
/// "2026-01", "2026-01-15" or an RFC 3339 time in UTC. A period runs from its first moment to the first one after it;
/// a moment is a period of no length. Absent where the text is none of these.
struct Period {
  Instant from;
  Instant until;
};
std::optional<Period> read_period(std::string_view text, Instant now);

/// `date:`: one period, or "A..B" from the start of A to the end of B, either of which may be left out.
std::optional<Between> read_range(std::string_view text, Instant now);

}  // namespace telex::query
