#include "html/feed_links.hpp"

#include <algorithm>
#include <array>

#include "html/character_reference.hpp"
#include "html/link.hpp"
#include "html/scan.hpp"
#include "html/text.hpp"
#include "html/visible.hpp"

namespace telex::html {
namespace {

constexpr std::size_t longest_url = 2048;

constexpr auto feed_types =
    std::to_array<std::string_view>({"application/rss+xml", "application/atom+xml", "application/feed+json",
                                     "application/rdf+xml", "application/xml", "text/xml", "application/json"});

std::string attribute(const Token& tag, std::string_view name) {
  std::string value;
  const auto found = std::ranges::find_if(
      tag.attributes, [&](const Attribute& attribute) { return equals_ignoring_case(attribute.name, name); });
  if (found != tag.attributes.end()) append_decoded(value, found->value, true);
  return std::string{trimmed(value)};
}

std::string lowered(std::string text) {
  std::ranges::transform(text, text.begin(), lower);
  return text;
}

/// Whether one of the words in `rel` is `word`.
bool has_word(std::string_view rel, std::string_view word) {
  while (!rel.empty()) {
    const auto end = static_cast<std::size_t>(std::ranges::find_if(rel, is_space) - rel.begin());
    if (rel.substr(0, end) == word) return true;
    rel.remove_prefix(std::min(end + 1, rel.size()));
  }
  return false;
}

/// Whether a link with that relation and type is a feed. With "alternate", a page in another language or for another
/// device has a type as well; with "feed", a page of microformats has HTML's.
bool is_feed(std::string_view rel, std::string_view type) {
  if (has_word(rel, "feed")) return type != "text/html";
  return has_word(rel, "alternate") && !has_word(rel, "stylesheet") &&
         std::ranges::find(feed_types, type) != feed_types.end();
}

/// WordPress calls each page's entry in its programming interface an alternate of type JSON.
bool is_programming_interface(const FeedLink& link) {
  return link.type == "application/json" && link.url.find("/wp-json/") != std::string::npos;
}

/// The link of the tag as it is written; its URL is empty where it is none of a feed.
FeedLink read_link(const Token& tag) {
  const std::string rel = lowered(attribute(tag, "rel"));
  if (rel.empty()) return {};
  std::string type = lowered(attribute(tag, "type"));
  type.resize(std::min(type.find_first_of("; \t\r\n"), type.size()));
  if (!is_feed(rel, type)) return {};
  return {attribute(tag, "href"), to_text(escape(attribute(tag, "title"))), std::move(type)};
}

/// Resolves the links and drops those that lead nowhere or where another leads.
std::vector<FeedLink> resolved(std::vector<FeedLink> links, const std::optional<Url>& base) {
  const UrlPolicy policy{base};
  std::vector<FeedLink> feeds;
  for (FeedLink& link : links) {
    link.url = resolve_reference(std::nullopt, policy.source(link.url).value_or(""));
    const bool is_new = std::ranges::find(feeds, link.url, &FeedLink::url) == feeds.end();
    if (is_new && !link.url.empty() && link.url.size() <= longest_url) feeds.push_back(std::move(link));
  }
  return feeds;
}

}  // namespace

std::vector<FeedLink> feed_links(std::string_view html, const std::optional<Url>& page) {
  std::vector<FeedLink> links;
  std::string base;  // the first counts
  VisibleTokens tokens{html};
  while (tokens.next() && links.size() < max_feed_links) {
    const Token& token = tokens.token();
    if (token.kind != Token::Kind::start_tag) continue;
    if (base.empty() && equals_ignoring_case(token.data, "base")) base = attribute(token, "href");
    if (tokens.element() != Element::a && !equals_ignoring_case(token.data, "link")) continue;
    FeedLink link = read_link(token);
    const bool is_new = std::ranges::find(links, link.url, &FeedLink::url) == links.end();
    if (is_new && !link.url.empty() && !is_programming_interface(link)) links.push_back(std::move(link));
  }
  const std::optional<Url> start = page ? page->resolve(base) : Url::parse(base);
  return resolved(std::move(links), start ? start : page);
}

}  // namespace telex::html
