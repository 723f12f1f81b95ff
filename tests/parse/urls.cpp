#include "parse/read.hpp"

using namespace telex;
using parse::Hints;
using parse::test::atom_entry;
using parse::test::read;
using parse::test::rss_item;

TEST_CASE("parse: relative links start at xml:base, and that at the feed's URL") {
  const feed::Document document = read(
      "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='sub/'><link href='home'/>"
      "<entry xml:base='entry/'><link href='a'/><link rel='enclosure' href='/e.mp3' xml:base='http://cdn.example/x/'/>"
      "<content type='html' xml:base='../c/'>&lt;img src='i.png' alt='i'&gt;</content></entry>"
      "<entry><link href='b'/></entry></feed>",
      {.content_type = "", .url = "http://example.org/dir/feed"});
  CHECK(document.home_page_url == "http://example.org/dir/sub/home");
  REQUIRE(document.entries.size() == 2);
  CHECK(document.entries[0].url == "http://example.org/dir/sub/entry/a");
  CHECK(document.entries[0].enclosures.at(0).url == "http://cdn.example/e.mp3");
  CHECK(document.entries[0].content_html.find("http://example.org/dir/sub/c/i.png") != std::string::npos);
  CHECK(document.entries[1].url == "http://example.org/dir/sub/b");
}

TEST_CASE("parse: xml:base inside of inline XHTML holds for the URLs below it, and no further") {
  const struct {
    std::string xhtml;
    std::string expected;
  } rows[] = {
      {"<p xml:base='a/' cite='c'><img src='i'/></p><img src='j'/>",
       "<p><img src=\"http://e.org/d/a/i\"></p><img src=\"http://e.org/d/j\">"},
      {"<p xml:base='a/'><b xml:base='b/'><img src='i'/></b><img src='../j'/></p>",
       "<p><b><img src=\"http://e.org/d/a/b/i\"></b><img src=\"http://e.org/d/j\"></p>"},
      {"<p xml:base='a/'><b xml:base='http://f.org/x/'><img src='i'/></b><b xml:base='/'><img src='j'/></b></p>",
       "<p><b><img src=\"http://f.org/x/i\"></b><b><img src=\"http://e.org/j\"></b></p>"},
      {"<img xml:base='a/' src='i'/><q xml:base='b/' cite='j'>x</q>",
       "<img src=\"http://e.org/d/a/i\"><q cite=\"http://e.org/d/b/j\">x</q>"},
      {"<img xml:base='a/' src='data:image/png;base64,AA=='/>", "<img src=\"data:image/png;base64,AA==\">"},
      {"<img xml:base='a/' src='i' srcset='j 1x, k,l 2x'/>",
       "<img src=\"http://e.org/d/a/i\" srcset=\"http://e.org/d/a/j 1x, http://e.org/d/a/k,l 2x\">"},
      {"<a xml:base='javascript:' href='alert(1)'>x</a><a xml:base='::' href='y'>y</a>",
       "<a>x</a><a href=\"http://e.org/d/y\" rel=\"noopener noreferrer nofollow\">y</a>"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.xhtml);
    const std::string div = "<div xmlns='http://www.w3.org/1999/xhtml'>" + row.xhtml + "</div>";
    CHECK(atom_entry("<content type='xhtml'>" + div + "</content>", {"", "http://e.org/d/f"}).content_html ==
          row.expected);
    CHECK(rss_item("<description>" + row.xhtml + "</description>", {"", "http://e.org/d/f"}).content_html ==
          row.expected);
  }
}

