#include "config/opml.hpp"

#include <doctest/doctest.h>

using namespace telex::config;

namespace {

OpmlList body(const std::string& outlines) {
  return parse_opml("<?xml version=\"1.0\"?>\n<opml version=\"2.0\"><head/><body>\n" + outlines + "</body></opml>\n");
}

}  // namespace

TEST_CASE("config: names of nested outlines become tags, outermost first") {
  const OpmlList list = body(R"(<outline text="News"><outline title="Europe">
      <outline text="One" xmlUrl=" http://one/ " category="/politics/EU,News,daily"/>
    </outline>
    <outline text="Two" type="rss" xmlUrl="http://two/"/></outline>
  <outline xmlURL="http://three/"/>)");
  CHECK(list.faults.empty());
  REQUIRE(list.feeds.size() == 3);
  CHECK(list.feeds[0].url == "http://one/");
  CHECK(list.feeds[0].title == "One");
  CHECK(list.feeds[0].tags == std::vector<std::string>{"News", "Europe", "politics", "EU", "daily"});
  CHECK(list.feeds[0].line == 4);
  CHECK(list.feeds[1].tags == std::vector<std::string>{"News"});
  CHECK(list.feeds[1].line == 6);
  CHECK(list.feeds[2].tags.empty());
  CHECK(list.feeds[2].title.empty());
}

TEST_CASE("config: faults of OPML are named with their line") {
  const struct {
    std::string text;
    std::size_t line;
    std::string message;
  } rows[] = {
      {"", 1, "well-formed"},
      {"no xml", 1, "well-formed"},
      {"<opml>\n<body>\n<outline>\n</body>\n</opml>", 4, "well-formed"},
      {"<opml>\n<body>\n<outline text='a", 3, "well-formed"},
      {"\n<rss/>", 2, "not <rss>"},
      {"\n\n<opml><head/></opml>", 3, "no <body>"},
      {"<opml><body>\n<outline type='rss' text='a'/>\n</body></opml>", 2, "xmlUrl"},
      {"<opml><body>\n\n<outline text='a & b' xmlUrl='http://a/'/></body></opml>", 3, "&amp;"},
      {"<opml><body>\n<outline xmlUrl='http://a/?b=1&c=2'/></body></opml>", 2, "&amp;"},
      {"<opml>\n<body>\n<outline text='\xE9'/></body></opml>", 3, "UTF-8"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    const OpmlList list = parse_opml(row.text);
    REQUIRE(list.faults.size() == 1);
    CHECK(list.faults[0].line == row.line);
    CHECK(list.faults[0].message.find(row.message) != std::string::npos);
  }
}

TEST_CASE("config: references, comments and CDATA are no faults of OPML") {
  const OpmlList list =
      body(R"(<!-- a & b <outline> --><outline text="a &amp; b &#38; &#x26; &quot;" xmlUrl="http://a/"/>
    <![CDATA[ & ]]>)");
  CHECK(list.faults.empty());
  REQUIRE(list.feeds.size() == 1);
  CHECK(list.feeds[0].title == "a & b & & \"");
}

TEST_CASE("config: outlines of other types are no feeds") {
  const OpmlList list = body(R"(<outline type="vfolder" xmlUrl="vfolder"/><outline type="link" url="http://a/"/>)");
  CHECK(list.faults.empty());
  CHECK(list.feeds.empty());
}

TEST_CASE("config: a byte order mark before OPML is skipped") {
  CHECK(parse_opml("\xEF\xBB\xBF<opml><body/></opml>").faults.empty());
}

TEST_CASE("config: outlines nested very deep are read") {
  constexpr int depth = 20'000;
  std::string open;
  std::string close;
  for (int i = 0; i < depth; ++i) {
    open += "<outline>";
    close += "</outline>";
  }
  const OpmlList list = body(open + "<outline xmlUrl=\"http://a/\"/>" + close);
  CHECK(list.faults.empty());
  CHECK(list.feeds.size() == 1);
}
