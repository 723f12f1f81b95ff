#include "parse/repair.hpp"

#include "parse/read.hpp"

using namespace telex;
using parse::test::read;

namespace {

struct Row {
  std::string broken;
  std::string repaired;
};

}  // namespace

TEST_CASE("parse: well-formed XML is left alone") {
  for (const std::string text :
       {"<a/>", "\n<a b='1' c = \"&lt;\">x &amp; &#233; &#xE9;<![CDATA[ & < ]]><!-- & < --></a>\n",
        "<rss><channel><item><x><item>legal</item></x></item></channel></rss>", "<p:a xmlns:p='urn:x' p:b=''/>"}) {
    CAPTURE(text);
    parse::Problems problems;
    CHECK(parse::repaired(text, problems) == text);
    CHECK_FALSE(problems.damaged());
  }
}

TEST_CASE("parse: what is not well-formed is repaired without losing text, and noted") {
  const Row rows[] = {
      {"<a>b & c</a>", "<a>b &amp; c</a>"},
      {"<a>b &c; &copy; d</a>", "<a>b &amp;c; © d</a>"},
      {"<a>&Aacute; &nbsp;&LT;</a>", "<a>Á \u00A0&lt;</a>"},
      {"<a b='1&2'/>", "<a b='1&amp;2'/>"},
      {"<a>1 < 2</a>", "<a>1 &lt; 2</a>"},
      {"<a>&#0;&#xD800;&#8;</a>", "<a>\uFFFD\uFFFD</a>"},
      {"<a>x]]>y</a>", "<a>x]]&gt;y</a>"},
      {"<a>x]]>y & z]]>&</a>", "<a>x]]&gt;y &amp; z]]&gt;&amp;</a>"},
      {"<a>x]]</b>>y</a>", "<a>x]]&gt;y</a>"},
      {"<a>x]</b>]>y</a>", "<a>x]]&gt;y</a>"},
      {"junk <a/>", "<a/>"},
      {"<a/> junk", "<a/>"},
      {"<a>b\x01"
       "c</a>",
       "<a>bc</a>"},
      {"<a><b>c</a>", "<a><b>c</b></a>"},
      {"<a>b</c></a>", "<a>b</a>"},
      {"<a>b</A>", "<a>b</a>"},
      {"<a><b>c", "<a><b>c</b></a>"},
      {"<a><b>c</b", "<a><b>c</b></a>"},
      {"<a b=c d>e</a>", "<a b=\"c\" d=\"d\">e</a>"},
      {"<a b='1' b='2'/>", "<a b=\"1\"/>"},
      {"<a b='1'c='2'/>", "<a b=\"1\" c=\"2\"/>"},
      {"<a b='1 < 2'/>", "<a b=\"1 &lt; 2\"/>"},
      {"<a><b c='d</a>", "<a>&lt;b c='d</a>"},
      {"<a><![CDATA[b</a>", "<a><![CDATA[b]]></a>"},
      {"<a><!-- b</a>", "<a>&lt;!-- b</a>"},
      {"<a><!-- b -- c --></a>", "<a></a>"},
      {"<a>b<?xml version='1.0'?></a>", "<a>b</a>"},
      {"<p:a>b</p:a>", "<p:a>b</p:a>"},
      {"<item><t>a<item><t>b</item>", "<item><t>a</t></item><item><t>b</t></item>"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.broken);
    parse::Problems problems;
    std::string repaired = parse::repaired(row.broken, problems);
    while (!repaired.empty() && repaired.back() == ' ') repaired.pop_back();
    CHECK(repaired == row.repaired);
    CHECK(problems.damaged());
  }
}

TEST_CASE("parse: a document type is taken out and its simple entities are expanded") {
  const Row rows[] = {
      {"<!DOCTYPE rss><a/>", "<a/>"},
      {"<!DOCTYPE rss SYSTEM \"http://evil.example/x.dtd\"><a>&eacute;</a>", "<a>é</a>"},
      {"<!DOCTYPE a [<!ENTITY n \"telex &amp; co\">]><a b='&n;'>&n;</a>", "<a b='telex &amp; co'>telex &amp; co</a>"},
      {"<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>", "<a>&amp;x;</a>"},
      {"<!DOCTYPE a [<!ENTITY a \"1\"><!ENTITY b '&a;&a;'>]><a>&b;</a>", "<a>11</a>"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.broken);
    parse::Problems problems;
    CHECK(parse::repaired(row.broken, problems) == row.repaired);
  }
}

