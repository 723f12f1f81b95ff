#include <algorithm>
#include <array>

#include "html/text.hpp"
#include "parse/ascii.hpp"
#include "parse/elements.hpp"
#include "parse/person.hpp"
#include "parse/table.hpp"
#include "parse/trace.hpp"

namespace telex::parse {
namespace {

using std::chrono::minutes;

void read_description(FeedDraft& draft, const Element& element, int rank) {
  const Text text = read_text(draft, element);
  if (!text.empty()) draft.summary.offer(text, rank);
}

void read_generator(FeedDraft& draft, const Element& element, int rank) {
  std::string text = html::to_text(element.text());
  for (const std::string_view value :
       {element.attribute("version"), element.attribute("uri"), element.attribute("url"), resource_of(element)}) {
    if (!value.empty() && text.find(value) == std::string::npos) text += (text.empty() ? "" : " ") + std::string{value};
  }
  if (!text.empty()) draft.generator.offer(std::move(text), rank);
}

void read_last_build_date(FeedDraft& draft, const Element& element, int rank) {
  if (const auto date = read_date(element, element.text())) draft.updated.offer_last(*date, rank);
}

void read_person_element(FeedDraft& draft, const Element& element, int rank) {
  draft.add_authors(read_people(element), rank);
}

void read_icon(FeedDraft& draft, const Element& element, int rank) {
  std::string url = element.link(element.text());
  if (!url.empty()) draft.favicon.offer(std::move(url), rank);
}

/// RSS <image><url>, RDF's resource attribute, iTunes' href, Atom's logo.
void read_image(FeedDraft& draft, const Element& element, int rank) {
  std::string url = image_url(element);
  if (!url.empty()) return draft.image.offer(std::move(url), rank);
  url = element.link(resource_of(element));  // RSS 1.0's channel names an image that stands beside it
  if (!url.empty()) draft.image.offer(std::move(url), rank + 1);
}

/// RSS 2.0 <cloud>: the address that takes registrations.
void read_cloud(FeedDraft& draft, const Element& element, int) {
  const std::string_view domain = element.attribute("domain");
  if (domain.empty() || draft.hubs.size() >= max_listed) return;
  std::string url = "http://" + std::string{domain};
  if (!element.attribute("port").empty()) url += ":" + std::string{element.attribute("port")};
  const std::string_view path = element.attribute("path");
  if (!path.empty() && path.front() != '/') url += '/';
  url += path;
  draft.hubs.push_back({"rssCloud", std::move(url)});
}

std::optional<int> read_small_number(const Element& element, int limit) {
  const auto number = read_number(element.text());
  if (!number || *number > static_cast<std::uint64_t>(limit)) return std::nullopt;
  return static_cast<int>(*number);
}

void read_ttl(FeedDraft& draft, const Element& element, int rank) {
  constexpr int year = 366 * 24 * 60;
  if (const auto number = read_small_number(element, year)) draft.ttl.offer(minutes{*number}, rank);
}

/// RSS 0.91 counts hours from 1 to 24, RSS 2.0 from 0 to 23: 24 is midnight in both.
void read_skip_hours(FeedDraft& draft, const Element& element, int) {
  element.each_child([&](const Element& child) {
    const auto hour = read_small_number(child, 24);
    if (!hour) return;
    const bool known =
        std::find(draft.skip_hours.begin(), draft.skip_hours.end(), *hour % 24) != draft.skip_hours.end();
    if (!known) draft.skip_hours.push_back(*hour % 24);
  });
}

void read_skip_days(FeedDraft& draft, const Element& element, int) {
  static constexpr std::array<std::string_view, 7> names{"Monday", "Tuesday",  "Wednesday", "Thursday",
                                                         "Friday", "Saturday", "Sunday"};
  element.each_child([&](const Element& child) {
    for (const std::string_view name : names) {
      const bool known = std::find(draft.skip_days.begin(), draft.skip_days.end(), name) != draft.skip_days.end();
      if (same_letters(child.text(), name) && !known) draft.skip_days.emplace_back(name);
    }
  });
}

/// RSS 1.0 module Syndication.
void read_update_period(FeedDraft& draft, const Element& element, int rank) {
  static constexpr std::array<std::pair<std::string_view, int>, 5> periods{
      {{"hourly", 60}, {"daily", 1440}, {"weekly", 10080}, {"monthly", 43200}, {"yearly", 525600}}};
  for (const auto& [name, length] : periods) {
    if (same_letters(element.text(), name)) draft.update_period.offer(minutes{length}, rank);
  }
}

void read_update_frequency(FeedDraft& draft, const Element& element, int) {
  constexpr int limit = 1'000'000;
  if (const auto number = read_small_number(element, limit)) draft.update_frequency = *number;
}

void read_podcast_guid(FeedDraft& draft, const Element& element, int rank) {
  if (!element.text().empty()) draft.podcast_guid.offer(std::string{element.text()}, rank);
}

void read_podcast_type(FeedDraft& draft, const Element& element, int rank) {
  std::string type = lower(element.text());
  if (type == "episodic" || type == "serial") draft.podcast_type.offer(std::move(type), rank);
}

void read_new_feed_url(FeedDraft& draft, const Element& element, int rank) {
  std::string url = element.link(element.text());
  if (!url.empty()) draft.new_feed_url.offer(std::move(url), rank);
}

/// Only "yes" counts, Apple says; some write "true".
void read_complete(FeedDraft& draft, const Element& element, int rank) {
  const bool is_yes = same_letters(element.text(), "yes") || same_letters(element.text(), "true");
  if (is_yes) draft.is_complete.offer(true, rank);
}

constexpr Row<FeedDraft> rows[] = {
    {Ns::plain, "link", read_feed_link},
    {Ns::plain, "description", read_description},
    {Ns::plain, "subtitle", read_description},
    {Ns::plain, "tagline", read_description},
    {Ns::plain, "abstract", read_description},
    {Ns::dc, "description", read_description, 1},
    {Ns::itunes, "summary", read_description, 2},
    {Ns::itunes, "description", read_description, 2},
    {Ns::itunes, "subtitle", read_description, 3},
    {Ns::plain, "info", read_description, 4},
    {Ns::plain, "generator", read_generator},
    {Ns::plain, "generatoragent", read_generator, 1},
    {Ns::plain, "lastbuilddate", read_last_build_date, 0},
    {Ns::plain, "managingeditor", read_person_element, 1},
    {Ns::plain, "webmaster", read_person_element, 4},
    {Ns::dc, "publisher", read_person_element, 3},
    {Ns::itunes, "owner", read_person_element, 3},
    {Ns::itunes, "email", read_person_element, 3},
    {Ns::plain, "icon", read_icon},
    {Ns::plain, "logo", read_image},
    {Ns::itunes, "image", read_image},  // square and large, as an icon has to be; RSS allows 144 pixels
    {Ns::plain, "image", read_image, 1},
    {Ns::itunes, "type", read_podcast_type},
    {Ns::itunes, "new-feed-url", read_new_feed_url},
    {Ns::itunes, "complete", read_complete},
    {Ns::podcast, "guid", read_podcast_guid},
    {Ns::media, "thumbnail", read_image, 2},
    {Ns::plain, "cloud", read_cloud},
    {Ns::plain, "ttl", read_ttl},
    {Ns::plain, "skiphours", read_skip_hours},
    {Ns::plain, "skipdays", read_skip_days},
    {Ns::sy, "updateperiod", read_update_period},
    {Ns::sy, "updatefrequency", read_update_frequency},
};

}  // namespace

void read_feed_element(FeedDraft& draft, const Element& element) {
  static const Table<FeedDraft> table{rows};
  const bool known = table.read(draft, element) || read_common_element(draft, element);
  if (!draft.trace) return;
  if (known) {
    draft.trace->observe(draft, element);
  } else {
    draft.trace->observe_unknown(element);
  }
}

}  // namespace telex::parse
