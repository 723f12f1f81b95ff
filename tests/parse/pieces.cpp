#include "parse/pieces.hpp"

#include <algorithm>

#include "parse/read.hpp"

using namespace telex;
using parse::Pieces;
using parse::test::read;

namespace {

std::vector<std::string> pieces_of(std::string text, std::size_t bytes) {
  std::vector<std::string> all;
  for (Pieces pieces{text, bytes}; pieces.next();) {
    all.emplace_back(pieces.begin(), pieces.size());
    std::fill_n(pieces.begin(), pieces.size(), '#');  // as a parser may that reads in place
  }
  return all;
}

std::string long_item(int number) {
  return "<item><guid>" + std::to_string(number) + "</guid><description>" + std::string(1000, 'x') +
         "</description></item>\n";
}

}  // namespace

TEST_CASE("parse: a long feed is cut before its items, each piece with the feed's tags around it") {
  const std::string feed =
      "<?xml version='1.0'?><!-- <a> --><rss version='2.0'><channel a='>'><title>t</title>"
      "<item><title>1</title></item><item><![CDATA[<item>]]></item><!-- </rss> --><image/>"
      "</channel></rss><!-- end -->";
  const std::vector<std::string> expected{
      "<?xml version='1.0'?><!-- <a> --><rss version='2.0'></rss>",
      "<rss version='2.0'><channel a='>'></channel></rss>",
      "<rss version='2.0'><channel a='>'><title>t</title></channel></rss>",
      "<rss version='2.0'><channel a='>'><item><title>1</title></item></channel></rss>",
      "<rss version='2.0'><channel a='>'><item><![CDATA[<item>]]></item><!-- </rss> --></channel></rss>",
      "<rss version='2.0'><channel a='>'><image/></channel></rss>",
  };
  CHECK(pieces_of(feed, 1) == expected);
  CHECK(pieces_of(feed, feed.size()) == std::vector<std::string>{feed});
}

TEST_CASE("parse: RDF is cut inside of its channel and after it") {
  const std::vector<std::string> expected{
      "<rdf:RDF x='1'></rdf:RDF>",
      "<rdf:RDF x='1'><channel></channel></rdf:RDF>",
      "<rdf:RDF x='1'><channel><items/></channel></rdf:RDF>",
      "<rdf:RDF x='1'><item/></rdf:RDF>",
      "<rdf:RDF x='1'><item/></rdf:RDF>",
  };
  CHECK(pieces_of("<rdf:RDF x='1'><channel><items/></channel><item/><item/></rdf:RDF>", 1) == expected);
}

TEST_CASE("parse: a feed inside of stray elements is cut, and they are left out") {
  const std::vector<std::string> expected{"<rss></rss>", "<rss><channel></channel></rss>",
                                          "<rss><channel><item/></channel></rss>",
                                          "<rss><channel><item/></channel></rss>"};
  CHECK(pieces_of("<br><b>Warning</b><!-- <feed> --><rss><channel><item/><item/></channel></rss></br>", 1) == expected);
  CHECK(pieces_of("<b/><b><feed/></b><rss><channel><item/><item/></channel></rss>", 1).size() == 4);
}

TEST_CASE("parse: RSS 1.1 is cut inside of its items, and RSS 1.0's list of them is not") {
  const std::vector<std::string> expected{
      "<Channel></Channel>", "<Channel><title/></Channel>", "<Channel><items></items></Channel>",
      "<Channel><items><item/></items></Channel>", "<Channel><items><item/></items></Channel>"};
  CHECK(pieces_of("<Channel><title/><items><item/><item/></items></Channel>", 1) == expected);
  const std::string list = "<items><rdf:Seq><rdf:li/><rdf:li/></rdf:Seq></items>";
  CHECK(pieces_of("<rdf:RDF><channel>" + list + "</channel></rdf:RDF>", 1).back() ==
        "<rdf:RDF><channel>" + list + "</channel></rdf:RDF>");
}

