#include "parse/read.hpp"

using namespace telex;
using parse::test::atom_entry;
using parse::test::read;
using parse::test::rss_item;

TEST_CASE("parse: enclosures come from RSS, Media RSS and Atom, each URL once") {
  const feed::Entry entry = rss_item(
      "<enclosure url='http://e.org/a.mp3' length='123' type='audio/mpeg'/><itunes:duration>1:02:03</itunes:duration>"
      "<media:group><media:content url='http://e.org/a.mp3' fileSize='9'/>"
      "<media:content url='http://e.org/b.mp4' type='video/mp4' duration='61'><media:title>B</media:title>"
      "<media:thumbnail url='http://e.org/b.jpg'/></media:content></media:group>");
  REQUIRE(entry.enclosures.size() == 2);
  CHECK(entry.enclosures[0] ==
        feed::Enclosure{"http://e.org/a.mp3", "audio/mpeg", "", 123, std::chrono::seconds{3723}});
  CHECK(entry.enclosures[1] ==
        feed::Enclosure{"http://e.org/b.mp4", "video/mp4", "B", std::nullopt, std::chrono::seconds{61}});
  CHECK(entry.image == "http://e.org/b.jpg");
}

TEST_CASE("parse: dates keep their meaning, and what cannot be read is named") {
  const feed::Entry entry = rss_item(
      "<pubDate>31 Dec 2003 10:14:55 GMT</pubDate><dc:date>2004-01-01</dc:date>"
      "<atom:updated>2005-01-01T00:00:00Z</atom:updated>");
  REQUIRE(entry.published);
  CHECK(to_rfc3339(*entry.published) == "2003-12-31T10:14:55Z");
  REQUIRE(entry.updated);
  CHECK(to_rfc3339(*entry.updated) == "2005-01-01T00:00:00Z");
  const feed::Document document = read("<rss><channel><item><pubDate>tomorrow</pubDate></item></channel></rss>");
  CHECK_FALSE(document.entries.at(0).published);
  CHECK(document.problems == std::vector<feed::Problem>{{"the date \"tomorrow\" cannot be read", "pubDate"}});
  CHECK_FALSE(document.damaged);
}

TEST_CASE("parse: an update date alone does not become the date of publication") {
  const feed::Entry entry = atom_entry("<updated>2003-12-31T10:14:55Z</updated>");
  CHECK_FALSE(entry.published);
  CHECK(entry.updated);
}

TEST_CASE("parse: tags come from every vocabulary, each once") {
  const feed::Entry entry = rss_item(
      "<category>World</category><dc:subject>World</dc:subject><category domain='x'>A &amp;amp; B</category>"
      "<media:keywords>sea, wind ,</media:keywords><itunes:category text='News'><itunes:category text='Daily'/>"
      "</itunes:category>");
  CHECK(entry.tags == std::vector<std::string>{"World", "A & B", "sea", "wind", "News", "Daily"});
  CHECK(atom_entry("<category term='t' label='l' scheme='s'/>").tags == std::vector<std::string>{"t"});
}

TEST_CASE("parse: places are read from GeoRSS, GML and the basic vocabulary") {
  for (const std::string elements :
       {"<georss:point>45.5 -122.25</georss:point>", "<geo:lat>45.5</geo:lat><geo:long>-122.25</geo:long>",
        "<geo:Point><geo:lat>45.5</geo:lat><geo:long>-122.25</geo:long></geo:Point>",
        "<georss:where><gml:Point><gml:pos>45.5 -122.25</gml:pos></gml:Point></georss:where>",
        "<georss:where><gml:Point><gml:coordinates>-122.25,45.5</gml:coordinates></gml:Point></georss:where>"}) {
    CAPTURE(elements);
    CHECK(rss_item(elements).geo == feed::GeoPoint{45.5, -122.25});
  }
  CHECK_FALSE(rss_item("<georss:point>95 0</georss:point>").geo);
  CHECK_FALSE(rss_item("<geo:lat>45</geo:lat>").geo);
}

