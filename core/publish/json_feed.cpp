#include "publish/json_feed.hpp"

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

#include "dedup/campaign.hpp"

namespace telex::publish {
namespace {

using boost::json::array;
using boost::json::object;

void put(object& out, std::string_view key, const std::string& value) {
  if (!value.empty()) out[key] = value;
}

void put(object& out, std::string_view key, const std::optional<Instant>& value) {
  if (value) out[key] = to_rfc3339(*value);
}

template <class Duration>
void put_count(object& out, std::string_view key, const std::optional<Duration>& value) {
  if (value) out[key] = value->count();
}

void put_list(object& out, std::string_view key, array list) {
  if (!list.empty()) out[key] = std::move(list);
}

template <class T>
array list_of(const std::vector<T>& values) {
  return array(values.begin(), values.end());
}

array authors_of(const std::vector<feed::Person>& people) {
  array list;
  for (const feed::Person& person : people) {
    object out;
    put(out, "name", person.name);
    put(out, "url", person.url);
    put(out, "avatar", person.avatar);
    put(out, "_email", person.email);
    list.push_back(std::move(out));
  }
  return list;
}

array attachments_of(const std::vector<feed::Enclosure>& enclosures) {
  array list;
  for (const feed::Enclosure& enclosure : enclosures) {
    object out;
    put(out, "url", enclosure.url);
    put(out, "mime_type", enclosure.mime_type);
    put(out, "title", enclosure.title);
    if (enclosure.size_bytes) out["size_in_bytes"] = *enclosure.size_bytes;
    put_count(out, "duration_in_seconds", enclosure.duration);
    list.push_back(std::move(out));
  }
  return list;
}

array hubs_of(const std::vector<feed::Hub>& hubs) {
  array list;
  for (const feed::Hub& hub : hubs) list.push_back(object{{"type", hub.type}, {"url", hub.url}});
  return list;
}

/// "line 3: a naked "&"", as one string each.
array problems_of(const std::vector<feed::Problem>& problems) {
  array list;
  for (const feed::Problem& problem : problems) {
    list.emplace_back(problem.place.empty() ? problem.message : problem.place + ": " + problem.message);
  }
  return list;
}

object source_of(const feed::Source& source) {
  object out;
  put(out, "title", source.title);
  put(out, "url", source.url);
  put(out, "id", source.id);
  return out;
}

array transcripts_of(const std::vector<feed::Transcript>& transcripts) {
  array list;
  for (const feed::Transcript& transcript : transcripts) {
    object out;
    put(out, "url", transcript.url);
    put(out, "mime_type", transcript.mime_type);
    put(out, "language", transcript.language);
    list.push_back(std::move(out));
  }
  return list;
}

template <class Value>
void put_value(object& out, std::string_view key, const std::optional<Value>& value) {
  if (value) out[key] = *value;
}

void put_episode(object& out, const feed::Entry& entry) {
  put_value(out, "season", entry.season);
  put_value(out, "episode", entry.episode);
  put(out, "episode_type", entry.episode_type);
  put_value(out, "explicit", entry.is_explicit);
  put(out, "chapters_url", entry.chapters_url);
  put_list(out, "transcripts", transcripts_of(entry.transcripts));
}

object extension_of(const feed::Entry& entry) {
  object out;
  put(out, "original_url", entry.original_url);
  put(out, "comments_url", entry.comments_url);
  put(out, "comments_feed_url", entry.comments_feed_url);
  put_value(out, "comments_count", entry.comments_count);
  put(out, "in_reply_to", entry.in_reply_to);
  put_episode(out, entry);
  put(out, "rights", entry.rights);
  if (entry.source) out["source"] = source_of(*entry.source);
  put(out, "via", entry.via);
  if (entry.geo) out["geo"] = object{{"lat", entry.geo->lat}, {"lon", entry.geo->lon}};
  return out;
}

object extension_of(const feed::Document& document) {
  object out{{"format", feed::to_string(document.format)}};
  put(out, "id", document.id);
  put(out, "encoding", document.encoding);
  out["damaged"] = document.damaged;
  put_list(out, "problems", problems_of(document.problems));
  put(out, "published", document.published);
  put(out, "updated", document.updated);
  put(out, "generator", document.generator);
  put(out, "rights", document.rights);
  put_list(out, "tags", list_of(document.tags));
  put_count(out, "ttl_minutes", document.ttl);
  put_list(out, "skip_hours", list_of(document.skip_hours));
  put_list(out, "skip_days", list_of(document.skip_days));
  put_count(out, "update_interval_minutes", document.update_interval);
  put(out, "next_url", document.next_url);
  put(out, "prev_archive_url", document.prev_archive_url);
  put(out, "podcast_guid", document.podcast_guid);
  put(out, "podcast_type", document.podcast_type);
  put_value(out, "explicit", document.is_explicit);
  if (document.is_complete) out["complete"] = true;
  put(out, "new_feed_url", document.new_feed_url);
  return out;
}

/// The members that JSON Feed 1.1 names for an item.
object item_of(const feed::Entry& entry) {
  object out;
  put(out, "id", entry.id);
  put(out, "url", entry.url);
  put(out, "external_url", entry.external_url);
  put(out, "title", entry.title);
  put(out, "content_html", entry.content_html);
  put(out, "content_text", entry.content_text);
  put(out, "summary", entry.summary);
  put(out, "image", entry.image);
  put(out, "date_published", entry.published);
  put(out, "date_modified", entry.updated);
  put(out, "language", entry.language);
  put_list(out, "authors", authors_of(entry.authors));
  put_list(out, "tags", list_of(entry.tags));
  put_list(out, "attachments", attachments_of(entry.enclosures));
  return out;
}

array states_of(const store::Article& article) {
  array list;
  if (article.unread) list.emplace_back("unread");
  if (article.starred) list.emplace_back("starred");
  return list;
}

/// What two feeds that carry one article have in common, however each counts its readers.
std::string canonical_url(const feed::Entry& entry) {
  return dedup::without_campaign_parameters(entry.original_url.empty() ? entry.url : entry.original_url);
}

object feed_of(const store::Article& article) {
  object out{{"url", article.feed_url}};
  put(out, "title", article.feed_title);
  return out;
}

}  // namespace

object to_json(const feed::Entry& entry) {
  object out = item_of(entry);
  object extension = extension_of(entry);
  if (!extension.empty()) out["_telex"] = std::move(extension);
  return out;
}

object to_json(const feed::Document& document) {
  object out{{"version", "https://jsonfeed.org/version/1.1"}};
  put(out, "title", document.title);
  put(out, "home_page_url", document.home_page_url);
  put(out, "feed_url", document.feed_url);
  put(out, "description", document.description);
  put(out, "icon", document.icon);
  put(out, "favicon", document.favicon);
  put(out, "language", document.language);
  put_list(out, "authors", authors_of(document.authors));
  put_list(out, "hubs", hubs_of(document.hubs));
  out["_telex"] = extension_of(document);
  array items;
  items.reserve(document.entries.size());
  for (const feed::Entry& entry : document.entries) items.push_back(to_json(entry));
  out["items"] = std::move(items);
  return out;
}

object to_json(const store::Article& article) {
  object out = item_of(article.entry);
  out["id"] = std::to_string(article.id);
  object extension = extension_of(article.entry);
  put(extension, "guid", article.entry.id);
  extension["feed"] = feed_of(article);
  extension["sources"] = array{feed_of(article)};
  extension["copies"] = 0;
  extension["state"] = states_of(article);
  extension["first_seen"] = to_rfc3339(article.first_seen);
  extension["last_changed"] = to_rfc3339(article.last_changed);
  put(extension, "canonical_url", canonical_url(article.entry));
  out["_telex"] = std::move(extension);
  return out;
}

}  // namespace telex::publish
