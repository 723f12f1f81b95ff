#include "html/character_reference.hpp"
#include "html/tokeniser.hpp"
#include "parse/ascii.hpp"
#include "parse/elements.hpp"
#include "parse/table.hpp"

namespace telex::parse {
namespace {

/// What a link element says, whichever vocabulary it is from.
struct Link {
  std::string relation;  ///< lower case, short form; "alternate" where none is given
  std::string url;
  std::string type;
  std::string title;
  std::optional<std::uint64_t> length;
  std::optional<std::chrono::seconds> duration;
  std::optional<std::uint64_t> count;  ///< thr:count, RFC 4685 section 4
  const Element* element = nullptr;
  bool is_rss = false;  ///< without relation and outside of Atom's namespace
};

/// RFC 4287 section 4.2.7.2: the name alone means the registry's URI.
std::string relation_of(const Element& element) {
  std::string relation = lower(element.attribute("rel"));
  const std::size_t slash = relation.rfind("/relation/");
  if (slash != std::string::npos) relation.erase(0, slash + 10);
  return relation.empty() ? "alternate" : relation;
}

/// RFC 3986 section 4.4: an empty reference is the base itself. Believed of a feed that names itself, since in other
/// links it stands for a template's missing value.
std::string own_address(const Element& element) {
  const bool is_empty = element.node().attribute("href") && element.attribute("href").empty();
  const std::optional<Url>& base = element.scope().base();
  return is_empty && base ? base->without_fragment() : std::string{};
}

/// The address in an escaped "<a href>", or between RFC 3986's delimiters "<" and ">"; empty where there is none.
std::string_view address_in_markup(const Element& element, std::string_view text) {
  const std::string_view inside = text.substr(1, text.find('>') - 1);
  if (is_http_url(inside)) return inside;
  html::Token token;
  for (html::Tokeniser tokeniser{text}; tokeniser.next(token);) {
    if (token.kind != html::Token::Kind::start_tag || !same_letters(token.data, "a")) continue;
    for (const html::Attribute& attribute : token.attributes) {
      if (!same_letters(attribute.name, "href")) continue;
      std::string address;
      html::append_decoded(address, attribute.value, true);
      return element.scope().keep(std::move(address));
    }
  }
  return {};
}

Link read_link(const Element& element) {
  std::string_view reference = element.attribute("href");
  if (reference.empty()) reference = element.text();
  if (reference.starts_with('<')) reference = address_in_markup(element, reference);
  if (reference.empty()) reference = resource_of(element);
  return {relation_of(element),
          element.link(reference),
          lower(element.attribute("type")),
          std::string{element.attribute("title")},
          read_number(element.attribute("length")),
          read_duration(element.attribute("duration")),
          read_number(element.attribute("thr:count")),
          &element,
          element.ns() == Ns::plain && element.attribute("rel").empty()};
}

bool is_page(const Link& link) {
  return link.type.empty() || link.type.find("html") != std::string::npos || link.type == "text/plain";
}

/// Of several alternates Atom's first is meant, of several in RSS the last.
void offer_page(Draft& draft, Link& link, int rank) {
  const int own_rank = rank + (is_page(link) ? 0 : 1);
  if (link.is_rss) return draft.url.offer_last(std::move(link.url), own_rank);
  draft.url.offer(std::move(link.url), own_rank);
}

/// A relation and what becomes of such a link.
template <class Target>
struct Relation {
  std::string_view name;
  void (*take)(Target& draft, Link& link, int rank);
};

/// RFC 4685 section 4: a page or a feed, told apart by the type.
void offer_replies(EntryDraft& draft, Link& link, int) {
  draft.comments_count.offer_given(link.count, 0);
  if (is_page(link)) return draft.comments_url.offer(std::move(link.url), 1);
  draft.comments_feed_url.offer(std::move(link.url), 0);
}

/// RFC 4946: the address of a licence, where there are no words.
template <class Target>
void offer_license(Target& draft, Link& link, int) {
  draft.rights.offer({TextKind::plain, link.element->scope().keep(std::move(link.url)), nullptr}, 3);
}

constexpr Relation<EntryDraft> entry_relations[] = {
    {"alternate", [](EntryDraft& d, Link& l, int rank) { offer_page(d, l, rank); }},
    {"enclosure",
     [](EntryDraft& d, Link& l, int) {
       d.add_enclosure({std::move(l.url), std::move(l.type), std::move(l.title), l.length, l.duration});
     }},
    {"related", [](EntryDraft& d, Link& l, int) { d.external_url.offer(std::move(l.url), 0); }},
    {"via", [](EntryDraft& d, Link& l, int) { d.via.offer(std::move(l.url), 0); }},
    {"replies", offer_replies},
    {"comments", offer_replies},
    {"license", offer_license},
    {"self", [](EntryDraft& d, Link& l, int) { d.url.offer(std::move(l.url), 8); }},
};

constexpr Relation<FeedDraft> feed_relations[] = {
    {"alternate", [](FeedDraft& d, Link& l, int rank) { offer_page(d, l, rank); }},
    {"license", offer_license},
    {"self", [](FeedDraft& d, Link& l, int) { d.feed_url.offer(std::move(l.url), 0); }},
    {"hub",
     [](FeedDraft& d, Link& l, int) {
       if (d.hubs.size() < max_listed) d.hubs.push_back({"WebSub", std::move(l.url)});
     }},
    {"next", [](FeedDraft& d, Link& l, int) { d.next_url.offer(std::move(l.url), 0); }},
    {"prev-archive", [](FeedDraft& d, Link& l, int) { d.prev_archive_url.offer(std::move(l.url), 0); }},
    {"icon", [](FeedDraft& d, Link& l, int) { d.favicon.offer(std::move(l.url), 2); }},
    {"shortcut icon", [](FeedDraft& d, Link& l, int) { d.favicon.offer(std::move(l.url), 2); }},
};

template <class Target, std::size_t Size>
void take(const Relation<Target> (&relations)[Size], Target& draft, const Element& element, int rank) {
  Link link = read_link(element);
  if (link.url.empty() && link.relation == "self") link.url = own_address(element);
  if (link.url.empty()) return;
  for (const auto& relation : relations) {
    if (relation.name == link.relation) return relation.take(draft, link, rank);
  }
}

}  // namespace

void read_entry_link(EntryDraft& draft, const Element& element, int rank) {
  take(entry_relations, draft, element, rank);
  // Some publishers put the pictures of an article inside its link.
  element.each_child([&](const Element& child) {
    if (child.ns() == Ns::media) read_entry_element(draft, child);
  });
}

void read_feed_link(FeedDraft& draft, const Element& element, int rank) { take(feed_relations, draft, element, rank); }

}  // namespace telex::parse
