#include "store/sqlite/extra.hpp"

#include <doctest/doctest.h>

using namespace telex;
using store::sqlite::read_extra;
using store::sqlite::read_list;
using store::sqlite::write_extra;

TEST_CASE("store: the rarely asked parts of an entry come back as they were") {
  feed::Entry entry;
  entry.external_url = "https://example.org/x?a=1&b=\"2\"";
  entry.image = "https://example.org/i.png";
  entry.language = "en-GB";
  entry.authors = {{"Ann", "https://example.org/ann", "", "ann@example.org"}, {"Bob", "", "", ""}};
  entry.tags = {"World", "日本"};
  entry.enclosures = {
      {"https://example.org/1.mp3", "audio/mpeg", "One", 18'000'000'000'000'000'000U, std::chrono::seconds{61}},
      {"https://example.org/2.mp3", "", "", {}, {}}};
  entry.comments_url = "https://example.org/c";
  entry.comments_feed_url = "https://example.org/c.rss";
  entry.comments_count = 3;
  entry.in_reply_to = "tag:example.org,2026:0";
  entry.transcripts = {{"https://example.org/1.vtt", "text/vtt", "en"}, {"https://example.org/1.srt", "", ""}};
  entry.chapters_url = "https://example.org/1.json";
  entry.season = 2;
  entry.episode = 0;
  entry.episode_type = "trailer";
  entry.is_explicit = false;
  entry.rights = "(c)";
  entry.source = feed::Source{"Other", "https://other.example/", ""};
  entry.via = "https://example.org/via";
  entry.geo = feed::GeoPoint{52.0, -0.1};

  feed::Entry back;
  read_extra(write_extra(entry), back);
  CHECK(back == entry);
}

TEST_CASE("store: an entry without such parts costs nothing, and what cannot be read is absent") {
  CHECK(write_extra(feed::Entry{}).empty());
  for (const std::string json : {"", "{", "[]",
                                 "{\"authors\":3,\"tags\":{},\"geo\":[1],\"source\":0,\"image\":1,"
                                 "\"season\":-1,\"episode\":\"x\",\"explicit\":1,\"transcripts\":[1]}"}) {
    CAPTURE(json);
    feed::Entry entry;
    read_extra(json, entry);
    CHECK(entry == feed::Entry{});
  }
  CHECK(read_list("nonsense").empty());
}
