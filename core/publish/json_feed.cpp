#include "publish/json_feed.hpp"

#include "dedup/campaign.hpp"
#include "publish/json_writer.hpp"

namespace telex::publish {
namespace {

void put(JsonWriter& out, std::string_view key, std::string_view value) {
  if (value.empty()) return;
  out.key(key);
  out.value(value);
}

void put(JsonWriter& out, std::string_view key, const std::optional<Instant>& value) {
  if (value) put(out, key, to_rfc3339(*value));
}

template <class Value>
void put_value(JsonWriter& out, std::string_view key, Value value) {
  out.key(key);
  out.value(value);
}

template <class Value>
void put_value(JsonWriter& out, std::string_view key, const std::optional<Value>& value) {
  if (value) put_value(out, key, *value);
}

template <class Duration>
void put_count(JsonWriter& out, std::string_view key, const std::optional<Duration>& value) {
  if (value) put_value(out, key, value->count());
}

template <class T>
void put_list(JsonWriter& out, std::string_view key, const std::vector<T>& values) {
  out.array(key, [&] {
    for (const T& value : values) out.value(value);
  });
}

/// A list of objects, each filled by `put_members`.
template <class T, class PutMembers>
void put_objects(JsonWriter& out, std::string_view key, const std::vector<T>& values, PutMembers put_members) {
  out.array(key, [&] {
    for (const T& value : values) {
      out.begin_object();
      put_members(out, value);
      out.end_object();
    }
  });
}

void put_person(JsonWriter& out, const feed::Person& person) {
  put(out, "name", person.name);
  put(out, "url", person.url);
  put(out, "avatar", person.avatar);
  put(out, "_email", person.email);
}

void put_enclosure(JsonWriter& out, const feed::Enclosure& enclosure) {
  put(out, "url", enclosure.url);
  put(out, "mime_type", enclosure.mime_type);
  put(out, "title", enclosure.title);
  if (enclosure.size_bytes) put_value(out, "size_in_bytes", *enclosure.size_bytes);
  put_count(out, "duration_in_seconds", enclosure.duration);
}

void put_hub(JsonWriter& out, const feed::Hub& hub) {
  out.key("type");
  out.value(hub.type);
  out.key("url");
  out.value(hub.url);
}

void put_problems(JsonWriter& out, const std::vector<feed::Problem>& problems) {
  out.array("problems", [&] {
    for (const feed::Problem& problem : problems) out.value(feed::to_string(problem));
  });
}

void put_source(JsonWriter& out, const feed::Source& source) {
  out.key("source");
  out.begin_object();
  put(out, "title", source.title);
  put(out, "url", source.url);
  put(out, "id", source.id);
  out.end_object();
}

void put_transcript(JsonWriter& out, const feed::Transcript& transcript) {
  put(out, "url", transcript.url);
  put(out, "mime_type", transcript.mime_type);
  put(out, "language", transcript.language);
}

void put_episode(JsonWriter& out, const feed::Entry& entry) {
  put_value(out, "season", entry.season);
  put_value(out, "episode", entry.episode);
  put(out, "episode_type", entry.episode_type);
  put_value(out, "explicit", entry.is_explicit);
  put(out, "chapters_url", entry.chapters_url);
  put_objects(out, "transcripts", entry.transcripts, put_transcript);
}

void put_extension(JsonWriter& out, const feed::Entry& entry) {
  put(out, "comments_url", entry.comments_url);
  put(out, "comments_feed_url", entry.comments_feed_url);
  put_value(out, "comments_count", entry.comments_count);
  put(out, "in_reply_to", entry.in_reply_to);
  put_episode(out, entry);
  put(out, "rights", entry.rights);
  if (entry.source) put_source(out, *entry.source);
  put(out, "via", entry.via);
  if (!entry.geo) return;
  out.object("geo", [&] {
    put_value(out, "lat", entry.geo->lat);
    put_value(out, "lon", entry.geo->lon);
  });
}

void put_extension(JsonWriter& out, const feed::Document& document) {
  put(out, "format", feed::to_string(document.format));
  put(out, "id", document.id);
  put(out, "encoding", document.encoding);
  put_value(out, "damaged", document.damaged);
  put_problems(out, document.problems);
  put(out, "published", document.published);
  put(out, "updated", document.updated);
  put(out, "generator", document.generator);
  put(out, "rights", document.rights);
  put_list(out, "tags", document.tags);
  put_count(out, "ttl_minutes", document.ttl);
  put_list(out, "skip_hours", document.skip_hours);
  put_list(out, "skip_days", document.skip_days);
  put_count(out, "update_interval_minutes", document.update_interval);
  put(out, "next_url", document.next_url);
  put(out, "prev_archive_url", document.prev_archive_url);
  put(out, "podcast_guid", document.podcast_guid);
  put(out, "podcast_type", document.podcast_type);
  put_value(out, "explicit", document.is_explicit);
  if (document.is_complete) put_value(out, "complete", true);
  put(out, "new_feed_url", document.new_feed_url);
}

/// The members that JSON Feed 1.1 names for an item, but its id.
void put_item(JsonWriter& out, const feed::Entry& entry) {
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
  put_objects(out, "authors", entry.authors, put_person);
  put_list(out, "tags", entry.tags);
  put_objects(out, "attachments", entry.enclosures, put_enclosure);
}

void write_entry(JsonWriter& out, const feed::Entry& entry) {
  out.begin_object();
  put(out, "id", entry.id);
  put_item(out, entry);
  out.object("_telex", [&] { put_extension(out, entry); });
  out.end_object();
}

/// The members that JSON Feed 1.1 names for a feed, but its items.
void put_feed(JsonWriter& out, const feed::Document& document) {
  put(out, "version", "https://jsonfeed.org/version/1.1");
  put(out, "title", document.title);
  put(out, "home_page_url", document.home_page_url);
  put(out, "feed_url", document.feed_url);
  put(out, "description", document.description);
  put(out, "icon", document.icon);
  put(out, "favicon", document.favicon);
  put(out, "language", document.language);
  put_objects(out, "authors", document.authors, put_person);
  put_objects(out, "hubs", document.hubs, put_hub);
}

void put_feed_of(JsonWriter& out, const store::Article& article) {
  out.key("url");
  out.value(article.feed_url);
  put(out, "title", article.feed_title);
}

void put_states(JsonWriter& out, const store::Article& article) {
  out.key("state");
  out.begin_array();
  if (article.unread) out.value("unread");
  if (article.starred) out.value("starred");
  out.end_array();
}

void put_extension(JsonWriter& out, const store::Article& article) {
  put_extension(out, article.entry);
  put(out, "guid", article.entry.id);
  out.object("feed", [&] { put_feed_of(out, article); });
  put_objects(out, "sources", std::vector{&article},
              [](JsonWriter& to, const store::Article* one) { put_feed_of(to, *one); });
  put_value(out, "copies", 0);
  put_states(out, article);
  put(out, "first_seen", to_rfc3339(article.first_seen));
  put(out, "last_changed", to_rfc3339(article.last_changed));
  put(out, "canonical_url", dedup::without_campaign_parameters(article.entry.url));
}

}  // namespace

void Items::add(const feed::Entry& entry) {
  constexpr std::size_t block_bytes = std::size_t{64} << 10;
  write_entry(writer_, entry);
  if (writer_.text().size() >= block_bytes) blocks_.push_back(writer_.take());
}

void write_json(const feed::Document& document, const Items& items,
                const std::function<void(std::string_view)>& write) {
  JsonWriter out;
  out.begin_object();
  put_feed(out, document);
  out.object("_telex", [&] { put_extension(out, document); });
  out.key("items");
  out.begin_array();
  write(out.take());
  for (const std::string& block : items.blocks()) write(block);
  write(items.rest());
  out.end_array();
  out.end_object();
  write(out.text());
}

std::string to_json(const feed::Document& document) {
  Items items;
  for (const feed::Entry& entry : document.entries) items.add(entry);
  std::string text;
  write_json(document, items, [&](std::string_view piece) { text += piece; });
  return text;
}

std::string to_json(const feed::Entry& entry) {
  JsonWriter out;
  write_entry(out, entry);
  return out.take();
}

std::string to_json(const store::Article& article) {
  JsonWriter out;
  out.begin_object();
  put(out, "id", std::to_string(article.id));
  put_item(out, article.entry);
  out.object("_telex", [&] { put_extension(out, article); });
  out.end_object();
  return out.take();
}

}  // namespace telex::publish
