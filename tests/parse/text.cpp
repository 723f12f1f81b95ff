#include "parse/read.hpp"

using namespace telex;
using parse::test::atom_entry;
using parse::test::read;
using parse::test::rss_item;

namespace {

struct Row {
  std::string element;
  std::string expected;
};

std::string atom_0_3_title(const std::string& element) {
  return read("<feed version=\"0.3\" xmlns=\"http://purl.org/atom/ns#\"><entry>" + element + "</entry></feed>")
      .entries.at(0)
      .title;
}

}  // namespace

TEST_CASE("parse: an Atom 1.0 title follows its type") {
  const Row rows[] = {
      {"<title>AT&amp;T</title>", "AT&T"},
      {"<title>1 &lt; 2</title>", "1 < 2"},
      {"<title type='text'>the &lt;b> tag &amp;amp;</title>", "the <b> tag &amp;"},
      {"<title type='html'>the &lt;b&gt;bold&lt;/b&gt; &amp;amp; brave</title>", "the bold & brave"},
      {"<title type='html'><![CDATA[<i>x</i> &lt; y]]></title>", "x < y"},
      {"<title type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>a <b>b</b>\n c &lt; d</div></title>",
       "a b c < d"},
      {"<title type='xhtml'><h:div xmlns:h='http://www.w3.org/1999/xhtml'>a <h:em>b</h:em></h:div></title>", "a b"},
      {"<title>  two\n  lines </title>", "two lines"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.element);
    CHECK(atom_entry(row.element).title == row.expected);
  }
}

TEST_CASE("parse: an Atom 0.3 title follows its type and mode") {
  const Row rows[] = {
      {"<title>a &amp;lt; b</title>", "a &lt; b"},
      {"<title type='text/html' mode='escaped'>&lt;b&gt;a&lt;/b&gt; &amp;amp; b</title>", "a & b"},
      {"<title type='application/xhtml+xml' mode='xml'><div "
       "xmlns='http://www.w3.org/1999/xhtml'><b>a</b></div></title>",
       "a"},
      {"<title type='text/html' mode='base64'>PGI+YTwvYj4=</title>", "a"},
      {"<title mode='base64'>YSA8IGI=</title>", "a < b"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.element);
    CHECK(atom_0_3_title(row.element) == row.expected);
  }
}

TEST_CASE("parse: an RSS title is plain text, however it was escaped") {
  const Row rows[] = {
      {"<title>AT&amp;T</title>", "AT&T"},
      {"<title>AT&amp;amp;T</title>", "AT&T"},
      {"<title><![CDATA[Fish &#8211; chips]]></title>", "Fish – chips"},
      {"<title>&lt;b&gt;bold&lt;/b&gt;</title>", "bold"},
      {"<title>a <b>b</b> c</title>", "a b c"},
      {"<title>1 &lt; 2</title>", "1 < 2"},
      {"<title>&#147;quoted&#148;</title>", "“quoted”"},
      {"<title>a<!-- x -->b</title>", "ab"},
      {"<title>a<![CDATA[b]]>c</title>", "abc"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.element);
    CHECK(rss_item(row.element).title == row.expected);
  }
}

TEST_CASE("parse: titles and descriptions of Media RSS follow their type") {
  const feed::Entry plain = rss_item(
      "<media:title type='plain'>a &lt;b&gt; &amp;amp; c</media:title><media:description type='plain'>d &lt;b&gt;"
      "</media:description>");
  CHECK(plain.title == "a <b> &amp; c");
  CHECK(plain.summary == "d &lt;b&gt;");
  const feed::Entry html = rss_item(
      "<media:title type='html'>a &lt;b&gt;c&lt;/b&gt;</media:title><media:description type='html'>&lt;b&gt;d&lt;/b&gt;"
      "</media:description>");
  CHECK(html.title == "a c");
  CHECK(html.summary == "<b>d</b>");
}

TEST_CASE("parse: an RSS description is the body where there is no other") {
  const feed::Entry alone = rss_item("<description>&lt;p&gt;a</description>");
  CHECK(alone.content_html == "<p>a</p>");
  CHECK(alone.summary.empty());
  const feed::Entry beside =
      rss_item("<description>short</description><content:encoded><![CDATA[<p>long</p>]]></content:encoded>");
  CHECK(beside.content_html == "<p>long</p>");
  CHECK(beside.summary == "short");
  const feed::Entry both = rss_item("<summary>short</summary><description>long</description>");
  CHECK(both.content_html == "long");
  CHECK(both.summary == "short");
  CHECK(rss_item("<description>long</description><summary>short</summary>") == both);
  CHECK(rss_item("<description>long</description><summary/>").summary.empty());
  const feed::Entry podcast = rss_item("<itunes:summary>same</itunes:summary><description>same</description>");
  CHECK(podcast.content_html == "same");
  CHECK(podcast.summary.empty());
}

TEST_CASE("parse: the plain content of Atom goes into content_text, its summary is escaped") {
  const feed::Entry entry = atom_entry("<content>a &lt; b</content><summary>c &lt; d</summary>");
  CHECK(entry.content_text == "a < b");
  CHECK(entry.content_html.empty());
  CHECK(entry.summary == "c &lt; d");
}

TEST_CASE("parse: inline XHTML keeps its markup and loses the outer div") {
  const feed::Entry entry = atom_entry(
      "<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>a<br/>b</p> <em>c</em></div></content>");
  CHECK(entry.content_html == "<p>a<br>b</p> <em>c</em>");
}

TEST_CASE("parse: script in a feed never reaches the entry") {
  const feed::Entry entry = rss_item(
      "<title>&lt;script&gt;alert(1)&lt;/script&gt;t</title>"
      "<description>&lt;p onclick='x()'&gt;a&lt;script&gt;alert(1)&lt;/script&gt;&lt;/p&gt;</description>");
  CHECK(entry.title == "t");
  CHECK(entry.content_html == "<p>a</p>");
}
