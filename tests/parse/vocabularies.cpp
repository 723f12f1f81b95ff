#include "parse/read.hpp"

using namespace telex;
using parse::test::atom_entry;
using parse::test::read;
using parse::test::rss_item;

namespace {

feed::Document channel(const std::string& elements) {
  return read(
      "<rss version='2.0' xmlns:itunes='http://www.itunes.com/dtds/podcast-1.0.dtd' "
      "xmlns:podcast='https://podcastindex.org/namespace/1.0' xmlns:atom='http://www.w3.org/2005/Atom' "
      "xmlns:creativeCommons='http://backend.userland.com/creativeCommonsRssModule' "
      "xmlns:googleplay='http://www.google.com/schemas/play-podcasts/1.0'><channel>" +
      elements + "</channel></rss>");
}

feed::Entry episode(const std::string& elements) { return channel("<item>" + elements + "</item>").entries.at(0); }

}  // namespace

TEST_CASE("parse: an episode has its number, transcripts, chapters and people") {
  const feed::Entry entry = episode(
      "<podcast:season name='Spring'>2</podcast:season><itunes:episode>7</itunes:episode>"
      "<itunes:episodeType>Bonus</itunes:episodeType><itunes:explicit>clean</itunes:explicit>"
      "<podcast:chapters url='http://e.org/7.json' type='application/json+chapters'/>"
      "<podcast:transcript url='http://e.org/7.vtt' type='text/vtt' language='es'/><podcast:transcript/>"
      "<podcast:person href='http://e.org/ann' img='http://e.org/ann.jpg'>Ann</podcast:person>"
      "<podcast:person role='Host'>Bob</podcast:person><podcast:person role='guest'>Cid</podcast:person>"
      "<podcast:person group='audio post-production' role='host'>Dan</podcast:person>"
      "<itunes:author>Studio</itunes:author>");
  CHECK(entry.season == 2u);
  CHECK(entry.episode == 7u);
  CHECK(entry.episode_type == "bonus");
  CHECK(entry.is_explicit == false);
  CHECK(entry.chapters_url == "http://e.org/7.json");
  CHECK(entry.transcripts == std::vector<feed::Transcript>{{"http://e.org/7.vtt", "text/vtt", "es"}});
  CHECK(entry.authors ==
        std::vector<feed::Person>{{"Ann", "http://e.org/ann", "http://e.org/ann.jpg", ""}, {"Bob", "", "", ""}});
}

TEST_CASE("parse: what an episode says wrongly is absent") {
  const feed::Entry entry = episode(
      "<podcast:episode>3.5</podcast:episode><itunes:season>two</itunes:season><itunes:episodeType>x</"
      "itunes:episodeType>"
      "<itunes:explicit>maybe</itunes:explicit><podcast:person role='host'/>");
  CHECK(entry == feed::Entry{});
}

TEST_CASE("parse: Podcasting 2.0 is known by the address of its document, too") {
  const feed::Document document = read(
      "<rss xmlns:p='https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/1.0.md'><channel>"
      "<p:guid>ead4c236-bf58-58c6-a2c6-a6b28d128cb6</p:guid><p:person>Ann</p:person></channel></rss>");
  CHECK(document.podcast_guid == "ead4c236-bf58-58c6-a2c6-a6b28d128cb6");
  CHECK(document.authors == std::vector<feed::Person>{{"Ann", "", "", ""}});
}

TEST_CASE("parse: a podcast tells its kind, whether it moved, and whether it has ended") {
  const feed::Document document = channel(
      "<itunes:type>Serial</itunes:type><itunes:explicit>yes</itunes:explicit><itunes:complete>Yes</itunes:complete>"
      "<itunes:new-feed-url>http://e.org/new</itunes:new-feed-url><itunes:block>yes</itunes:block>");
  CHECK(document.podcast_type == "serial");
  CHECK(document.is_explicit == true);
  CHECK(document.is_complete);
  CHECK(document.new_feed_url == "http://e.org/new");
  CHECK_FALSE(channel("<itunes:complete>no</itunes:complete>").is_complete);
}

