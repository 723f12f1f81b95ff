#include "parse/parse.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "html/feed_links.hpp"
#include "parse/ascii.hpp"
#include "parse/encoding.hpp"
#include "parse/json_feed.hpp"
#include "parse/link.hpp"
#include "parse/problems.hpp"
#include "parse/xml_feed.hpp"

namespace telex::parse {
namespace {

Result<feed::Document> read(std::string text, const std::string& url, Problems& problems, Explanation* explanation,
                            const TakeEntry& take) {
  if (trimmed(text).empty()) return Error{Fault::not_a_feed, "the document is empty", {}};
  if (looks_like_json(text)) return read_json_feed(text, url, problems, explanation, take);
  if (text.find('<') == std::string::npos) return Error{Fault::not_a_feed, "this is neither XML nor JSON", {}};
  return read_xml_feed(std::move(text), url, problems, explanation, take);
}

/// A page that is asked for in a feed's place mostly names the feed.
Error with_feed_links(Error error, std::string_view text, const std::string& url) {
  constexpr std::size_t most_named = 8;
  const std::vector<html::FeedLink> links = html::feed_links(text, parse_base(url));
  for (std::size_t i = 0; i < std::min(links.size(), most_named); ++i) {
    error.message += (i == 0 ? "; it links to " : ", ") + links[i].url;
  }
  if (links.size() > most_named) error.message += " and " + std::to_string(links.size() - most_named) + " more";
  return error;
}

/// The beginning of what may be a page, kept since reading XML spoils its text; empty where a feed shows itself.
std::string head_of_page(std::string_view text) {
  constexpr std::size_t told_by = 1024;
  constexpr std::size_t longest_head = std::size_t{256} << 10;
  const std::string beginning = lower(text.substr(0, told_by));
  for (const std::string_view root : {"<rss", "<feed", "<rdf", "<channel"}) {
    if (beginning.find(root) != std::string::npos) return {};
  }
  return std::string{text.substr(0, longest_head)};
}

Result<feed::Document> parse(std::string bytes, const Hints& hints, Explanation* explanation, const TakeEntry& take) {
  Problems problems;
  Decoded decoded = decode(std::move(bytes), hints.content_type, problems);
  const std::string head = head_of_page(decoded.text);
  Result<feed::Document> document = read(std::move(decoded.text), hints.url, problems, explanation, take);
  if (!document) return with_feed_links(document.error(), head, hints.url);
  document->encoding = std::move(decoded.encoding);
  document->damaged = problems.damaged();
  document->cut = problems.cut();
  document->problems = std::move(problems).take();
  if (explanation) explanation->encoding = decoded.reason;
  return document;
}

}  // namespace

Result<feed::Document> parse(std::string bytes, const Hints& hints) {
  return parse(std::move(bytes), hints, nullptr, nullptr);
}

Result<feed::Document> parse(std::string bytes, const Hints& hints, const TakeEntry& take) {
  return parse(std::move(bytes), hints, nullptr, take);
}

Result<Explained> explain(std::string bytes, const Hints& hints) {
  Explanation explanation;
  Result<feed::Document> document = parse(std::move(bytes), hints, &explanation, nullptr);
  if (!document) return document.error();
  return Explained{std::move(*document), std::move(explanation)};
}

}  // namespace telex::parse
