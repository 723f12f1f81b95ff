#include "parse/read.hpp"

using namespace telex;
using parse::test::atom_entry;
using parse::test::read;
using parse::test::rss_item;

/// Which of several elements counts: links, bases, languages, sources, names that clash.
namespace {

struct Row {
  std::string elements;
  std::string expected;
};

const std::string rel = "http://www.iana.org/assignments/relation/";

}  // namespace

TEST_CASE("parse: of several links of an item the page's counts") {
  const Row rows[] = {
      {"<link>http://e.org/1</link>", "http://e.org/1"},
      {"<link>\n  http://e.org/1\n</link>", "http://e.org/1"},
      {"<link><![CDATA[http://e.org/1?a&b]]></link>", "http://e.org/1?a&b"},
      {"<link href='http://e.org/1'/>", "http://e.org/1"},
      {"<link>http://e.org/1</link><link>http://e.org/2</link>", "http://e.org/2"},
      {"<link/><guid>http://e.org/1</guid>", "http://e.org/1"},
      {"<guid isPermaLink='true'>http://e.org/g</guid><link>http://e.org/1</link>", "http://e.org/1"},
      {"<link>http://e.org/1</link><atom:link href='http://e.org/2'/>", "http://e.org/1"},
      {"<atom:link rel='alternate' href='http://e.org/1'/><guid>http://e.org/g</guid>", "http://e.org/1"},
      {"<atom:link rel='self' href='http://e.org/self'/><link>http://e.org/1</link>", "http://e.org/1"},
      {"<atom:link rel='enclosure' href='http://e.org/a.mp3'/>", ""},
      {"<enclosure url='http://e.org/a.mp3'/>", ""},
      {"<source url='http://s.org/'>S</source><link>http://e.org/1</link>", "http://e.org/1"},
      {"<comments>http://e.org/c</comments>", ""},
      {"<image><link>http://e.org/i</link></image>", ""},
  };
  for (const Row& row : rows) {
    CAPTURE(row.elements);
    CHECK(rss_item(row.elements).url == row.expected);
  }
}

TEST_CASE("parse: of several links of an Atom entry the first alternate for people counts") {
  const Row rows[] = {
      {"<link href='http://e.org/1'/><link href='http://e.org/2'/>", "http://e.org/1"},
      {"<link rel='enclosure' href='http://e.org/a.mp3'/><link href='http://e.org/1'/>", "http://e.org/1"},
      {"<link rel='alternate' type='application/json' href='http://e.org/j'/><link type='text/html' "
       "href='http://e.org/1'/>",
       "http://e.org/1"},
      {"<link rel='alternate' type='application/json' href='http://e.org/j'/>", "http://e.org/j"},
      {"<link rel='" + rel + "alternate' href='http://e.org/1'/>", "http://e.org/1"},
      {"<link rel='ALTERNATE' href='http://e.org/1'/>", "http://e.org/1"},
      {"<link rel='self' href='http://e.org/self'/><link rel='alternate' href='http://e.org/1'/>", "http://e.org/1"},
      {"<link rel='self' href='http://e.org/self'/>", "http://e.org/self"},
      {"<link rel='related' href='http://r.org/'/><id>http://e.org/id</id>", "http://e.org/id"},
      {"<link>http://e.org/1</link>", "http://e.org/1"},
      {"<content src='http://e.org/c'/>", "http://e.org/c"},
      {"<content src='http://e.org/c'/><link href='http://e.org/1'/>", "http://e.org/1"},
      {"<link rel='edit' href='http://e.org/edit'/><link rel='http://e.org/rels#odd' href='http://e.org/odd'/>", ""},
  };
  for (const Row& row : rows) {
    CAPTURE(row.elements);
    CHECK(atom_entry(row.elements).url == row.expected);
  }
}

TEST_CASE("parse: xml:base is nested, relative, and set anew") {
  const Row rows[] = {
      {"<entry><link href='x'/></entry>", "http://f.org/dir/x"},
      {"<entry xml:base='a/'><link href='x'/></entry>", "http://f.org/dir/a/x"},
      {"<entry xml:base='a'><link href='x'/></entry>", "http://f.org/dir/x"},
      {"<entry xml:base='a/'><link xml:base='b/' href='x'/></entry>", "http://f.org/dir/a/b/x"},
      {"<entry xml:base='/a/'><link xml:base='../b/' href='x'/></entry>", "http://f.org/b/x"},
      {"<entry xml:base='http://o.org/p/'><link href='x'/></entry>", "http://o.org/p/x"},
      {"<entry xml:base='//o.org/p/'><link href='x'/></entry>", "http://o.org/p/x"},
      {"<entry xml:base='http://o.org/p/'><link xml:base='http://f.org/' href='x'/></entry>", "http://f.org/x"},
      {"<entry xml:base='?q=1'><link href='#x'/></entry>", "http://f.org/dir/feed?q=1#x"},
      {"<entry xml:base=''><link href='x'/></entry>", "http://f.org/dir/x"},
      {"<entry xml:base='a/'><id>i</id></entry><entry><link href='x'/></entry>", "http://f.org/dir/x"},
      {"<entry xml:base='http://[not/'><link href='x'/></entry>", "http://f.org/dir/x"},
      {"<entry xml:base='mailto:a@f.org'><link href='http://o.org/x'/></entry>", "http://o.org/x"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.elements);
    const feed::Document document = read("<feed xmlns='http://www.w3.org/2005/Atom'>" + row.elements + "</feed>",
                                         {.content_type = "", .url = "http://f.org/dir/feed"});
    CHECK(document.entries.back().url == row.expected);
  }
}

