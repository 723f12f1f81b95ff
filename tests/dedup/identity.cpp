#include "dedup/identity.hpp"

#include <doctest/doctest.h>

#include "dedup/campaign.hpp"

using telex::dedup::identify;
using telex::dedup::KeyKind;
using telex::dedup::revision;
using telex::dedup::without_campaign_parameters;
using telex::feed::Entry;

namespace {

Entry entry(std::string id, std::string url, std::string title, std::string body = "") {
  Entry e;
  e.id = std::move(id);
  e.url = std::move(url);
  e.title = std::move(title);
  e.content_html = std::move(body);
  return e;
}

}  // namespace

TEST_CASE("dedup: the guid decides, byte for byte, whatever else changes") {
  const auto first = identify(entry("tag:a,1", "https://example.org/1", "One", "x"));
  CHECK(first.kind == KeyKind::guid);
  CHECK(first == identify(entry("tag:a,1", "https://example.org/2", "Two", "y")));
  CHECK_FALSE(first == identify(entry("tag:a,1 ", "https://example.org/1", "One", "x")));
  CHECK_FALSE(first == identify(entry("TAG:a,1", "https://example.org/1", "One", "x")));
}

TEST_CASE("dedup: without a guid the link decides, without its campaign parameters") {
  const auto first = identify(entry("", "https://example.org/a?id=7", "One"));
  CHECK(first.kind == KeyKind::link);
  CHECK(first == identify(entry("  ", "https://example.org/a?utm_source=rss&id=7", "Two")));
  CHECK_FALSE(first == identify(entry("", "https://example.org/a?id=8", "One")));
}

TEST_CASE("dedup: without guid and link the title decides, and the body never does") {
  const auto first = identify(entry("", "", "One", "x"));
  CHECK(first.kind == KeyKind::title);
  CHECK(first == identify(entry("", "", "One", "y")));
}

TEST_CASE("dedup: a guid, a link and a title that read the same are three entries") {
  const std::string text = "https://example.org/a";
  const auto by_guid = identify(entry(text, "", ""));
  const auto by_link = identify(entry("", text, ""));
  const auto by_title = identify(entry("", "", text));
  CHECK(by_guid.key != by_link.key);
  CHECK(by_link.key != by_title.key);
  CHECK(by_guid.key != by_title.key);
}

TEST_CASE("dedup: an entry that is nothing but a body is known by it") {
  const auto first = identify(entry("", "", "", "<p>x</p>"));
  CHECK(first.kind == KeyKind::body);
  CHECK(first == identify(entry("", "", " ", "<p>x</p>")));
  CHECK_FALSE(first == identify(entry("", "", "", "<p>y</p>")));
  Entry podcast;
  podcast.enclosures.push_back({"https://example.org/1.mp3", "", "", {}, {}});
  CHECK(identify(podcast).kind == KeyKind::body);
}

TEST_CASE("dedup: an empty entry is nothing") {
  CHECK(identify(Entry{}).kind == KeyKind::nothing);
  CHECK(identify(entry(" ", "\t", "\n", " ")).kind == KeyKind::nothing);
}

TEST_CASE("dedup: a new date is no new version, a new title, body, link, author or enclosure is") {
  Entry e = entry("1", "https://example.org/1", "One", "x");
  const auto before = revision(e);
  e.published = e.updated = telex::from_unix(1);
  e.url = "https://example.org/1?utm_source=rss";
  CHECK(revision(e) == before);
  for (auto change : {+[](Entry& c) { c.title += "!"; }, +[](Entry& c) { c.content_html += "!"; },
                      +[](Entry& c) { c.content_text = "!"; }, +[](Entry& c) { c.summary = "!"; },
                      +[](Entry& c) { c.url = "https://example.org/2"; },
                      +[](Entry& c) {
                        c.authors.push_back({"A", "", "", ""});
                      },
                      +[](Entry& c) {
                        c.enclosures.push_back({"https://example.org/1.mp3", "", "", {}, {}});
                      }}) {
    Entry changed = e;
    change(changed);
    CHECK(revision(changed) != before);
  }
}

TEST_CASE("dedup: campaign parameters go, everything else of a URL stays") {
  const std::vector<std::pair<std::string, std::string>> table{
      {"https://example.org/a", "https://example.org/a"},
      {"https://example.org/a?utm_source=rss", "https://example.org/a"},
      {"https://example.org/a?utm_source=rss&utm_medium=feed#top", "https://example.org/a#top"},
      {"https://example.org/a?x=1&UTM_Source=rss&y=2", "https://example.org/a?x=1&y=2"},
      {"https://example.org/a?at_medium=RSS&at_campaign=K", "https://example.org/a"},
      {"https://example.org/a?id=1&amp;utm_source=rss", "https://example.org/a?id=1"},
      {"https://example.org/a?fbclid=x&ref=home&source=a", "https://example.org/a?ref=home&source=a"},
      {"https://example.org/#/story?utm_source=rss", "https://example.org/#/story?utm_source=rss"},
      {"https://example.org/?", "https://example.org/?"},
      {"https://example.org/?&&a", "https://example.org/?&&a"},
      {"?utm_source=x", ""},
      {"", ""},
  };
  for (const auto& [url, expected] : table) {
    CAPTURE(url);
    CHECK(without_campaign_parameters(url) == expected);
  }
}
