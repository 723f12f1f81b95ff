#include <doctest/doctest.h>

#include <algorithm>
#include <boost/json/object.hpp>
#include <string>
#include <vector>

#include "parse/parse.hpp"
#include "publish/json_feed.hpp"

using namespace telex;

namespace {

/// A feed that says everything that can be said.
const std::string full = R"(<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"
    xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:podcast="https://podcastindex.org/namespace/1.0"
    xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:slash="http://purl.org/rss/1.0/modules/slash/"
    xmlns:wfw="http://wellformedweb.org/CommentAPI/" xmlns:thr="http://purl.org/syndication/thread/1.0"
    xmlns:georss="http://www.georss.org/georss" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"
    xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"><channel>
  <title>T</title><link>http://e.org/</link><description>D</description><language>en</language>
  <atom:link rel="self" href="http://e.org/feed"/><atom:link rel="hub" href="http://hub.example/"/>
  <atom:link rel="next" href="http://e.org/2"/><atom:link rel="prev-archive" href="http://e.org/0"/>
  <atom:icon>http://e.org/f.ico</atom:icon><atom:id>urn:f</atom:id><itunes:image href="http://e.org/i.png"/>
  <managingEditor>e@e.org (Ed)</managingEditor><category>c</category><generator>g</generator><copyright>r</copyright>
  <pubDate>31 Dec 2003 10:14:55 GMT</pubDate><lastBuildDate>31 Dec 2003 10:14:55 GMT</lastBuildDate><ttl>5</ttl>
  <skipHours><hour>1</hour></skipHours><skipDays><day>Monday</day></skipDays><sy:updatePeriod>daily</sy:updatePeriod>
  <podcast:guid>9b024349-ccf0-5f69-a609-6b82873eab3c</podcast:guid><itunes:type>serial</itunes:type>
  <itunes:explicit>no</itunes:explicit><itunes:complete>Yes</itunes:complete>
  <itunes:new-feed-url>http://e.org/new</itunes:new-feed-url>
  <item><guid isPermaLink="false">1</guid><link>http://e.org/1</link><title>One</title><description>S</description>
    <content:encoded>C</content:encoded><atom:link rel="related" href="http://x.org/"/><atom:link rel="via" href="http://v.org/"/>
    <itunes:image href="http://e.org/1.png"/><pubDate>31 Dec 2003 10:14:55 GMT</pubDate>
    <atom:updated>2004-01-01T00:00:00Z</atom:updated><dc:language xmlns:dc="http://purl.org/dc/elements/1.1/">de</dc:language>
    <author>a@e.org (Ann)</author><category>c</category><enclosure url="http://e.org/1.mp3" type="audio/mpeg" length="5"/>
    <itunes:duration>61</itunes:duration><comments>http://e.org/1#c</comments>
    <wfw:commentRss>http://e.org/1/feed</wfw:commentRss><slash:comments>3</slash:comments>
    <thr:in-reply-to ref="urn:0"/><itunes:season>1</itunes:season><itunes:episode>2</itunes:episode>
    <itunes:episodeType>full</itunes:episodeType><itunes:explicit>yes</itunes:explicit>
    <podcast:chapters url="http://e.org/1.json"/><podcast:transcript url="http://e.org/1.srt" type="application/srt"/>
    <feedburner:origLink>http://e.org/one</feedburner:origLink><atom:rights>r</atom:rights>
    <source url="http://s.org/">S</source><georss:point>1 2</georss:point></item>
</channel></rss>)";

std::vector<std::string> fields_of(const boost::json::object& object, const std::string& before = {}) {
  std::vector<std::string> fields;
  for (const auto& [key, value] : object) {
    const std::string name = before + std::string{std::string_view{key}};
    if (name == "_telex") {
      for (std::string& inner : fields_of(value.get_object(), "_telex.")) fields.push_back(std::move(inner));
    } else {
      fields.push_back(name);
    }
  }
  std::sort(fields.begin(), fields.end());
  return fields;
}

std::vector<std::string> fields_of(const std::vector<parse::Origin>& origins) {
  std::vector<std::string> fields;
  for (const parse::Origin& origin : origins) fields.push_back(origin.field);
  std::sort(fields.begin(), fields.end());
  return fields;
}

}  // namespace

TEST_CASE("publish: each field of the output has an origin that the explanation names") {
  auto explained = parse::explain(full, {.content_type = {}, .url = "http://e.org/feed"});
  REQUIRE(explained.has_value());
  CHECK(explained->explanation.unknown.empty());
  std::vector<std::string> entry = fields_of(explained->explanation.entries.at(0));
  std::erase(entry, "attachments.duration_in_seconds");
  CHECK(fields_of(publish::to_json(explained->document.entries.at(0))) == entry);
  explained->document.entries.clear();
  std::vector<std::string> feed = fields_of(publish::to_json(explained->document));
  for (const std::string made : {"version", "items", "_telex.format", "_telex.encoding", "_telex.damaged"}) {
    std::erase(feed, made);
  }
  CHECK(feed == fields_of(explained->explanation.feed));
}