TEST_CASE("parse: Google Play's vocabulary says what iTunes' does") {
  const feed::Document document = channel(
      "<googleplay:author>Ann</googleplay:author><googleplay:description>d</googleplay:description>"
      "<googleplay:image href='http://e.org/i.png'/><googleplay:explicit>no</googleplay:explicit>"
      "<item><googleplay:description>e</googleplay:description></item>");
  CHECK(document.authors.at(0).name == "Ann");
  CHECK(document.description == "d");
  CHECK(document.icon == "http://e.org/i.png");
  CHECK(document.is_explicit == false);
  CHECK(document.entries.at(0).summary == "e");
}

TEST_CASE("parse: comments are counted and have a page and a feed") {
  const feed::Entry rss = rss_item(
      "<comments>http://e.org/1#comments</comments><wfw:commentRss "
      "xmlns:wfw='http://wellformedweb.org/CommentAPI/'>http://e.org/1/feed</wfw:commentRss>"
      "<slash:comments xmlns:slash='http://purl.org/rss/1.0/modules/slash/'>12</slash:comments>");
  CHECK(rss.comments_url == "http://e.org/1#comments");
  CHECK(rss.comments_feed_url == "http://e.org/1/feed");
  CHECK(rss.comments_count == 12u);
  CHECK(rss_item("<comments> Nice work! </comments>").comments_url.empty());
  const std::string thr = " xmlns:thr='http://purl.org/syndication/thread/1.0'";
  const feed::Entry atom = atom_entry(
      "<link rel='replies' type='text/html' href='http://e.org/1#comments' thr:count='4'" + thr +
      "/><link rel='replies' type='application/atom+xml' href='http://e.org/1/feed'/><thr:in-reply-to ref='tag:0' "
      "href='http://e.org/0'" +
      thr + "/>");
  CHECK(atom.comments_url == "http://e.org/1#comments");
  CHECK(atom.comments_feed_url == "http://e.org/1/feed");
  CHECK(atom.comments_count == 4u);
  CHECK(atom.in_reply_to == "http://e.org/0");
  CHECK(atom_entry("<thr:total" + thr + ">0</thr:total><thr:in-reply-to ref='tag:0'" + thr + "/>").comments_count ==
        0u);
  CHECK(atom_entry("<thr:in-reply-to ref='tag:0'" + thr + "/>").in_reply_to == "tag:0");
}

TEST_CASE("parse: a licence is told where no words on rights are") {
  const std::string url = "http://creativecommons.org/licenses/by/4.0/";
  CHECK(channel("<creativeCommons:license>" + url + "</creativeCommons:license>").rights == url);
  CHECK(channel("<cc:license xmlns:cc='http://web.resource.org/cc/' rdf:resource='" + url +
                "' xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'/>")
            .rights == url);
  CHECK(channel("<atom:link rel='license' href='" + url + "'/>").rights == url);
  CHECK(atom_entry("<link rel='license' href='" + url + "'/>").rights == url);
  CHECK(atom_entry("<link rel='license' href='" + url + "'/><rights>(c) Ann</rights>").rights == "(c) Ann");
  CHECK(rss_item("<media:license type='text/html' href='" + url + "'>CC BY</media:license>").rights == "CC BY");
}

TEST_CASE("parse: RDF points to things by an attribute") {
  const feed::Document document = read(
      "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/' "
      "xmlns:admin='http://webns.net/mvcb/' xmlns:enc='http://purl.oclc.org/net/rss_2.0/enc#'><channel>"
      "<admin:generatorAgent rdf:resource='http://g.org/?v=2'/><image rdf:resource='http://e.org/about'/></channel>"
      "<image rdf:about='http://e.org/about'><url>http://e.org/i.png</url></image>"
      "<item><enc:enclosure rdf:resource='http://e.org/a.mp3'/></item></rdf:RDF>");
  CHECK(document.generator == "http://g.org/?v=2");
  CHECK(document.icon == "http://e.org/i.png");
  REQUIRE(document.entries.at(0).enclosures.size() == 1);
  CHECK(document.entries[0].enclosures[0].url == "http://e.org/a.mp3");
}