TEST_CASE("parse: xml:base of the content and of its div hold once") {
  const Hints hints{"", "http://e.org/d/f"};
  const std::string inside = "<img src='i'/><img src='/j'/>";
  const std::string expected = "<img src=\"http://e.org/d/a/i\"><img src=\"http://e.org/j\">";
  CHECK(atom_entry("<content type='xhtml' xml:base='a/'>" + inside + "</content>", hints).content_html == expected);
  CHECK(atom_entry("<content type='xhtml'><div xml:base='a/'>" + inside + "</div></content>", hints).content_html ==
        expected);
  CHECK(atom_entry("<content type='xhtml' xml:base='../d/'><div xml:base='a/'>" + inside + "</div></content>", hints)
            .content_html == expected);
}

TEST_CASE("parse: a relative link without a base stays as it is written") {
  CHECK(rss_item("<link>/a b</link>").url == "/a b");
}

TEST_CASE("parse: a guid is a link where it says so, or looks so and does not deny it") {
  const struct {
    std::string elements;
    std::string url;
  } rows[] = {
      {"<guid>http://example.org/1</guid>", "http://example.org/1"},
      {"<guid isPermaLink='true'>http://example.org/1</guid>", "http://example.org/1"},
      {"<guid isPermaLink='false'>http://example.org/1</guid>", ""},
      {"<guid>tag:example.org,2004:1</guid>", ""},
      {"<guid>http://example.org/1</guid><link>http://example.org/2</link>", "http://example.org/2"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.elements);
    const feed::Entry entry = rss_item(row.elements);
    CHECK(entry.url == row.url);
    CHECK_FALSE(entry.id.empty());
  }
}

TEST_CASE("parse: an RSS 0.91 entry without a link keeps its guid") {
  const feed::Document document =
      read("<rss version='0.91'><channel><item><guid>urn:x:1</guid><title>t</title></item></channel></rss>");
  CHECK(document.format == feed::Format::rss_0_91);
  CHECK(document.entries.at(0).id == "urn:x:1");
}

TEST_CASE("parse: Atom links go where their relation says") {
  const feed::Entry entry = atom_entry(
      "<link rel='enclosure' href='http://e.org/a.mp3' type='audio/mpeg' length='7'/>"
      "<link rel='alternate' type='application/json' href='http://e.org/a.json'/>"
      "<link rel='http://www.iana.org/assignments/relation/alternate' type='text/html' href='http://e.org/a'/>"
      "<link rel='related' href='http://r.org/'/><link rel='via' href='http://v.org/'/>"
      "<link rel='replies' href='http://e.org/a#comments'/><link rel='edit' href='http://e.org/edit'/>");
  CHECK(entry.url == "http://e.org/a");
  CHECK(entry.external_url == "http://r.org/");
  CHECK(entry.via == "http://v.org/");
  CHECK(entry.comments_url == "http://e.org/a#comments");
  REQUIRE(entry.enclosures.size() == 1);
  CHECK(entry.enclosures[0].mime_type == "audio/mpeg");
  CHECK(entry.enclosures[0].size_bytes == 7);
}

TEST_CASE("parse: the page's own address wins over a redirector that counts") {
  for (const std::string elements :
       {"<link>http://feedproxy.example/1</link><feedburner:origLink>http://example.org/1</feedburner:origLink>",
        "<feedburner:origLink>http://example.org/1</feedburner:origLink><link>http://feedproxy.example/1</link>",
        "<link/><feedburner:origLink>http://example.org/1</feedburner:origLink>"}) {
    CAPTURE(elements);
    CHECK(rss_item(elements).url == "http://example.org/1");
  }
}

TEST_CASE("parse: an Atom id that is an address serves as link where there is no other") {
  CHECK(atom_entry("<id>http://example.org/1</id>").url == "http://example.org/1");
  CHECK(atom_entry("<id>urn:uuid:1</id>").url.empty());
}