TEST_CASE("parse: items before the damage are kept") {
  const std::string good =
      "<rss version=\"2.0\"><channel><item><title>one</title></item><item><title>two</title></item>";
  for (const std::string end : {"<item><title>thr", "<item><title><![CDATA[thr", "<item", "</channel></rss",
                                "</item></foo>", "<item><link>http://a/?b&c</link><title>thr</ti"}) {
    CAPTURE(end);
    const feed::Document document = read(good + end);
    REQUIRE(document.entries.size() >= 2);
    CHECK(document.entries[0].title == "one");
    CHECK(document.entries[1].title == "two");
    CHECK(document.damaged);
    CHECK_FALSE(document.problems.empty());
  }
}

TEST_CASE("parse: items inside items, which end, stay there in a document that is cut after them") {
  const std::string outer =
      "<rss version=\"2.0\"><channel><item><sx:sync><sx:conflict><item><title>inner</title></item></sx:conflict>"
      "</sx:sync><title>outer</title><item/><link>http://e.org/1</link>";
  const std::string next = "</item><item><title>next</title><item/><author>a";
  for (const std::string& end : {std::string{}, next, next + "</author></item>"}) {
    CAPTURE(end);
    const feed::Document document = read(outer + end);
    REQUIRE(document.entries.size() >= 3);
    CHECK(document.entries[0].title == "outer");
    CHECK(document.entries[0].url == "http://e.org/1");
    CHECK(document.entries[1].title == "inner");
    CHECK(document.damaged);
  }
}

TEST_CASE("parse: items that have no end are closed in a document that is cut") {
  const feed::Document document =
      read("<rss version=\"2.0\"><channel><item><title>a</title><item><title>b<link>http://e.org/2</link>");
  REQUIRE(document.entries.size() == 2);
  CHECK(document.entries[0].title == "a");
  CHECK(document.entries[1].title == "b");
  CHECK(document.entries[1].url == "http://e.org/2");
}

TEST_CASE("parse: an element of an item that was left open swallows no other") {
  const std::string open_ends[] = {
      "<title>T<link>http://a.example/1</link><guid>g</guid><description>d</description>",
      "<title>T</title><link>http://a.example/1<guid>g</guid><description>d</description>",
      "<title>T</title><link>http://a.example/1</link><guid>g<description>d</description>",
      "<description>d<title>T</title><link>http://a.example/1</link><guid>g</guid>",
      "<description>d<guid>g</guid><title>T</title><link>http://a.example/1</link>",
      "<dc:creator>C<title>T</title><link>http://a.example/1</link><guid>g</guid><description>d</description>",
      "<media:group><title>T</title><link>http://a.example/1</link><guid>g</guid><description>d</description>",
      "<title>T<link>http://a.example/1<guid>g<description>d",
  };
  for (const std::string& item : open_ends) {
    CAPTURE(item);
    const feed::Document document =
        read("<rss version=\"2.0\"><channel><item>" + item + "</item><item><title>next</title></item></channel></rss>");
    CHECK(document.damaged);
    REQUIRE(document.entries.size() == 2);
    const feed::Entry& entry = document.entries[0];
    CHECK(entry.title == "T");
    CHECK(entry.url == "http://a.example/1");
    CHECK(entry.id == "g");
    CHECK((entry.content_html + entry.content_text + entry.summary).find('d') != std::string::npos);
    CHECK(document.entries[1].title == "next");
  }
}

TEST_CASE("parse: an element of a feed that was left open swallows no item") {
  for (const std::string head :
       {"<title>T", "<title>T</title><description>D", "<link>http://a.example/<title>T</title>",
        "<title>T</title><image><url>u</url>", "<title>T</title><yt:channelId>c"}) {
    CAPTURE(head);
    const feed::Document document =
        read("<rss version=\"2.0\"><channel>" + head +
             "<item><title>one</title></item><item><title>two</title></item></channel></rss>");
    CHECK(document.title == "T");
    REQUIRE(document.entries.size() == 2);
    CHECK(document.entries[1].title == "two");
  }
}