TEST_CASE("parse: an RDF document is a feed by items that come late") {
  const std::string long_one = "<x>" + std::string(3 * Pieces::usual_bytes, 'x') + "</x>";
  const feed::Document document =
      read("<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>" + long_one +
           "<item><title>1</title></item>" + long_one + "<item><title>2</title></item></rdf:RDF>");
  CHECK(document.format == feed::Format::rss_1_0);
  REQUIRE(document.entries.size() == 2);
  CHECK(document.entries[1].title == "2");
}

TEST_CASE("parse: what is no feed is not cut") {
  for (const std::string text : {"", "<a/>", "<html><item/><item/></html>", "<rss", "</rss>", "<channel", "<!--",
                                 "<rss><![CDATA[", "text", "<a><b/></a><c/>"}) {
    CAPTURE(text);
    CHECK(pieces_of(text, 1).size() == (text.empty() ? 0 : 1));
  }
}

TEST_CASE("parse: each piece of a feed is well-formed, and together they have its entries") {
  const std::string atom =
      "<f:feed xmlns:f='http://www.w3.org/2005/Atom'><f:title>t</f:title><f:entry><f:id>1</f:id>"
      "<f:source><f:title/></f:source></f:entry><f:entry><f:id>2</f:id></f:entry></f:feed>";
  for (const std::string& text : {atom, parse::test::sample("channel.cdf"), parse::test::sample("rss10.rdf")}) {
    CAPTURE(text);
    const std::vector<std::string> pieces = pieces_of(text, 1);
    CHECK(pieces.size() > 3);
    std::vector<feed::Entry> entries;
    for (const std::string& piece : pieces) {
      CAPTURE(piece);
      const feed::Document document = read(piece);
      CHECK_FALSE(document.damaged);
      entries.insert(entries.end(), document.entries.begin(), document.entries.end());
    }
    CHECK(entries == read(text).entries);
  }
}

TEST_CASE("parse: a feed of many pieces is one document") {
  std::string text =
      "<rss version='2.0' xml:base='http://['><channel xml:base='http://e.org/dir/' xml:lang='de'>"
      "<title type='xhtml'>A <b>title</b></title><description>See &lt;a href='x'&gt;x&lt;/a&gt;</description>";
  for (int i = 0; i < 2000; ++i) text += long_item(i);
  text +=
      "<item xml:base='http://['><guid isPermaLink='false'>last</guid><link>y</link></item>"
      "<title>another title</title><generator>g</generator></channel></rss>";
  REQUIRE(text.size() > 10 * Pieces::usual_bytes);
  const feed::Document document = read(text, {.content_type = {}, .url = "http://feed.example/"});
  CHECK(document.title == "A title");
  CHECK(document.description.find("href=\"http://e.org/dir/x\"") != std::string::npos);
  CHECK(document.language == "de");
  CHECK(document.generator == "g");
  CHECK(document.problems.size() == 1);
  REQUIRE(document.entries.size() == 2001);
  for (int i = 0; i < 2000; ++i) CHECK(document.entries[static_cast<std::size_t>(i)].id == std::to_string(i));
  CHECK(document.entries.back().url == "http://e.org/dir/y");
}

TEST_CASE("parse: entries can be taken as they are read, and the document has none then") {
  std::string text = "<rss><channel><title>t</title>";
  for (int i = 0; i < 1000; ++i) text += long_item(i);
  const std::string json = R"({"version": "https://jsonfeed.org/version/1.1", "title": "t", "items": [{"id": "0"}]})";
  for (const std::string& document : {text + "</channel></rss>", json}) {
    std::vector<std::string> ids;
    const auto rest = parse::parse(document, {}, [&](feed::Entry&& entry) { ids.push_back(std::move(entry.id)); });
    REQUIRE(rest.has_value());
    CHECK(rest->title == "t");
    CHECK(rest->entries.empty());
    REQUIRE(!ids.empty());
    for (std::size_t i = 0; i < ids.size(); ++i) CHECK(ids[i] == std::to_string(i));
  }
}