TEST_CASE("parse: xml:base holds inside of HTML attributes") {
  const Row rows[] = {
      {"<content type='html' xml:base='a/'>&lt;img src='i.png'&gt;</content>", "<img src=\"http://f.org/a/i.png\">"},
      {"<content type='html' xml:base='a/'><![CDATA[<q cite='?c'>x</q>]]></content>",
       "<q cite=\"http://f.org/a/?c\">x</q>"},
      {"<content type='xhtml' xml:base='a/'><div xmlns='http://www.w3.org/1999/xhtml' xml:base='b/'><img src='i.png'/>"
       "</div></content>",
       "<img src=\"http://f.org/a/b/i.png\">"},
      {"<content type='text/html' mode='base64' xml:base='/a/'>PGltZyBzcmM9J2kucG5nJz4=</content>",
       "<img src=\"http://f.org/a/i.png\">"},
      {"<content type='html' xml:base='a/'>&lt;img src='//o.org/i.png'&gt;</content>",
       "<img src=\"http://o.org/i.png\">"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.elements);
    CHECK(atom_entry(row.elements, {.content_type = "", .url = "http://f.org/feed"}).content_html == row.expected);
  }
}

TEST_CASE("parse: a name counts only in its vocabulary and its place") {
  const Row rows[] = {
      {"<x:title xmlns:x='urn:x'>wrong</x:title><title>right</title>", "right"},
      {"<title>right</title><x:title xmlns:x='urn:x'>wrong</x:title>", "right"},
      {"<svg xmlns='http://www.w3.org/2000/svg'><title>wrong</title></svg><title>right</title>", "right"},
      {"<media:content url='http://e.org/a'><media:title>wrong</media:title></media:content><title>right</title>",
       "right"},
      {"<source url='http://s.org/'><title>wrong</title></source><title>right</title>", "right"},
      {"<image><title>wrong</title></image><title>right</title>", "right"},
      {"<foo><title>wrong</title></foo><title>right</title>", "right"},
      {"<dc:title>other</dc:title><title>right</title>", "right"},
      {"<itunes:title>other</itunes:title><dc:title>right</dc:title>", "right"},
      {"<media:title>right</media:title><itunes:title>other</itunes:title>", "right"},
      {"<title/><dc:title>right</dc:title>", "right"},
      {"<title>right</title><title>second</title>", "right"},
      {"<TITLE>right</TITLE>", "right"},
      {"<atom:title type='text'>right</atom:title>", "right"},
      {"<y:title xmlns:y='http://purl.org/dc/elements/1.1/'>right</y:title>", "right"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.elements);
    CHECK(rss_item(row.elements).title == row.expected);
  }
}

TEST_CASE("parse: the nearest language counts, and an empty one ends it") {
  const std::string inline_feed = "<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='en'>";
  const Row rows[] = {
      {"<entry/>", "en"},
      {"<entry xml:lang='fr'/>", "fr"},
      {"<entry xml:lang='de_AT'/>", "de-AT"},
      {"<entry><content xml:lang='de'>x</content></entry>", "de"},
      {"<entry xml:lang='fr'><content xml:lang='de'>x</content></entry>", "de"},
      {"<entry xml:lang='fr'><content xml:lang=''>x</content></entry>", "fr"},
      {"<entry xml:lang='fr'><title xml:lang='de'>x</title></entry>", "fr"},
      {"<entry xml:lang='fr'><dc:language xmlns:dc='http://purl.org/dc/elements/1.1/'>it</dc:language></entry>", "it"},
      {"<entry xml:lang='fr'/><entry/>", "en"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.elements);
    const feed::Document document = read(inline_feed + row.elements + "</feed>");
    CHECK(document.language == "en");
    const std::string& own = document.entries.back().language;
    CHECK((own.empty() ? document.language : own) == row.expected);
  }
}

TEST_CASE("parse: a source has a title, an address and an id of its own") {
  const struct {
    std::string elements;
    feed::Source source;
  } rows[] = {
      {"<source url='http://s.org/feed'>S &amp;amp; T</source>", {"S & T", "http://s.org/feed", ""}},
      {"<source url='/feed'/>", {"", "http://f.org/feed", ""}},
      {"<source>S</source>", {"S", "", ""}},
      {"<source><title>S</title><link>http://s.org/</link></source>", {"S", "http://s.org/", ""}},
      {"<atom:source><atom:id>urn:s</atom:id><atom:title type='html'>S &amp;lt;b></atom:title><atom:link rel='self' "
       "href='http://s.org/feed'/></atom:source>",
       {"S <b>", "http://s.org/feed", "urn:s"}},
      {"<atom:source><atom:link rel='self' href='http://s.org/feed'/><atom:link href='http://s.org/'/></atom:source>",
       {"", "http://s.org/", ""}},
      {"<source url='http://s.org/1'>1</source><source url='http://s.org/2'>2</source>", {"1", "http://s.org/1", ""}},
  };
  for (const auto& row : rows) {
    CAPTURE(row.elements);
    CHECK(rss_item(row.elements, {.content_type = "", .url = "http://f.org/"}).source == row.source);
  }
  CHECK_FALSE(rss_item("<source/>").source);
}
