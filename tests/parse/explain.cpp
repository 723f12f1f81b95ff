#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "parse/parse.hpp"

using namespace telex;
using parse::Origin;
using parse::Unknown;

namespace {

parse::Explained explained(const std::string& document, const std::string& content_type = {}) {
  const auto result = parse::explain(document, {.content_type = content_type, .url = "https://paper.example/feed"});
  REQUIRE(result.has_value());
  return *result;
}

Origin origin_of(const std::vector<Origin>& origins, const std::string& field) {
  const auto same = [&](const Origin& origin) { return origin.field == field; };
  const auto found = std::find_if(origins.begin(), origins.end(), same);
  return found == origins.end() ? Origin{} : *found;
}

const std::string rss = R"(<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/" xmlns:own="urn:own"
    xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
  <title>Paper</title><own:one/><ttl>5</ttl>
  <item><title>First</title><media:group><media:title>Other</media:title>
      <media:thumbnail url="/1.png"/></media:group>
    <guid isPermaLink="true">https://paper.example/1</guid><link>https://paper.example/one</link>
    <description>Short</description><content:encoded>Long</content:encoded>
    <dc:creator>Ann</dc:creator><dc:creator>Bob</dc:creator><category>a</category><category>b</category></item>
  <item><description>Alone</description><own:one/><own:two/></item>
</channel></rss>)";

}  // namespace

TEST_CASE("explain: each field names the element that it came from, and what counted less") {
  const parse::Explained feed = explained(rss);
  REQUIRE(feed.explanation.entries.size() == 2);
  const std::vector<Origin>& first = feed.explanation.entries[0];
  CHECK(origin_of(first, "title") == Origin{"title", {"<title>"}, {"<media:group> <media:title>"}});
  CHECK(origin_of(first, "id") == Origin{"id", {"<guid isPermaLink=\"true\">"}, {}});
  CHECK(origin_of(first, "url") == Origin{"url", {"<link>"}, {"<guid isPermaLink=\"true\">"}});
  CHECK(origin_of(first, "image") == Origin{"image", {"<media:group> <media:thumbnail>"}, {}});
  CHECK(origin_of(first, "content_html") == Origin{"content_html", {"<content:encoded>"}, {}});
  CHECK(origin_of(first, "summary") == Origin{"summary", {"<description>"}, {}});
  CHECK(origin_of(first, "authors") == Origin{"authors", {"<dc:creator>"}, {}});
  CHECK(origin_of(first, "tags") == Origin{"tags", {"<category>"}, {}});
  CHECK(origin_of(feed.explanation.feed, "title") == Origin{"title", {"<title>"}, {}});
  CHECK(origin_of(feed.explanation.feed, "_telex.ttl_minutes") == Origin{"_telex.ttl_minutes", {"<ttl>"}, {}});
}

TEST_CASE("explain: a description without a body beside it is the body") {
  const parse::Explained feed = explained(rss);
  const std::vector<Origin>& second = feed.explanation.entries[1];
  CHECK(second == std::vector<Origin>{{"content_html", {"<description>"}, {}}});
}

TEST_CASE("explain: a better author replaces another, an equal one joins it") {
  const parse::Explained feed = explained(
      "<rss xmlns:itunes='http://www.itunes.com/dtds/podcast-1.0.dtd' "
      "xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><item><itunes:author>I</itunes:author>"
      "<author>A</author><dc:creator>C</dc:creator></item></channel></rss>");
  CHECK(origin_of(feed.explanation.entries.at(0), "authors") ==
        Origin{"authors", {"<author>", "<dc:creator>"}, {"<itunes:author>"}});
}

TEST_CASE("explain: of elements that say the same the first counts, and the others are passed over") {
  struct Case {
    std::string feed;
    std::string item;
    Origin origin;
  };
  const Case cases[] = {
      {"",
       "<itunes:explicit>no</itunes:explicit><media:rating>adult</media:rating>",
       {"_telex.explicit", {"<itunes:explicit>"}, {"<media:rating>"}}},
      {"",
       "<itunes:episodeType>full</itunes:episodeType><itunes:episodeType>bonus</itunes:episodeType>",
       {"_telex.episode_type", {"<itunes:episodeType>"}, {"<itunes:episodeType>"}}},
      {"",
       "<slash:comments>3</slash:comments><link rel='replies' href='/r' thr:count='4'/>",
       {"_telex.comments_count", {"<slash:comments>"}, {"<link rel=\"replies\">"}}},
      {"", "<geo:lat>1</geo:lat><geo:long>2</geo:long>", {"_telex.geo", {"<geo:lat>", "<geo:long>"}, {}}},
      {"",
       "<geo:lat>1</geo:lat><geo:long>2</geo:long><georss:point>3 4</georss:point>",
       {"_telex.geo", {"<georss:point>"}, {"<geo:lat>", "<geo:long>"}}},
      {"<itunes:type>serial</itunes:type><itunes:new-feed-url>/n</itunes:new-feed-url>",
       "",
       {"_telex.podcast_type", {"<itunes:type>"}, {}}},
      {"<itunes:explicit>yes</itunes:explicit><media:adult>false</media:adult>",
       "",
       {"_telex.explicit", {"<itunes:explicit>"}, {"<media:adult>"}}},
      {"<link rel='next' type='a' href='/1'/><link rel='next' type='b' href='/2'/>",
       "",
       {"_telex.next_url", {"<link rel=\"next\" type=\"a\">"}, {"<link rel=\"next\" type=\"b\">"}}},
  };
  for (const Case& row : cases) {
    CAPTURE(row.origin.field);
    const parse::Explained feed = explained(
        "<rss xmlns:itunes='http://www.itunes.com/dtds/podcast-1.0.dtd' xmlns:media='http://search.yahoo.com/mrss/' "
        "xmlns:slash='http://purl.org/rss/1.0/modules/slash/' xmlns:thr='http://purl.org/syndication/thread/1.0' "
        "xmlns:geo='http://www.w3.org/2003/01/geo/wgs84_pos#' xmlns:georss='http://www.georss.org/georss'><channel>" +
        row.feed + "<item>" + row.item + "</item></channel></rss>");
    const std::vector<Origin>& origins = row.feed.empty() ? feed.explanation.entries.at(0) : feed.explanation.feed;
    CHECK(origin_of(origins, row.origin.field) == row.origin);
  }
}

