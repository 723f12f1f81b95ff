#include <charconv>

#include "parse/ascii.hpp"
#include "parse/elements.hpp"
#include "parse/person.hpp"
#include "parse/table.hpp"
#include "parse/trace.hpp"

namespace telex::parse {
namespace {

/// <group>, <where>, <Point>: what is inside counts as if it stood outside. Depth is bounded by the repair pass.
void read_inside(EntryDraft& draft, const Element& element, int) {
  element.each_child([&](const Element& child) { read_entry_element(draft, child); });
}

void read_content(EntryDraft& draft, const Element& element, int rank) {
  const std::string src = element.link(element.attribute("src"));
  if (!src.empty()) return draft.url.offer(src, 6);  // RFC 4287 section 4.1.3.2: the content is elsewhere
  offer_language(draft, element.attribute("xml:lang"), 1);
  const Text text = read_text(draft, element);
  if (!text.empty()) draft.content.offer(text, rank);
}

void offer_summary(EntryDraft& draft, const Text& text, int rank, bool is_body) {
  if (text.empty()) return;
  if (!draft.summary.is_given() || rank < draft.summary.rank()) draft.summary_is_body = is_body;
  draft.summary.offer(text, rank);
}

/// How much a description counts as the body beside a <summary>: less than any content.
constexpr int beside_summary = 9;

void read_summary(EntryDraft& draft, const Element& element, int rank) {
  const Text text = read_text(draft, element);
  const bool takes_over = rank == 0 && draft.summary_is_body && !text.empty();
  if (takes_over) draft.content.offer(draft.summary.value(), beside_summary);
  offer_summary(draft, text, rank, false);
}

/// The description of RSS is a summary beside a body, and the body where there is none.
void read_description(EntryDraft& draft, const Element& element, int rank) {
  const Text text = read_text(draft, element);
  if (draft.summary.rank() == 0 && !text.empty()) draft.content.offer(text, beside_summary);
  offer_summary(draft, text, rank, true);
}

/// Media RSS descriptions are plain text unless they say otherwise.
void read_media_description(EntryDraft& draft, const Element& element, int rank) {
  Text text = read_rss_text(element);
  const bool is_html = element.attribute("type") == "html" || element.has_child_elements();
  if (!is_html) text = {TextKind::plain, element.text(), nullptr};
  offer_summary(draft, text, rank, false);
}

void read_title(EntryDraft& draft, const Element& element, int rank) {
  Text text = read_rss_title(element);
  if (element.attribute("type") == "plain") text = {TextKind::plain, element.text(), nullptr};  // Media RSS 1.5.1
  if (!text.empty()) draft.title.offer(text, rank);
}

/// RSS 2.0: a guid is a URL unless isPermaLink says "false"; many that say nothing are none.
void read_guid(EntryDraft& draft, const Element& element, int rank) {
  const std::string_view text = element.text();
  if (text.empty()) return;
  draft.id.offer(std::string{text}, rank);
  const std::string_view permalink = element.attribute("ispermalink");
  const bool is_url = same_letters(permalink, "true") || (permalink.empty() && is_http_url(text));
  if (is_url) draft.url.offer(element.link(text), 4);
}

/// FeedBurner puts a redirector that counts into <link>, and the page's own address here. The page is what readers
/// want, and the redirectors have mostly gone.
void read_original_link(EntryDraft& draft, const Element& element, int rank) {
  if (!element.text().empty()) draft.url.offer(element.link(element.text()), rank);
}

/// Some write here what a reader said.
void read_comments(EntryDraft& draft, const Element& element, int rank) {
  const bool is_address = element.text().find_first_of(" \n\t") == std::string_view::npos;
  if (is_address && !element.text().empty()) draft.comments_url.offer(element.link(element.text()), rank);
}

void read_comments_feed(EntryDraft& draft, const Element& element, int rank) {
  std::string url = element.link(element.text());
  if (!url.empty()) draft.comments_feed_url.offer(std::move(url), rank);
}

void read_comments_count(EntryDraft& draft, const Element& element, int rank) {
  draft.comments_count.offer_given(read_number(element.text()), rank);
}

/// RFC 4685 section 3: the address is optional, the id is not.
void read_in_reply_to(EntryDraft& draft, const Element& element, int rank) {
  std::string answered = element.link(element.attribute("href"));
  if (answered.empty()) answered = element.attribute("ref");
  if (!answered.empty()) draft.in_reply_to.offer(std::move(answered), rank);
}

void read_enclosure(EntryDraft& draft, const Element& element, int) {
  feed::Enclosure enclosure;
  enclosure.url = element.link(element.attribute("url"));
  if (enclosure.url.empty()) enclosure.url = element.link(resource_of(element));
  enclosure.mime_type = element.attribute("type");
  enclosure.title = element.attribute("title");
  enclosure.size_bytes = read_number(element.attribute("length"));
  draft.add_enclosure(std::move(enclosure));
}

void read_duration_element(EntryDraft& draft, const Element& element, int rank) {
  draft.duration.offer_given(read_duration(element.text()), rank);
}

void read_image(EntryDraft& draft, const Element& element, int rank) {
  std::string url = image_url(element);
  if (!url.empty()) draft.image.offer(std::move(url), rank);
}

/// RSS 2.0 <source url>, RFC 4287 section 4.2.11 with the elements of a feed inside.
void read_source(EntryDraft& draft, const Element& element, int rank) {
  feed::Source source;
  source.url = element.link(element.attribute("url"));
  if (!element.has_child_elements()) source.title = words_of(element.text());
  FeedDraft inside;
  inside.atom_rules = draft.atom_rules;
  element.each_child([&](const Element& child) { read_feed_element(inside, child); });
  if (inside.title.is_given()) source.title = to_plain(inside.title.value());
  if (inside.url.is_given()) source.url = inside.url.value();
  if (source.url.empty() && inside.feed_url.is_given()) source.url = inside.feed_url.value();
  source.id = std::move(inside.id).take();
  const bool is_first = !draft.source.is_given();
  if (source != feed::Source{}) draft.source.offer(std::move(source), rank);
  if (!is_first) return;
  // RFC 4287 section 4.2.1: they wrote the entry where it names nobody itself.
  for (feed::Person& author : std::move(inside.authors).take()) draft.add_author(std::move(author), 5);
}

std::optional<double> read_degrees(std::string_view& text, double limit) {
  while (!text.empty() && (is_space(text.front()) || text.front() == ',' || text.front() == '+')) text.remove_prefix(1);
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || !(value >= -limit && value <= limit)) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return value;
}

void read_latitude(EntryDraft& draft, const Element& element, int rank) {
  std::string_view text = element.text();
  draft.lat.offer_given(read_degrees(text, 90), rank);
}

void read_longitude(EntryDraft& draft, const Element& element, int rank) {
  std::string_view text = element.text();
  draft.lon.offer_given(read_degrees(text, 180), rank);
}

void offer_point(EntryDraft& draft, std::optional<double> lat, std::optional<double> lon, int rank) {
  if (!lat || !lon) return;
  draft.lat.offer(*lat, rank);
  draft.lon.offer(*lon, rank);
}

/// GeoRSS Simple: latitude first.
void read_point(EntryDraft& draft, const Element& element, int rank) {
  std::string_view text = element.text();
  const auto lat = read_degrees(text, 90);
  offer_point(draft, lat, read_degrees(text, 180), rank);
}

/// GML 2 coordinates: longitude first.
void read_coordinates(EntryDraft& draft, const Element& element, int rank) {
  std::string_view text = element.text();
  const auto lon = read_degrees(text, 180);
  offer_point(draft, read_degrees(text, 90), lon, rank);
}

void read_credit(EntryDraft& draft, const Element& element, int rank) {
  const std::string_view role = element.attribute("role");
  if (role.empty() || role == "author") draft.add_authors(read_people(element), rank);
}

constexpr Row<EntryDraft> rows[] = {
    {Ns::plain, "link", read_entry_link, 1},
    {Ns::plain, "guid", read_guid},
    {Ns::feedburner, "origlink", read_original_link},
    {Ns::content, "encoded", read_content},
    {Ns::plain, "content", read_content},
    {Ns::xhtml, "body", read_content},
    {Ns::xhtml, "div", read_content, 1},
    {Ns::plain, "body", read_content, 2},
    {Ns::plain, "fullitem", read_content, 2},
    {Ns::plain, "summary", read_summary},
    {Ns::plain, "description", read_description, 1},
    {Ns::plain, "abstract", read_description, 1},
    {Ns::dc, "description", read_description, 2},
    {Ns::dcterms, "abstract", read_summary, 2},
    {Ns::itunes, "summary", read_summary, 4},
    {Ns::itunes, "description", read_summary, 4},
    {Ns::media, "description", read_media_description, 3},
    {Ns::itunes, "subtitle", read_summary, 5},
    {Ns::media, "title", read_title, 2},
    {Ns::itunes, "title", read_title, 3},
    {Ns::plain, "comments", read_comments},
    {Ns::wfw, "comment", read_comments, 4},
    {Ns::wfw, "commentrss", read_comments_feed},
    {Ns::slash, "comments", read_comments_count},
    {Ns::thr, "total", read_comments_count},
    {Ns::thr, "in-reply-to", read_in_reply_to},
    {Ns::plain, "enclosure", read_enclosure},
    {Ns::media, "content", read_media_content, 2},
    {Ns::media, "group", read_inside},
    {Ns::media, "thumbnail", read_media_thumbnail, 1},
    {Ns::media, "credit", read_credit, 3},
    {Ns::itunes, "duration", read_duration_element},
    {Ns::itunes, "season", read_season},
    {Ns::podcast, "season", read_season},
    {Ns::itunes, "episode", read_episode},
    {Ns::podcast, "episode", read_episode},
    {Ns::itunes, "episodetype", read_episode_type},
    {Ns::podcast, "transcript", read_transcript},
    {Ns::podcast, "chapters", read_chapters},
    {Ns::itunes, "image", read_image},
    {Ns::plain, "image", read_image, 1},
    {Ns::plain, "source", read_source},
    {Ns::geo, "lat", read_latitude, 1},  // a point is whole, and replaces halves of others
    {Ns::geo, "long", read_longitude, 1},
    {Ns::geo, "lon", read_longitude, 1},
    {Ns::geo, "latitude", read_latitude, 1},
    {Ns::geo, "longitude", read_longitude, 1},
    {Ns::geo, "lat_long", read_point},
    {Ns::geo, "point", read_inside},
    {Ns::georss, "point", read_point},
    {Ns::georss, "where", read_inside},
    {Ns::gml, "point", read_inside},
    {Ns::gml, "pos", read_point},
    {Ns::gml, "coordinates", read_coordinates},
};

}  // namespace

void read_entry_element(EntryDraft& draft, const Element& element) {
  static const Table<EntryDraft> table{rows};
  const bool known = table.read(draft, element) || read_common_element(draft, element);
  if (!draft.trace) return;
  if (known) {
    draft.trace->observe(draft, element);
  } else {
    draft.trace->observe_unknown(element);
  }
}

}  // namespace telex::parse
