#include "config/words.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>

#include "base/ascii.hpp"
#include "base/edit_distance.hpp"

namespace telex::config {
namespace {

using std::chrono::milliseconds;

struct Unit {
  std::string_view name;
  std::int64_t size;
};

constexpr std::array<Unit, 6> duration_units{
    {{"w", 604'800'000}, {"d", 86'400'000}, {"h", 3'600'000}, {"m", 60'000}, {"s", 1'000}, {"ms", 1}}};

constexpr std::array<Unit, 7> byte_units{{{"B", 1},
                                          {"kB", 1'000},
                                          {"MB", 1'000'000},
                                          {"GB", 1'000'000'000},
                                          {"KiB", 1LL << 10},
                                          {"MiB", 1LL << 20},
                                          {"GiB", 1LL << 30}}};

constexpr std::int64_t hundred_years = 100LL * 366 * 86'400'000;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::optional<std::int64_t> take_number(std::string_view& text) {
  std::int64_t number = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (fault != std::errc{} || number < 0) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return number;
}

const Unit* take_unit(std::string_view& text, std::span<const Unit> units) {
  const auto end = std::find_if(text.begin(), text.end(), is_digit);
  const std::string_view name = text.substr(0, static_cast<std::size_t>(end - text.begin()));
  const auto unit = std::find_if(units.begin(), units.end(), [&](const Unit& u) { return u.name == name; });
  if (unit == units.end()) return nullptr;
  text.remove_prefix(name.size());
  return &*unit;
}

/// One "30m" off the front, in the units' base; absent where it is none or exceeds `limit`.
std::optional<std::int64_t> take_amount(std::string_view& text, std::span<const Unit> units, std::int64_t limit) {
  if (text.empty() || !is_digit(text.front())) return std::nullopt;
  const auto number = take_number(text);
  const Unit* unit = number ? take_unit(text, units) : nullptr;
  if (!unit || *number > limit / unit->size) return std::nullopt;
  return *number * unit->size;
}

/// One names the other's beginning: "max_items" for "max_items_per_feed".
bool begins_like(std::string_view a, std::string_view b) {
  return std::min(a.size(), b.size()) >= 3 && (a.starts_with(b) || b.starts_with(a));
}

}  // namespace

std::optional<milliseconds> parse_duration(std::string_view text) {
  if (text == "0") return milliseconds{0};
  std::int64_t total = 0;
  do {
    const auto part = take_amount(text, duration_units, hundred_years);
    if (!part) return std::nullopt;
    total += *part;
    if (total > hundred_years) return std::nullopt;
  } while (!text.empty());
  return milliseconds{total};
}

std::optional<std::uint64_t> parse_bytes(std::string_view text) {
  const auto bytes = take_amount(text, byte_units, std::numeric_limits<std::int64_t>::max());
  if (!bytes || !text.empty()) return std::nullopt;
  return static_cast<std::uint64_t>(*bytes);
}

std::string to_text(milliseconds duration) {
  const std::int64_t count = duration.count();
  const auto unit = std::find_if(duration_units.begin(), duration_units.end(),
                                 [&](const Unit& u) { return count != 0 && count % u.size == 0; });
  if (unit == duration_units.end()) return "0";
  return std::to_string(count / unit->size) + std::string{unit->name};
}

std::string_view nearest(std::string_view word, std::span<const std::string_view> candidates) {
  std::string_view best;
  std::size_t best_distance = std::max<std::size_t>(2, word.size() / 3) + 1;
  if (word.size() > 64) return best;
  const std::string lower = ascii::lower(word);
  for (const std::string_view candidate : candidates) {
    const std::size_t d = begins_like(word, candidate) ? 1 : edit_distance(lower, ascii::lower(candidate));
    if (d >= best_distance || d >= candidate.size()) continue;
    best = candidate;
    best_distance = d;
  }
  return best;
}

}  // namespace telex::config