TEST_CASE("explain: the value is that of the element which is named") {
  const parse::Explained feed = explained(
      "<rss xmlns:itunes='http://www.itunes.com/dtds/podcast-1.0.dtd' xmlns:media='http://search.yahoo.com/mrss/'>"
      "<channel><ttl>5</ttl><ttl>60</ttl><item><itunes:explicit>no</itunes:explicit>"
      "<media:rating>adult</media:rating></item></channel></rss>");
  CHECK(feed.document.ttl == std::chrono::minutes{5});
  CHECK(feed.document.entries.at(0).is_explicit == false);
}

TEST_CASE("explain: of a thousand elements that say the same the first few are listed") {
  std::string links;
  for (int i = 0; i < 1000; ++i) links += "<link type='" + std::to_string(i) + "' href='/'/>";
  const parse::Explained feed =
      explained("<feed xmlns='http://www.w3.org/2005/Atom'><entry>" + links + "</entry></feed>");
  const Origin url = origin_of(feed.explanation.entries.at(0), "url");
  CHECK(url.elements == std::vector<std::string>{"<link type=\"0\">"});
  CHECK(url.passed_over.size() == Origin::max_listed);
}

TEST_CASE("explain: what is not understood is counted") {
  CHECK(explained(rss).explanation.unknown == std::vector<Unknown>{{"<own:one>", 2}, {"<own:two>", 1}});
}

TEST_CASE("explain: an Atom text without markup is called plain, and the links say their relation") {
  const parse::Explained feed = explained(
      "<feed xmlns='http://www.w3.org/2005/Atom'><entry><content type='text'>T</content>"
      "<link rel='via' href='/v'/><link href='/a'/></entry></feed>");
  const std::vector<Origin>& entry = feed.explanation.entries.at(0);
  CHECK(origin_of(entry, "content_text") == Origin{"content_text", {"<content type=\"text\">"}, {}});
  CHECK(origin_of(entry, "_telex.via") == Origin{"_telex.via", {"<link rel=\"via\">"}, {}});
  CHECK(origin_of(entry, "url") == Origin{"url", {"<link>"}, {}});
}

TEST_CASE("explain: attributes of the entry itself are named with its tag") {
  const parse::Explained feed = explained(
      "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'>"
      "<item rdf:about='https://paper.example/1'><title>T</title></item></rdf:RDF>");
  CHECK(origin_of(feed.explanation.entries.at(0), "id") ==
        Origin{"id", {"<item rdf:about=\"https://paper.example/1\">"}, {}});
}

TEST_CASE("explain: the members of a JSON Feed") {
  const parse::Explained feed = explained(
      R"({"version": "https://jsonfeed.org/version/1.1", "title": "T", "mood": 1, "items": [
          {"id": "1", "banner_image": "/b", "image": "/i", "author": {"name": "A"}, "_own": 1}]})");
  const std::vector<Origin>& item = feed.explanation.entries.at(0);
  CHECK(origin_of(item, "image") == Origin{"image", {"image"}, {"banner_image"}});
  CHECK(origin_of(item, "authors") == Origin{"authors", {"author"}, {}});
  CHECK(feed.document.entries.at(0).image == "https://paper.example/i");
  CHECK(feed.explanation.feed == std::vector<Origin>{{"title", {"title"}, {}}});
  CHECK(feed.explanation.unknown == std::vector<Unknown>{{"mood", 1}, {"_own", 1}});
}

TEST_CASE("explain: the reason of the encoding") {
  struct Case {
    std::string bytes;
    std::string content_type;
    std::string reason;
  };
  const std::string feed = "<rss><channel><title>T</title></channel></rss>";
  const Case cases[] = {
      {"\xEF\xBB\xBF" + feed, "", "a byte order mark says so"},
      {feed, "text/xml; charset=koi8-r", "the Content-Type names it"},
      {"<?xml version='1.0' encoding='koi8-r'?>" + feed, "", "the XML declaration names it"},
      {feed, "", "nothing names another, and every byte fits"},
  };
  for (const Case& row : cases) {
    CAPTURE(row.bytes);
    CHECK(explained(row.bytes, row.content_type).explanation.encoding == row.reason);
  }
}

TEST_CASE("explain: the document is the same as without reasons") {
  const auto plain = parse::parse(rss, {.content_type = {}, .url = "https://paper.example/feed"});
  REQUIRE(plain.has_value());
  CHECK(explained(rss).document.entries == plain->entries);
}
