#include <algorithm>
#include <charconv>

#include "base/utf8.hpp"
#include "parse/ascii.hpp"
#include "parse/date.hpp"
#include "parse/elements.hpp"
#include "parse/person.hpp"
#include "parse/table.hpp"

namespace telex::parse {
namespace {

bool follows_atom(const Draft& draft, const Element& element) {
  return element.ns() == Ns::atom || (element.ns() == Ns::plain && draft.atom_rules);
}

void read_title(Draft& draft, const Element& element, int rank) {
  const Text text = follows_atom(draft, element) ? read_atom_text(element) : read_rss_title(element);
  if (!text.empty()) draft.title.offer(text, rank);
}

void read_rights(Draft& draft, const Element& element, int rank) {
  // RSS writes "All rights reserved", licence modules a URL, Creative Commons an attribute.
  if (element.text().empty() && !element.has_child_elements()) {
    const std::string url = element.link(resource_of(element));
    if (!url.empty()) draft.rights.offer({TextKind::plain, element.scope().keep(url), nullptr}, rank);
    return;
  }
  const Text text = read_text(draft, element);
  if (!text.empty()) draft.rights.offer(text, rank);
}

/// Ids are kept byte for byte. A path alone (RFC 4287 section 4.2.6 forbids it) says nothing without its site; an
/// address serves as link where there is no other.
void read_id(Draft& draft, const Element& element, int rank) {
  const std::string_view text = element.text();
  if (text.empty()) return;
  draft.id.offer(text.front() == '/' ? element.link(text) : std::string{text}, rank);
  if (is_http_url(text)) draft.url.offer(element.link(text), 7);
}

void read_language(Draft& draft, const Element& element, int rank) { offer_language(draft, element.text(), rank); }

void read_published(Draft& draft, const Element& element, int rank) {
  if (const auto date = read_date(element, element.text())) draft.published.offer_last(*date, rank);
}

void read_updated(Draft& draft, const Element& element, int rank) {
  if (const auto date = read_date(element, element.text())) draft.updated.offer_last(*date, rank);
}

void read_author(Draft& draft, const Element& element, int rank) { draft.add_authors(read_people(element), rank); }

/// RFC 4287 section 4.2.2 gives a term, RSS a text; iTunes an attribute, and categories inside categories.
void read_category(Draft& draft, const Element& element, int) {
  for (const std::string_view name : {"term", "text", "label"}) {
    if (element.attribute(name).empty()) continue;
    draft.add_tag(std::string{element.attribute(name)});
    break;
  }
  if (!element.text().empty()) draft.add_tag(words_of(element.text()));
  element.each_child([&](const Element& child) {
    if (same_letters(child.name(), element.name())) draft.add_tag(std::string{child.attribute("text")});
  });
}

/// <categories> round several <category>.
void read_categories(Draft& draft, const Element& element, int) {
  element.each_child([&](const Element& child) {
    if (same_letters(child.name(), "category")) read_category(draft, child, 0);
  });
}

void read_keywords(Draft& draft, const Element& element, int) {
  std::string_view text = element.text();
  while (!text.empty()) {
    const std::size_t comma = std::min(text.find(','), text.size());
    draft.add_tag(words_of(text.substr(0, comma)));
    text.remove_prefix(std::min(comma + 1, text.size()));
  }
}

/// Early podcasts had <itunes:link rel="image" href>.
void read_itunes_link(Draft& draft, const Element& element, int rank) {
  if (element.attribute("rel") != "image") return;
  std::string url = image_url(element);
  if (!url.empty()) draft.image.offer(std::move(url), rank);
}

constexpr Row<Draft> rows[] = {
    {Ns::plain, "title", read_title},
    {Ns::dc, "title", read_title, 1},
    {Ns::dcterms, "title", read_title, 1},
    {Ns::plain, "rights", read_rights},
    {Ns::plain, "copyright", read_rights},
    {Ns::dc, "rights", read_rights, 1},
    {Ns::dcterms, "rights", read_rights, 1},
    {Ns::media, "copyright", read_rights, 2},
    {Ns::media, "license", read_rights, 3},
    {Ns::creative_commons, "license", read_rights, 3},
    {Ns::plain, "id", read_id},
    {Ns::dc, "identifier", read_id, 2},
    {Ns::plain, "language", read_language},
    {Ns::dc, "language", read_language, 1},
    {Ns::dcterms, "language", read_language, 1},
    {Ns::plain, "published", read_published},
    {Ns::plain, "issued", read_published},
    {Ns::plain, "pubdate", read_published},
    {Ns::dcterms, "issued", read_published, 1},
    {Ns::dc, "date", read_published, 2},
    {Ns::prism, "publicationdate", read_published, 3},
    {Ns::dcterms, "created", read_published, 3},
    {Ns::plain, "created", read_published, 3},
    {Ns::plain, "updated", read_updated},
    {Ns::plain, "modified", read_updated},
    {Ns::dcterms, "modified", read_updated},
    {Ns::plain, "author", read_author},
    {Ns::dc, "creator", read_author},
    {Ns::dcterms, "creator", read_author},
    {Ns::dc, "author", read_author},
    {Ns::podcast, "person", read_podcast_person, 1},
    {Ns::itunes, "author", read_author, 2},
    {Ns::plain, "category", read_category},
    {Ns::plain, "categories", read_categories},
    {Ns::dc, "subject", read_category},
    {Ns::dcterms, "subject", read_category},
    {Ns::media, "category", read_category},
    {Ns::itunes, "category", read_category},
    {Ns::plain, "keywords", read_keywords},
    {Ns::media, "keywords", read_keywords},
    {Ns::itunes, "keywords", read_keywords},
    {Ns::itunes, "link", read_itunes_link},
    {Ns::itunes, "explicit", read_explicit},
    {Ns::media, "rating", read_explicit},
    {Ns::media, "adult", read_explicit},
};

}  // namespace

bool read_common_element(Draft& draft, const Element& element) {
  static const Table<Draft> table{rows};
  return table.read(draft, element);
}

void offer_language(Draft& draft, std::string_view tag, int rank) {
  if (tag.empty()) return;
  std::string usable{tag};
  std::replace(usable.begin(), usable.end(), '_', '-');
  draft.language.offer(std::move(usable), rank);
}

std::string_view resource_of(const Element& element) {
  const std::string_view resource = element.attribute("rdf:resource");
  return resource.empty() ? element.attribute("resource") : resource;
}

bool is_http_url(std::string_view text) {
  const std::string start = lower(text.substr(0, 8));
  return start.starts_with("http://") || start.starts_with("https://");
}

Text read_text(const Draft& draft, const Element& element) {
  return follows_atom(draft, element) ? read_atom_text(element) : read_rss_text(element);
}

std::optional<Instant> read_date(const Element& element, std::string_view text) {
  if (text.empty()) return std::nullopt;
  const std::optional<Instant> date = parse_date(text);
  if (!date) {
    element.scope().problems().note("the date \"" + std::string{utf8::truncated(text, 60)} + "\" cannot be read",
                                    std::string{element.name()});
  }
  return date;
}

std::string image_url(const Element& element) {
  std::string url = element.link(element.attribute("href"));
  if (url.empty()) url = element.link(element.attribute("url"));
  element.each_child([&](const Element& child) {
    if (url.empty() && same_letters(child.name(), "url")) url = child.link(child.text());
  });
  if (url.empty() && !element.has_child_elements()) url = element.link(element.text());
  return url;
}

std::optional<std::uint64_t> read_number(std::string_view text) {
  text = trimmed(text);
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<std::chrono::seconds> read_duration(std::string_view text) {
  constexpr std::uint64_t max_part = 1'000'000'000;
  text = trimmed(text);
  const std::string_view whole = text.substr(0, text.find('.'));
  if (whole.empty()) return std::nullopt;
  std::uint64_t total = 0;
  for (std::size_t at = 0; at <= whole.size();) {
    const std::size_t colon = std::min(whole.find(':', at), whole.size());
    const auto part = read_number(whole.substr(at, colon - at));
    if (!part || *part > max_part || total > max_part) return std::nullopt;
    total = total * 60 + *part;
    at = colon + 1;
  }
  return std::chrono::seconds{static_cast<std::int64_t>(total)};
}

}  // namespace telex::parse
