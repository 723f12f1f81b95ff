#include "publish/json_feed.hpp"

#include <doctest/doctest.h>

#include <boost/json/parse.hpp>

using namespace telex;

namespace {

Instant at(const std::string& text) { return from_rfc3339(text).value(); }

feed::Entry full_entry() {
  feed::Entry entry;
  entry.id = "tag:1";
  entry.url = "http://e.org/1?utm_source=feed";
  entry.title = "One";
  entry.content_html = "<p>a</p>";
  entry.published = at("2003-12-31T10:14:55Z");
  entry.authors = {{"Ann", "", "", "ann@e.org"}};
  entry.tags = {"world"};
  entry.enclosures = {{"http://e.org/1.mp3", "audio/mpeg", "", 5, std::chrono::seconds{61}}};
  entry.source = feed::Source{"S", "http://s.org/", ""};
  entry.geo = feed::GeoPoint{1.5, -2.5};
  return entry;
}

boost::json::value read(const std::string& text) { return boost::json::parse(text); }

}  // namespace

TEST_CASE("publish: an absent thing is an absent key") {
  CHECK(publish::to_json(feed::Entry{}) == "{}");
  CHECK(read(publish::to_json(feed::Document{})) ==
        boost::json::parse(
            R"({"version": "https://jsonfeed.org/version/1.1", "_telex": {"format": "rss-2.0", "damaged": false},
                               "items": []})"));
}

TEST_CASE("publish: an entry is an item of JSON Feed 1.1") {
  CHECK(read(publish::to_json(full_entry())) ==
        boost::json::parse(R"({"id": "tag:1", "url": "http://e.org/1?utm_source=feed",
    "title": "One", "content_html": "<p>a</p>", "date_published": "2003-12-31T10:14:55Z",
    "authors": [{"name": "Ann", "_email": "ann@e.org"}], "tags": ["world"],
    "attachments": [{"url": "http://e.org/1.mp3", "mime_type": "audio/mpeg", "size_in_bytes": 5, "duration_in_seconds": 61}],
    "_telex": {"source": {"title": "S", "url": "http://s.org/"}, "geo": {"lat": 1.5, "lon": -2.5}}})"));
}

TEST_CASE("publish: a document carries what JSON Feed has no place for in _telex") {
  feed::Document document;
  document.format = feed::Format::atom_1_0;
  document.encoding = "utf-8";
  document.problems = {{"a naked \"&\"", "line 3"}, {"odd", ""}};
  document.ttl = std::chrono::minutes{60};
  document.skip_hours = {0, 7};
  document.hubs = {{"WebSub", "http://hub.org/"}};
  const auto json = read(publish::to_json(document));
  CHECK(json.at("_telex") == boost::json::parse(R"({"format": "atom-1.0", "encoding": "utf-8", "damaged": false,
    "problems": ["line 3: a naked \"&\"", "odd"], "ttl_minutes": 60, "skip_hours": [0, 7]})"));
  CHECK(json.at("hubs") == boost::json::parse(R"([{"type": "WebSub", "url": "http://hub.org/"}])"));
}

TEST_CASE("publish: an episode tells its place in the show, its transcripts and its talk") {
  feed::Entry entry;
  entry.comments_feed_url = "http://e.org/c.rss";
  entry.comments_count = 0;
  entry.in_reply_to = "tag:2";
  entry.season = 2;
  entry.episode = 7;
  entry.episode_type = "bonus";
  entry.is_explicit = false;
  entry.chapters_url = "http://e.org/7.json";
  entry.transcripts = {{"http://e.org/7.vtt", "text/vtt", ""}};
  CHECK(read(publish::to_json(entry)).at("_telex") ==
        boost::json::parse(R"({"comments_feed_url": "http://e.org/c.rss", "comments_count": 0, "in_reply_to": "tag:2",
    "season": 2, "episode": 7, "episode_type": "bonus", "explicit": false, "chapters_url": "http://e.org/7.json",
    "transcripts": [{"url": "http://e.org/7.vtt", "mime_type": "text/vtt"}]})"));
  feed::Document document;
  document.podcast_guid = "ead4c236";
  document.podcast_type = "serial";
  document.is_explicit = true;
  document.is_complete = true;
  document.new_feed_url = "http://e.org/new";
  CHECK(read(publish::to_json(document)).at("_telex") ==
        boost::json::parse(R"({"format": "rss-2.0", "damaged": false, "podcast_guid": "ead4c236",
    "podcast_type": "serial", "explicit": true, "complete": true, "new_feed_url": "http://e.org/new"})"));
}

TEST_CASE("publish: a stored article has the store's id and the publisher's guid") {
  store::Article article;
  article.id = 42;
  article.entry = full_entry();
  article.feed_url = "http://e.org/feed";
  article.feed_title = "E";
  article.first_seen = at("2004-01-01T00:00:00Z");
  article.last_changed = at("2004-01-02T00:00:00Z");
  article.starred = true;
  const auto json = read(publish::to_json(article));
  CHECK(json.at("id") == "42");
  CHECK(json.at("_telex") == boost::json::parse(R"({"source": {"title": "S", "url": "http://s.org/"},
    "geo": {"lat": 1.5, "lon": -2.5}, "guid": "tag:1", "feed": {"url": "http://e.org/feed", "title": "E"},
    "sources": [{"url": "http://e.org/feed", "title": "E"}], "copies": 0, "state": ["unread", "starred"],
    "first_seen": "2004-01-01T00:00:00Z", "last_changed": "2004-01-02T00:00:00Z", "canonical_url": "http://e.org/1"})"));
}

TEST_CASE("publish: a document's entries may come as text of their own, in blocks") {
  feed::Document document;
  document.title = "Z";
  feed::Entry entry = full_entry();
  entry.content_html = std::string(10'000, 'x');
  publish::Items items;
  for (int i = 0; i < 20; ++i) items.add(entry);
  CHECK(items.blocks().size() == 2);
  std::string whole;
  publish::write_json(document, items, [&](std::string_view piece) { whole += piece; });
  document.entries.assign(20, entry);
  CHECK(whole == publish::to_json(document));
  CHECK(read(whole).at("items").as_array().size() == 20);
}
