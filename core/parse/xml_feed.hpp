#pragma once
#include <string>

#include "base/error.hpp"
#include "feed/document.hpp"
#include "parse/explanation.hpp"
#include "parse/problems.hpp"
#include "parse/take_entry.hpp"

namespace telex::parse {

/// Entries beyond this number are left out, and that is noted.
inline constexpr std::size_t max_entries = 100'000;

/// Reads RSS, Atom or CDF from UTF-8. `url` is where it came from; may be empty. Encoding, problems and `damaged` are
/// the caller's to fill in. Fills in the explanation where one is asked for. Where `take` is given, it gets the
/// entries while the rest is still being read, and the document has none. Fails with Fault::not_a_feed.
Result<feed::Document> read_xml_feed(std::string text, const std::string& url, Problems& problems,
                                     Explanation* explanation, const TakeEntry& take);

}  // namespace telex::parse
