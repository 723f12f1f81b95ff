#pragma once
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "feed/document.hpp"
#include "parse/explanation.hpp"
#include "parse/problems.hpp"
#include "parse/take_entry.hpp"

namespace telex::parse {

/// Whether UTF-8 text begins as a JSON object does.
bool looks_like_json(std::string_view text);

/// Reads JSON Feed 1.0 or 1.1. Members of a wrong type are passed over; a document that breaks off keeps the items
/// before the break. Encoding, problems and `damaged` are the caller's to fill in. Fills in the explanation where one
/// is asked for. Where `take` is given, it gets the entries, and the document has none. Fails with Fault::not_a_feed.
Result<feed::Document> read_json_feed(std::string_view text, const std::string& url, Problems& problems,
                                      Explanation* explanation, const TakeEntry& take);

}  // namespace telex::parse
