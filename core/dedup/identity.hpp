#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "feed/document.hpp"

namespace telex::dedup {

/// What an entry is known by inside its feed.
enum class KeyKind : std::uint8_t {
  guid,
  link,
  title,
  body,     ///< the last resort, so that an entry that is nothing but a body is neither lost nor doubled
  nothing,  ///< an empty entry: there is nothing to store
};

struct Identity {
  KeyKind kind = KeyKind::nothing;
  std::uint64_t key = 0;  ///< digest over the kind and the text that decides; 0 for `nothing`

  friend bool operator==(const Identity&, const Identity&) = default;
};

/// The guid byte for byte, else the link without campaign parameters, else the title; never a date, and the body only
/// where there is nothing else: publishers change both at every poll. White space alone counts as absent. Pure.
Identity identify(const feed::Entry& entry);

/// A digest over what makes a new version of an entry: title, body, summary, link, authors, enclosures. Dates are
/// left out: some publishers re-date every entry at every poll.
std::uint64_t revision(const feed::Entry& entry);

}  // namespace telex::dedup