TEST_CASE("parse: a video of YouTube has its picture and description from the media group") {
  const feed::Entry entry = atom_entry(
      "<id>yt:video:abc</id><yt:videoId xmlns:yt='http://www.youtube.com/xml/schemas/2015'>abc</yt:videoId>"
      "<title>t</title><link rel='alternate' href='https://www.youtube.com/watch?v=abc'/>"
      "<media:group xmlns:media='http://search.yahoo.com/mrss/'><media:title>other</media:title>"
      "<media:content url='https://www.youtube.com/v/abc?version=3' type='application/x-shockwave-flash'/>"
      "<media:thumbnail url='https://i1.ytimg.com/vi/abc/hqdefault.jpg' width='480' height='360'/>"
      "<media:description>a &lt;b&gt; c</media:description><media:community>"
      "<media:starRating count='6' average='5.00'/><media:statistics views='21'/></media:community></media:group>");
  CHECK(entry.title == "t");
  CHECK(entry.url == "https://www.youtube.com/watch?v=abc");
  CHECK(entry.image == "https://i1.ytimg.com/vi/abc/hqdefault.jpg");
  CHECK(entry.summary == "a &lt;b&gt; c");
}

TEST_CASE("parse: the picture of an article is not its author's face") {
  const feed::Entry entry = rss_item(
      "<media:content url='https://0.gravatar.com/avatar/1?s=96' medium='image'><media:title>ann</media:title>"
      "</media:content><media:content url='http://e.org/a.jpg' medium='image'/>");
  CHECK(entry.image == "http://e.org/a.jpg");
  CHECK(rss_item("<media:content url='https://0.gravatar.com/avatar/1' medium='image'/>").image ==
        "https://0.gravatar.com/avatar/1");
}

TEST_CASE("parse: Media RSS rates, credits and shows pictures in order of importance") {
  const feed::Entry entry = rss_item(
      "<media:rating scheme='urn:simple'>adult</media:rating><media:credit role='photographer'>P</media:credit>"
      "<media:credit role='author'>Ann</media:credit><media:content url='http://e.org/c.jpg' type='image/jpeg'/>"
      "<media:thumbnail url='http://e.org/1.jpg'/><media:thumbnail url='http://e.org/2.jpg'/>");
  CHECK(entry.is_explicit == true);
  CHECK(entry.authors == std::vector<feed::Person>{{"Ann", "", "", ""}});
  CHECK(entry.image == "http://e.org/1.jpg");
}

TEST_CASE("parse: older spellings of places count, shapes that are no points do not") {
  CHECK(rss_item("<geo:lat_long>45.5,-122.25</geo:lat_long>").geo == feed::GeoPoint{45.5, -122.25});
  CHECK(rss_item("<icbm:latitude xmlns:icbm='http://postneo.com/icbm'>45.5</icbm:latitude>"
                 "<icbm:longitude xmlns:icbm='http://postneo.com/icbm'>-122.25</icbm:longitude>")
            .geo == feed::GeoPoint{45.5, -122.25});
  for (const std::string elements :
       {"<georss:line>45 -110 46 -109</georss:line>", "<georss:box>42 -71 43 -69</georss:box>",
        "<georss:polygon>45 -110 46 -109 43 -109 45 -110</georss:polygon>",
        "<georss:where><gml:LineString><gml:posList>45 -110 46 -109</gml:posList></gml:LineString></georss:where>"}) {
    CAPTURE(elements);
    CHECK_FALSE(rss_item(elements).geo);
  }
}

TEST_CASE("parse: a feed's links go where their relation says") {
  const feed::Document document = read(
      "<feed xmlns='http://www.w3.org/2005/Atom'><link rel='self' href='http://e.org/feed'/>"
      "<link href='http://e.org/'/><link rel='hub' href='http://h.org/1'/><link rel='hub' href='http://h.org/2'/>"
      "<link rel='next' href='http://e.org/feed?2'/><link rel='prev-archive' href='http://e.org/2003'/>"
      "<link rel='current' href='http://e.org/now'/><link rel='first' href='http://e.org/first'/>"
      "<link rel='payment' href='http://pay.org/'/><link rel='related' href='http://r.org/'/></feed>");
  CHECK(document.feed_url == "http://e.org/feed");
  CHECK(document.home_page_url == "http://e.org/");
  CHECK(document.hubs == std::vector<feed::Hub>{{"WebSub", "http://h.org/1"}, {"WebSub", "http://h.org/2"}});
  CHECK(document.next_url == "http://e.org/feed?2");
  CHECK(document.prev_archive_url == "http://e.org/2003");
}
