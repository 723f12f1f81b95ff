#pragma once
#include <string>

#include "base/error.hpp"
#include "feed/document.hpp"
#include "parse/explanation.hpp"
#include "parse/take_entry.hpp"

namespace telex::parse {

/// What is known of the bytes besides themselves; both may be empty.
struct Hints {
  std::string content_type;  ///< the Content-Type header's value, e.g. "application/rss+xml; charset=utf-8"
  std::string url;           ///< where the bytes came from, after redirects: the base of relative URLs
};

/// Reads one feed document: RSS 0.9x/1.0/1.1/2.0, Atom 0.3/1.0, CDF, JSON Feed 1.x. A damaged document is no error:
/// what can be read is returned, with `damaged` set and `problems` saying what was found. Fails with Fault::not_a_feed
/// where nothing in the bytes is a feed; the message says what they are instead ("an HTML page") and names the feeds
/// that the first 256 KiB of a page link to. Pure; any thread. Time is linear in the bytes and the stack does not
/// follow their nesting. The bytes are taken over, as XML is read in place.
Result<feed::Document> parse(std::string bytes, const Hints& hints);

/// The same, but each entry is given to `take`, in order, and the document has none. Beside the bytes themselves, XML
/// then takes memory for one piece of the document at a time, many short entries or one long one.
Result<feed::Document> parse(std::string bytes, const Hints& hints, const TakeEntry& take);

struct Explained {
  feed::Document document;
  Explanation explanation;
};

/// The same, with the reasons. Slower, and meant for people.
Result<Explained> explain(std::string bytes, const Hints& hints);

}  // namespace telex::parse