TEST_CASE("parse: a script is no link, however it is spelt or resolved") {
  for (const std::string& url : std::vector<std::string>{"javascript:alert(1)", " JavaScript:alert(1)",
                                                         "java&#9;script:alert(1)", "vbscript:x", "data:text/html,x"}) {
    CAPTURE(url);
    CHECK(rss_item("<link>" + url + "</link>").url.empty());
    CHECK(atom_entry("<link href='" + url + "'/>").url.empty());
    CHECK(rss_item("<enclosure url='" + url + "'/>").enclosures.empty());
  }
  CHECK(atom_entry("<link xml:base='javascript:' href='alert(1)'/>").url.find("javascript:") == std::string::npos);
  CHECK(rss_item("<link>database.html</link>").url == "database.html");
  CHECK(rss_item("<link>mailto:ann@example.org</link>").url == "mailto:ann@example.org");
}

TEST_CASE("parse: a URL whose host or port cannot be is no link") {
  for (const std::string url : {"http://[x/", "http://x:99999/a", "http://", "//[::1/a"}) {
    CAPTURE(url);
    for (const Hints& hints : {Hints{}, Hints{"", "http://e.org/d/f"}}) {
      CHECK(rss_item("<link>" + url + "</link><enclosure url='" + url + "'/>", hints).enclosures.empty());
      CHECK(rss_item("<link>" + url + "</link><guid>http://e.org/1</guid>", hints).url == "http://e.org/1");
      CHECK(atom_entry("<link href='" + url + "'/>", hints).url.empty());
    }
  }
  CHECK(rss_item("<link>http://[2001:db8::1]:80/a</link>").url == "http://[2001:db8::1]:80/a");
}

TEST_CASE("parse: a link that holds markup is the address in it") {
  const struct {
    std::string link;
    std::string url;
  } rows[] = {
      {"&lt;a href=\"http://e.org/?a&amp;amp;b\"&gt;q&lt;/a&gt;", "http://e.org/?a&b"},
      {"<![CDATA[<b><a class='c' HREF=/x>q</a></b>]]>", "http://e.org/x"},
      {"&lt;http://e.org/y&gt;", "http://e.org/y"},
      {"&lt;b&gt;q&lt;/b&gt;", ""},
      {"&lt;", ""},
  };
  for (const auto& row : rows) {
    CAPTURE(row.link);
    CHECK(rss_item("<link>" + row.link + "</link>", {"", "http://e.org/f"}).url == row.url);
  }
}

TEST_CASE("parse: a link that is escaped twice is unescaped, an id stays as it is") {
  const feed::Entry entry = rss_item(
      "<link><![CDATA[http://e.org/?a=1&amp;b=2&amp;amp;c=3]]></link>"
      "<guid isPermaLink='false'><![CDATA[http://e.org/?a=1&amp;b=2]]></guid>");
  CHECK(entry.url == "http://e.org/?a=1&b=2&amp;c=3");
  CHECK(entry.id == "http://e.org/?a=1&amp;b=2");
}

TEST_CASE("parse: rdf:about identifies an item of RSS 1.0 also beside a dc:identifier") {
  const feed::Document document = read(
      "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/' "
      "xmlns:dc='http://purl.org/dc/elements/1.1/'><item rdf:about='http://e.org/1'>"
      "<dc:identifier>doi:10.1/1</dc:identifier></item></rdf:RDF>");
  CHECK(document.entries.at(0).id == "http://e.org/1");
}

TEST_CASE("parse: a feed that names itself by an empty reference means its base") {
  const feed::Document document = read(
      "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='http://e.org/feed'><link rel='self' href=''/>"
      "<entry><link href=''/></entry></feed>");
  CHECK(document.feed_url == "http://e.org/feed");
  CHECK(document.entries.at(0).url.empty());
}

TEST_CASE("parse: a base that cannot be used is quoted up to a whole character") {
  std::string base = "http://e.org/";
  for (int i = 0; i < 600; ++i) base += "é";
  const feed::Document document = read("<rss xml:base='" + base + "'><channel><title>t</title></channel></rss>");
  REQUIRE(document.problems.size() == 1);
  CHECK(document.problems[0].place == base.substr(0, 79));
}
