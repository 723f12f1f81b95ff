#pragma once
#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

/// How values and keys are written. Pure.
namespace telex::config {

/// "30m", "1h30m", "500ms", and "0": numbers with the units ms, s, m, h, d and w. Absent for any other text, and for
/// more than a hundred years.
std::optional<std::chrono::milliseconds> parse_duration(std::string_view text);

/// "16MiB", "500kB", "1024B": a number with the unit B, kB, MB, GB, KiB, MiB or GiB. Absent for any other text, and
/// where it does not fit.
std::optional<std::uint64_t> parse_bytes(std::string_view text);

/// The duration in its largest whole unit: "30m".
std::string to_text(std::chrono::milliseconds duration);

/// The candidate that `word` most likely means; empty where none is near.
std::string_view nearest(std::string_view word, std::span<const std::string_view> candidates);

}  // namespace telex::config
