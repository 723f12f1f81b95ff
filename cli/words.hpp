#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"
#include "cli/context.hpp"

/// What people type, and what they read of times and numbers.
namespace telex::cli {

/// Digits alone, which are an id in `show` and `mark`.
bool is_id(std::string_view argument);

/// The id that the digits mean; 0, which no article has, where it does not fit.
std::int64_t to_id(std::string_view digits);

/// The ids on standard input: digits between white space, or the first column of lines with tabs, as `list` prints
/// them. Fault::invalid names what is neither; io where it cannot be read.
Result<std::vector<std::int64_t>> read_ids();

/// A whole file, "-" for standard input. Faults: not_found, forbidden, io.
Result<std::string> read_input(const std::string& file);

/// "now", "5m", "3h", "2d" for the last four weeks, else the date.
std::string age(Instant when, Instant now);

/// "3h ago", "in 5m", "on 2024-02-01", "never".
std::string relative(const std::optional<Instant>& when, Instant now);

/// "1 article", "2 articles"; the number with commas at the thousands.
std::string counted(std::uint64_t number, std::string_view singular);

}  // namespace telex::cli