TEST_CASE("parse: an entry's source is kept apart from the entry") {
  const feed::Entry rss = rss_item("<title>t</title><source url='http://s.org/feed'>S</source>");
  REQUIRE(rss.source);
  CHECK(*rss.source == feed::Source{"S", "http://s.org/feed", ""});
  const feed::Entry atom =
      atom_entry("<id>e</id><source><id>s</id><title>S</title><link href='http://s.org/'/></source><title>t</title>");
  REQUIRE(atom.source);
  CHECK(*atom.source == feed::Source{"S", "http://s.org/", "s"});
  CHECK(atom.id == "e");
  CHECK(atom.title == "t");
  const std::string written = "<source><author><name>Sid</name></author></source>";
  CHECK(atom_entry(written).authors == std::vector<feed::Person>{{"Sid", "", "", ""}});
  CHECK(atom_entry(written + "<author><name>Ann</name></author>").authors ==
        std::vector<feed::Person>{{"Ann", "", "", ""}});
}

TEST_CASE("parse: elements of one name inside others do not leak") {
  const feed::Document document = read(
      "<rss version='2.0'><channel><image><title>wrong</title><url>http://e.org/i.png</url><link>http://wrong/</link>"
      "</image><title>right</title><link>http://e.org/</link><textInput><title>wrong</title><link>http://wrong/</link>"
      "</textInput></channel></rss>");
  CHECK(document.title == "right");
  CHECK(document.home_page_url == "http://e.org/");
  CHECK(document.icon == "http://e.org/i.png");
}

TEST_CASE("parse: a feed tells when to come back and whom to ask") {
  const feed::Document document = read(
      "<rss version='2.0' xmlns:sy='http://purl.org/rss/1.0/modules/syndication/' "
      "xmlns:atom='http://www.w3.org/2005/Atom'><channel><ttl>60</ttl><skipHours><hour>0</hour><hour>24</hour>"
      "<hour>7</hour><hour>x</hour></skipHours><skipDays><day>sunday</day><day>Someday</day></skipDays>"
      "<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>"
      "<atom:link rel='hub' href='http://hub.org/'/><atom:link rel='self' href='http://e.org/feed'/>"
      "<cloud domain='rpc.org' port='80' path='/RPC2'/></channel></rss>");
  CHECK(document.ttl == std::chrono::minutes{60});
  CHECK(document.skip_hours == std::vector<int>{0, 7});
  CHECK(document.skip_days == std::vector<std::string>{"Sunday"});
  CHECK(document.update_interval == std::chrono::minutes{30});
  CHECK(document.hubs == std::vector<feed::Hub>{{"WebSub", "http://hub.org/"}, {"rssCloud", "http://rpc.org:80/RPC2"}});
  CHECK(document.feed_url == "http://e.org/feed");
}

TEST_CASE("parse: the language is the nearest that is declared") {
  const feed::Document document = read(
      "<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='en_US'><entry xml:lang='fr'/><entry/>"
      "<entry><content xml:lang='de'>x</content></entry></feed>");
  CHECK(document.language == "en-US");
  CHECK(document.entries.at(0).language == "fr");
  CHECK(document.entries.at(1).language == document.language);
  CHECK(document.entries.at(2).language == "de");
}

TEST_CASE("parse: a name of an author counts more than an address alone") {
  const feed::Entry entry = rss_item("<author>me@e.org</author><itunes:author>Ann</itunes:author>");
  REQUIRE(entry.authors.size() == 1);
  CHECK(entry.authors[0].name == "Ann");
  CHECK(rss_item("<author>me@e.org</author>").authors.at(0).email == "me@e.org");
}

TEST_CASE("parse: categories may have an element round them, and pictures stand inside a link") {
  CHECK(rss_item("<categories><category>a</category><category>b</category></categories>").tags ==
        std::vector<std::string>{"a", "b"});
  CHECK(atom_entry("<link href='http://e.org/1'><media:content xmlns:media='http://search.yahoo.com/mrss/'>"
                   "<media:thumbnail url='http://e.org/1.png'/></media:content></link>")
            .image == "http://e.org/1.png");
}

TEST_CASE("parse: a feed's icon is rather the square picture of a podcast than RSS's small one") {
  const feed::Document document = read(
      "<rss "
      "xmlns:itunes='http://www.itunes.com/dtds/podcast-1.0.dtd'><channel><image><url>http://e.org/s.gif</url></image>"
      "<itunes:image href='http://e.org/l.png'>The show</itunes:image></channel></rss>");
  CHECK(document.icon == "http://e.org/l.png");
}
