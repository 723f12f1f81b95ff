#include "parse/swallowed.hpp"

#include <algorithm>
#include <iterator>

#include "parse/ascii.hpp"
#include "parse/name.hpp"
#include "parse/namespaces.hpp"

namespace telex::parse {
namespace {

/// What a channel, feed, item or entry consists of.
constexpr std::string_view parts[] = {"author",  "category",    "comments",  "content",  "contributor", "copyright",
                                      "created", "description", "enclosure", "entry",    "guid",        "id",
                                      "issued",  "item",        "link",      "modified", "pubdate",     "published",
                                      "rights",  "source",      "summary",   "title",    "updated"};

/// Of these, what HTML has as well.
constexpr std::string_view html_parts[] = {"link", "source", "summary", "title"};

/// What holds text, or markup of HTML, or people, and none of the parts above.
constexpr std::string_view leaves[] = {
    "author",   "category",       "comments", "content",   "contributor", "copyright",
    "created",  "description",    "docs",     "enclosure", "generator",   "guid",
    "id",       "info",           "issued",   "language",  "link",        "lastbuilddate",
    "modified", "managingeditor", "pubdate",  "published", "rights",      "subtitle",
    "summary",  "tagline",        "title",    "ttl",       "updated",     "webmaster"};

template <std::size_t Size>
bool is_among(std::string_view name, const std::string_view (&names)[Size]) {
  return std::any_of(std::begin(names), std::end(names),
                     [&](std::string_view other) { return same_letters(name, other); });
}

Ns vocabulary_of(std::string_view name) {
  const std::size_t colon = name.find(':');
  if (colon == std::string_view::npos) return Ns::plain;
  const Ns ns = namespace_of_prefix(name.substr(0, colon));
  return ns == Ns::atom ? Ns::plain : ns;
}

/// Extensions whose elements stand in an item. Those of Podcasting 2.0 may hold an item's parts.
bool is_extension(Ns ns) {
  return ns != Ns::plain && ns != Ns::other && ns != Ns::xhtml && ns != Ns::xml && ns != Ns::rdf && ns != Ns::podcast;
}

/// Extensions whose elements hold text alone.
bool is_text(Ns ns) {
  return ns == Ns::dc || ns == Ns::dcterms || ns == Ns::content || ns == Ns::slash || ns == Ns::wfw;
}

}  // namespace

bool is_swallowed(std::string_view outer, std::string_view inner, bool is_child) {
  const Ns inner_ns = vocabulary_of(inner);
  const bool is_plain_part = inner_ns == Ns::plain && is_among(local_name(inner), parts);
  if (!is_plain_part && !is_extension(inner_ns)) return false;
  if (!is_child && is_among(local_name(inner), html_parts)) return false;
  const Ns outer_ns = vocabulary_of(outer);
  if (outer_ns == Ns::plain) return is_among(local_name(outer), leaves);
  return is_text(outer_ns) || (is_plain_part && is_extension(outer_ns));
}

}  // namespace telex::parse
