#include "parse/read.hpp"

using namespace telex;
using parse::test::read;
using parse::test::sample;

TEST_CASE("parse: the dialect is known by the root") {
  const struct {
    std::string text;
    std::string format;
  } rows[] = {
      {"<rss version='0.91'><channel/></rss>", "rss-0.91"},
      {"<rss version='0.92'/>", "rss-0.92"},
      {"<rss version='0.93'/>", "rss-0.93"},
      {"<rss version='0.94'/>", "rss-0.94"},
      {"<rss version='2.0'/>", "rss-2.0"},
      {"<RSS version='2.0.1'/>", "rss-2.0"},
      {"<rss/>", "rss-2.0"},
      {"<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'/>",
       "rss-1.0"},
      {"<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' "
       "xmlns='http://my.netscape.com/rdf/simple/0.9/'><channel/></rdf:RDF>",
       "rss-0.9"},
      {"<feed version='0.3' xmlns='http://purl.org/atom/ns#'/>", "atom-0.3"},
      {"<feed xmlns='http://www.w3.org/2005/Atom'/>", "atom-1.0"},
      {"<a:feed xmlns:a='http://www.w3.org/2005/Atom'/>", "atom-1.0"},
      {"<entry xmlns='http://www.w3.org/2005/Atom'><title>t</title></entry>", "atom-1.0"},
      {"<CHANNEL HREF='http://e.org/'/>", "cdf"},
      {"<Channel xmlns='http://purl.org/net/rss1.1#'/>", "rss-1.0"},
      {R"({"version": "https://jsonfeed.org/version/1", "items": []})", "json-1.0"},
      {R"({"version": "https://jsonfeed.org/version/1.1", "items": []})", "json-1.1"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    CHECK(feed::to_string(read(row.text).format) == row.format);
  }
}

TEST_CASE("parse: what is no feed is refused with a word on what it is") {
  const struct {
    std::string text;
    std::string message;
  } rows[] = {
      {"", "the document is empty"},
      {" \n\t", "the document is empty"},
      {"just some words", "this is neither XML nor JSON"},
      {"<!DOCTYPE html><html><body><p>404</body></html>", "this is an HTML page and not a feed"},
      {"<opml version='2.0'/>", "this is a list of subscriptions (OPML) and not a feed"},
      {"<svg/>", "this is no feed: the document's root is <svg>"},
      {"<<<<", "there is no element of XML in it"},
      {"{\"a\": 1}", "this is JSON but no JSON Feed"},
      {"{\"a\": ", "this is neither XML nor well-formed JSON"},
      {"\x1F\x8B\x08", "this is neither XML nor JSON"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    const auto document = parse::parse(row.text, {});
    REQUIRE_FALSE(document.has_value());
    CHECK(document.error().fault == Fault::not_a_feed);
    CHECK(document.error().message == row.message);
  }
}

TEST_CASE("parse: a page that is no feed tells which feeds it links to") {
  std::string html =
      "<!doctype html><html lang=en><head><meta charset=utf-8><title>a & b</title><script>if (a < b) c();"
      "</script><link rel=stylesheet href=x.css><link rel=alternate type=application/rss+xml href=feed>";
  const parse::Hints hints{"text/html", "http://e.org/blog/"};
  CHECK(parse::parse(html + "<body><p>x", hints).error().message ==
        "this is an HTML page and not a feed; it links to http://e.org/blog/feed");
  html += "<link rel=feed href=/b>";
  CHECK(parse::parse(html, {}).error().message == "this is an HTML page and not a feed; it links to feed, /b");
  for (int i = 0; i < 30; ++i) html += "<link rel=feed href=" + std::to_string(i) + ">";
  CHECK(parse::parse(html, hints).error().message.ends_with("http://e.org/blog/5 and 24 more"));
  CHECK(parse::parse("<link rel=feed href=/a>", hints).error().message ==
        "this is no feed: the document's root is <link>; it links to http://e.org/a");
}

TEST_CASE("parse: items of RSS 1.0 stand beside the channel") {
  const feed::Document document = read(sample("rss10.rdf"));
  CHECK(document.format == feed::Format::rss_1_0);
  CHECK(document.title == "Harbour Notes");
  REQUIRE(document.entries.size() == 2);
  CHECK(document.entries[0].id == "http://harbour.example/1");
  CHECK(document.entries[0].authors.at(0).name == "Ines Marlow");
  CHECK(document.entries[1].content_html == "<p>The lock is open again.</p>");
}

TEST_CASE("parse: items may stand in a list of their own, as RSS 1.1 has them") {
  const feed::Document document = read(
      "<Channel xmlns='http://purl.org/net/rss1.1#' xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"
      "<title>T</title><items rdf:parseType='Collection'><item rdf:about='http://e.org/1'><title>one</title></item>"
      "<item rdf:about='http://e.org/2'><title>two</title></item></items></Channel>");
  CHECK(document.title == "T");
  REQUIRE(document.entries.size() == 2);
  CHECK(document.entries[1].title == "two");
}

TEST_CASE("parse: a damaged feed gives its entries and its problems") {
  const feed::Document document = read(sample("damaged.xml"));
  CHECK(document.damaged);
  REQUIRE(document.entries.size() == 3);
  CHECK(document.entries[0].title == "Fish & chips");
  CHECK(document.entries[2].title == "Cut off");
  CHECK(document.problems.size() >= 3);
}

TEST_CASE("parse: Channel Definition Format has its addresses in attributes") {
  const feed::Document document = read(sample("channel.cdf"));
  CHECK(document.home_page_url == "http://harbour.example/");
  REQUIRE(document.entries.size() == 1);
  CHECK(document.entries[0].url == "http://harbour.example/1");
  CHECK(document.entries[0].title == "The lock");
  CHECK(document.entries[0].updated);
}