TEST_CASE("parse: markup of HTML that was not escaped is no sign of an element that was left open") {
  const feed::Document document = read(
      "<rss version=\"2.0\"><channel><item><description><p><b>x</p><picture><source src='a'/></picture>"
      "<details><summary>more</summary>text</details></description><title>T</title></item></channel></rss>");
  CHECK(document.entries.at(0).title == "T");
  CHECK(document.entries.at(0).content_html.find("more") != std::string::npos);
  CHECK(document.entries.at(0).content_html.find("text") != std::string::npos);
}

TEST_CASE("parse: a section, comment or tag that was left open does not swallow the next item") {
  for (const std::string item :
       {"<title>one</title><description><![CDATA[d</description>", "<title>one</title><!-- c --\n"}) {
    CAPTURE(item);
    const std::string next = "<item><title>two</title><description><![CDATA[e]]></description></item><!-- c -->";
    for (const std::string start : {"<item>", "<item\n", "<item a='1' "}) {
      const feed::Document document =
          read("<rss version=\"2.0\"><channel>" + start + item + "</item>" + next + "</channel></rss>");
      REQUIRE(document.entries.size() == 2);
      CHECK(document.entries[0].title == "one");
      CHECK(document.entries[1].title == "two");
    }
  }
}

TEST_CASE("parse: a section that goes on to the end of the next is well-formed, and told") {
  const feed::Document document = read(
      "<rss "
      "version=\"2.0\"><channel>\n<item><description><![CDATA[d</description></item><item><description><![CDATA[e]]>"
      "</description></item></channel></rss>");
  CHECK_FALSE(document.damaged);
  CHECK(document.problems == std::vector<feed::Problem>{{"a CDATA section has no end", "line 2"}});
}

TEST_CASE("parse: items after the end of their feed are read") {
  const std::string item = "<item><title>two</title></item>";
  for (const std::string& text :
       {"<rss version=\"2.0\"><channel><item><title>one</title></item></channel></rss>" + item,
        "<rss version=\"2.0\"><channel><item><title>one</title></item></channel>" + item + "</rss>",
        "<rss version=\"2.0\"><channel><item><title>one</title></item></channel></rss>\n<?xml version='1.0'?>"
        "<rss version=\"2.0\"><channel>" +
            item + "</channel></rss>"}) {
    CAPTURE(text);
    const feed::Document document = read(text);
    REQUIRE(document.entries.size() == 2);
    CHECK(document.entries[0].title == "one");
    CHECK(document.entries[1].title == "two");
  }
}

TEST_CASE("parse: text between broken references is kept") {
  const feed::Document document =
      read("<rss version=\"2.0\"><channel><title>a &Aacute; b & c &nosuch; &#xZ; &amp d</title></channel></rss>");
  CHECK(document.title == "a Á b & c &nosuch; &#xZ; & d");
}

TEST_CASE("parse: a feed after a server's error message is read") {
  const feed::Document document =
      read("<br />\n<b>Warning</b>: bad <p><rss version=\"2.0\"><channel><title>t</title></channel></rss>");
  CHECK(document.title == "t");
  CHECK(document.damaged);
}

TEST_CASE("parse: a problem says where it is") {
  const feed::Document document = read("<rss>\n<channel>\n<title>a & b</title>\n</channel></rss>");
  CHECK(document.problems == std::vector<feed::Problem>{{"a naked \"&\"", "line 3"}});
}

TEST_CASE("parse: a document that ends early says where") {
  const std::string head = "<rss version=\"2.0\"><channel><title>t</title><item><guid>1</guid></item>";
  const struct {
    std::string text;
    feed::Cut cut;
  } rows[] = {{head + "</channel></rss>", feed::Cut::none},
              {head + "</channel></rs", feed::Cut::between_entries},
              {head, feed::Cut::between_entries},
              {head + "<item><guid>2<", feed::Cut::inside_last_entry},
              {head + "<item><title>x</title", feed::Cut::inside_last_entry},
              {head + "<item><guid>2</guid><title>x</title></channel></rss>", feed::Cut::none},
              {R"({"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1"}, {"id": "2", "ti)",
               feed::Cut::inside_last_entry}};
  for (const auto& row : rows) {
    CAPTURE(row.text);
    CHECK(read(row.text).cut == row.cut);
  }
}
