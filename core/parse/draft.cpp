#include "parse/draft.hpp"

#include <algorithm>

#include "parse/ascii.hpp"

namespace telex::parse {
namespace {

/// Fields that are HTML in the output, and mostly hold none: no pass over them is made twice.
std::string html_of(const Choice<Text>& choice, html::UrlBudget& budget) {
  return choice.is_given() ? to_html(choice.value(), budget) : std::string{};
}

std::string plain_of(const Choice<Text>& choice) {
  return choice.is_given() ? to_plain(choice.value()) : std::string{};
}

template <class T>
std::optional<T> given(Choice<T> choice) {
  if (!choice.is_given()) return std::nullopt;
  return std::move(choice).take();
}

void finish_body(const EntryDraft& draft, html::UrlBudget& budget, feed::Entry& entry) {
  const bool promoted = body_is_summary(draft);
  const Choice<Text>& body = promoted ? draft.summary : draft.content;
  if (body.is_given() && body.value().kind == TextKind::plain) {
    entry.content_text = body.value().value;
  } else {
    entry.content_html = html_of(body, budget);
  }
  if (!promoted) entry.summary = html_of(draft.summary, budget);
}

void finish_talk(EntryDraft& draft, feed::Entry& entry) {
  entry.comments_url = std::move(draft.comments_url).take();
  entry.comments_feed_url = std::move(draft.comments_feed_url).take();
  entry.comments_count = given(draft.comments_count);
  entry.in_reply_to = std::move(draft.in_reply_to).take();
}

void finish_episode(EntryDraft& draft, feed::Entry& entry) {
  entry.transcripts = std::move(draft.transcripts);
  entry.chapters_url = std::move(draft.chapters_url).take();
  entry.season = given(draft.season);
  entry.episode = given(draft.episode);
  entry.episode_type = std::move(draft.episode_type).take();
  entry.is_explicit = given(draft.is_explicit);
}

}  // namespace

bool body_is_summary(const EntryDraft& draft) { return !draft.content.is_given() && draft.summary_is_body; }

void Draft::add_tag(std::string tag) {
  if (tag.empty() || tags.size() >= max_listed) return;
  if (std::find(tags.begin(), tags.end(), tag) == tags.end()) tags.push_back(std::move(tag));
}

void Draft::add_authors(std::vector<feed::Person> people, int rank) {
  for (feed::Person& person : people) add_author(std::move(person), rank);
}

void Draft::add_author(feed::Person person, int rank) {
  if (person == feed::Person{}) return;
  constexpr int nameless = 10;  // a mere address counts less than any name
  if (person.name.empty()) rank += nameless;
  if (rank != authors.rank()) return authors.offer({std::move(person)}, rank);
  std::vector<feed::Person>& list = authors.extend();
  const auto same = std::find_if(list.begin(), list.end(), [&](const feed::Person& other) {
    return !person.name.empty() && same_letters(other.name, person.name);
  });
  if (same != list.end()) {
    if (same->email.empty()) same->email = person.email;
    if (same->url.empty()) same->url = person.url;
  } else if (list.size() < max_listed) {
    list.push_back(std::move(person));
  }
}

void EntryDraft::add_enclosure(feed::Enclosure enclosure) {
  if (enclosure.url.empty() || enclosures.size() >= max_listed) return;
  const auto same = std::find_if(enclosures.begin(), enclosures.end(),
                                 [&](const feed::Enclosure& other) { return other.url == enclosure.url; });
  if (same == enclosures.end()) {
    enclosures.push_back(std::move(enclosure));
    return;
  }
  if (same->mime_type.empty()) same->mime_type = enclosure.mime_type;
  if (!same->size_bytes) same->size_bytes = enclosure.size_bytes;
  if (!same->duration) same->duration = enclosure.duration;
}

feed::Entry finish(EntryDraft&& draft, html::UrlBudget& budget) {
  feed::Entry entry;
  entry.title = plain_of(draft.title);
  entry.rights = html_of(draft.rights, budget);
  finish_body(draft, budget, entry);
  entry.id = std::move(draft.id).take();
  entry.url = std::move(draft.url).take();
  finish_talk(draft, entry);
  finish_episode(draft, entry);
  entry.external_url = std::move(draft.external_url).take();
  entry.image = std::move(draft.image).take();
  entry.published = given(draft.published);
  entry.updated = given(draft.updated);
  entry.language = std::move(draft.language).take();
  entry.authors = std::move(draft.authors).take();
  entry.tags = std::move(draft.tags);
  entry.enclosures = std::move(draft.enclosures);
  if (!entry.enclosures.empty() && !entry.enclosures[0].duration) entry.enclosures[0].duration = given(draft.duration);
  entry.source = given(std::move(draft.source));
  entry.via = std::move(draft.via).take();
  if (draft.lat.is_given() && draft.lon.is_given()) entry.geo = feed::GeoPoint{draft.lat.value(), draft.lon.value()};
  return entry;
}

void finish(FeedDraft&& draft, html::UrlBudget& budget, feed::Document& document) {
  document.title = plain_of(draft.title);
  document.description = html_of(draft.summary, budget);
  document.rights = html_of(draft.rights, budget);
  document.id = std::move(draft.id).take();
  document.home_page_url = std::move(draft.url).take();
  document.feed_url = std::move(draft.feed_url).take();
  document.icon = std::move(draft.image).take();
  document.favicon = std::move(draft.favicon).take();
  document.language = std::move(draft.language).take();
  document.authors = std::move(draft.authors).take();
  document.hubs = std::move(draft.hubs);
  document.tags = std::move(draft.tags);
  document.generator = std::move(draft.generator).take();
  document.published = given(draft.published);
  document.updated = given(draft.updated);
  document.ttl = given(draft.ttl);
  document.update_interval = given(draft.update_period);
  if (document.update_interval) *document.update_interval /= std::max(draft.update_frequency, 1);
  document.skip_hours = std::move(draft.skip_hours);
  document.skip_days = std::move(draft.skip_days);
  document.next_url = std::move(draft.next_url).take();
  document.prev_archive_url = std::move(draft.prev_archive_url).take();
  document.podcast_guid = std::move(draft.podcast_guid).take();
  document.podcast_type = std::move(draft.podcast_type).take();
  document.new_feed_url = std::move(draft.new_feed_url).take();
  document.is_complete = draft.is_complete.value();
  document.is_explicit = given(draft.is_explicit);
}

}  // namespace telex::parse
