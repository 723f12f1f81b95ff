#include "parse/read.hpp"

using namespace telex;
using parse::test::atom_entry;
using parse::test::read;
using parse::test::rss_item;

/// The same words under every way of writing them: what is markup, and what only looks so.
namespace {

struct Row {
  std::string attributes;
  std::string text;
  std::string title;
  std::string body;  ///< "text: …" where it goes into content_text
};

feed::Entry atom_0_3_entry(const std::string& elements) {
  return read("<feed version='0.3' xmlns='http://purl.org/atom/ns#'><entry>" + elements + "</entry></feed>")
      .entries.at(0);
}

std::string body_of(const feed::Entry& entry) {
  return entry.content_text.empty() ? entry.content_html : "text: " + entry.content_text;
}

template <std::size_t Size>
void check(const Row (&rows)[Size], feed::Entry (*read_entry)(const std::string&)) {
  for (const Row& row : rows) {
    CAPTURE(row.attributes);
    CAPTURE(row.text);
    const feed::Entry entry = read_entry("<title" + row.attributes + ">" + row.text + "</title><content" +
                                         row.attributes + ">" + row.text + "</content>");
    CHECK(entry.title == row.title);
    CHECK(body_of(entry) == row.body);
  }
}

feed::Entry atom_1_0_entry(const std::string& elements) { return atom_entry(elements); }

}  // namespace

TEST_CASE("parse: what Atom 1.0 text means depends on its type alone") {
  const Row rows[] = {
      {"", "a &lt;b&gt; c", "a <b> c", "text: a <b> c"},
      {"", "a &amp;lt;b&amp;gt; c", "a &lt;b&gt; c", "text: a &lt;b&gt; c"},
      {" type='text'", "a &lt;b&gt; c", "a <b> c", "text: a <b> c"},
      {" type='text'", "AT&amp;amp;T", "AT&amp;T", "text: AT&amp;T"},
      {" type='text'", "<![CDATA[a <b> c]]>", "a <b> c", "text: a <b> c"},
      {" type='html'", "a &lt;b&gt;b&lt;/b&gt;", "a b", "a <b>b</b>"},
      {" type='html'", "a &amp;lt;b&amp;gt; c", "a <b> c", "a &lt;b&gt; c"},
      {" type='html'", "AT&amp;amp;T", "AT&T", "AT&amp;T"},
      {" type='html'", "AT&amp;amp;amp;T", "AT&amp;T", "AT&amp;amp;T"},
      {" type='html'", "<![CDATA[AT&amp;T &lt;b&gt;]]>", "AT&T <b>", "AT&amp;T &lt;b&gt;"},
      {" type='html'", "3 &lt; 4", "3 < 4", "3 &lt; 4"},
      {" type='text/html'", "a &lt;b&gt;b&lt;/b&gt;", "a b", "a <b>b</b>"},
      {" type='HTML'", "a &lt;b&gt;b&lt;/b&gt;", "a b", "a <b>b</b>"},
      {" type='xhtml'", "<div xmlns='http://www.w3.org/1999/xhtml'>a &lt;b&gt; c</div>", "a <b> c", "a &lt;b&gt; c"},
      {" type='xhtml'", "<div xmlns='http://www.w3.org/1999/xhtml'>a <b>b</b></div>", "a b", "a <b>b</b>"},
      {" type='xhtml'", "<b xmlns='http://www.w3.org/1999/xhtml'>a</b> c", "a c", "<b>a</b> c"},
      {" type='text/plain'", "a &lt;b&gt; c", "a <b> c", "text: a <b> c"},
      {" type='application/octet-stream'", "YSA8Yj4gYw==", "a <b> c", "text: a <b> c"},
      {" type='application/octet-stream'", " YSA8\nYj4g\nYw ", "a <b> c", "text: a <b> c"},
      {" type='image/png'", "iVBORw0KGgo=", "", ""},
  };
  check(rows, atom_1_0_entry);
}

TEST_CASE("parse: what Atom 0.3 text means depends on its type and mode") {
  const Row rows[] = {
      {"", "a &amp;lt;b&amp;gt; c", "a &lt;b&gt; c", "text: a &lt;b&gt; c"},
      {"", "a <b>b</b> c", "a b c", "a <b>b</b> c"},
      {" mode='escaped'", "a &lt;b&gt; c", "a <b> c", "text: a <b> c"},
      {" type='text/plain' mode='escaped'", "a &lt;b&gt; c", "a <b> c", "text: a <b> c"},
      {" type='text/html' mode='escaped'", "a &lt;b&gt;b&lt;/b&gt;", "a b", "a <b>b</b>"},
      {" type='text/html' mode='escaped'", "a &amp;lt;b&amp;gt; c", "a <b> c", "a &lt;b&gt; c"},
      {" type='text/html' mode='xml'", "a <b>b</b>", "a b", "a <b>b</b>"},
      {" type='text/html' mode='xml'", "a &lt;b&gt; c", "a <b> c", "text: a <b> c"},
      {" type='application/xhtml+xml'", "a <b>b</b>", "a b", "a <b>b</b>"},
      {" type='application/xhtml+xml' mode='xml'", "<div xmlns='http://www.w3.org/1999/xhtml'>a &lt;b&gt; c</div>",
       "a <b> c", "a &lt;b&gt; c"},
      {" mode='base64'", "YSA8Yj4gYw==", "a <b> c", "text: a <b> c"},
      {" type='text/html' mode='base64'", "YSA8Yj5iPC9iPg==", "a b", "a <b>b</b>"},
      {" type='application/octet-stream' mode='base64'", "YSA8Yj4gYw==", "a <b> c", "text: a <b> c"},
  };
  check(rows, atom_0_3_entry);
}

TEST_CASE("parse: an RSS title is read as HTML only as far as it is HTML") {
  const struct {
    std::string title;
    std::string read;
  } rows[] = {
      {"&lt;b&gt;bold&lt;/b&gt; move", "bold move"},
      {"<![CDATA[<i>Ulysses</i> &amp; after]]>", "Ulysses & after"},
      {"one&lt;br/&gt;two", "one two"},
      {"vector&lt;int&gt; explained", "vector<int> explained"},
      {"Option&lt;T&gt; and &lt;/T&gt;", "Option<T> and </T>"},
      {"the &lt;input&gt; element", "the <input> element"},
      {"&lt;http://example.org/&gt;", "<http://example.org/>"},
      {"the &amp;lt;b&amp;gt; element", "the <b> element"},
      {"the &amp;amp;lt;b&amp;amp;gt; reference", "the &lt;b&gt; reference"},
      {"5 &lt; 6, 7 &gt; 3, a &lt;- b, x&lt;5", "5 < 6, 7 > 3, a <- b, x<5"},
      {"I &lt;3 RSS", "I <3 RSS"},
      {"a &lt;", "a <"},
      {"a &lt;/", "a </"},
      {"Q&amp;A", "Q&A"},
      {"Q&A", "Q&A"},
      {"caf&amp;eacute; &#8211; &amp;#8211;", "café – –"},
      {"a <em>b</em> c", "a b c"},
      {"How the &lt;script&gt; tag works", "How the <script> tag works"},
      {"if a&lt;b then c", "if a<b then c"},
      {"a&lt;b", "a<b"},
      {"x &lt;b and y &gt; z", "x <b and y > z"},
      {"x &lt;b and &lt;i&gt;y&lt;/i&gt;", "x <b and y"},
      {"The &lt;title&gt; element", "The <title> element"},
      {"Why &lt;textarea&gt; x", "Why <textarea> x"},
      {"The &lt;select&gt; and &lt;option&gt; tag", "The <select> and <option> tag"},
      {"a &lt;!-- b", "a <!-- b"},
      {"a &lt;!-- b --&gt; c", "a c"},
      {"&lt;style&gt; tags", "<style> tags"},
      {"&lt;template&gt; in Vue", "<template> in Vue"},
      {"&lt;svg&gt; y", "<svg> y"},
      {"&lt;xmp&gt; z", "<xmp> z"},
      {"Why &lt;/script&gt; ends it", "Why </script> ends it"},
      {"&lt;iframe&gt; explained", "<iframe> explained"},
      {"&lt;?php echo 1; ?&gt; in PHP", "<?php echo 1; ?> in PHP"},
      {"&lt;!DOCTYPE html&gt; why", "<!DOCTYPE html> why"},
      {"the &lt;img&gt; element, the &lt;b&gt; element", "the <img> element, the <b> element"},
      {"a &lt;img src='x'&gt; b", "a b"},
      {"&lt;script&gt;alert('a<b')&lt;/script&gt; a", "a"},
      {"&lt;a title='b'&gt;c&lt;/a&gt; &lt;T&gt;", "c <T>"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.title);
    CHECK(rss_item("<title>" + row.title + "</title>").title == row.read);
    CHECK(rss_item("<media:title>" + row.title + "</media:title>").title == row.read);
    CHECK(rss_item("<dc:title>" + row.title + "</dc:title>").title == row.read);
  }
}

TEST_CASE("parse: names and categories of RSS are read as titles are") {
  const struct {
    std::string text;
    std::string read;
  } rows[] = {
      {"C# &lt;T&gt;", "C# <T>"},
      {"use &lt;T&gt; here", "use <T> here"},
      {"a&lt;b", "a<b"},
      {"&lt;i&gt;a&lt;/i&gt; &amp;amp; b", "a & b"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    CHECK(rss_item("<category>" + row.text + "</category>").tags == std::vector<std::string>{row.read});
    CHECK(rss_item("<media:keywords>" + row.text + "</media:keywords>").tags == std::vector<std::string>{row.read});
    CHECK(rss_item("<author>" + row.text + "</author>").authors.at(0).name == row.read);
    CHECK(rss_item("<author><name>" + row.text + "</name></author>").authors.at(0).name == row.read);
    CHECK(rss_item("<source url='http://e.org/'>" + row.text + "</source>").source.value().title == row.read);
  }
}

TEST_CASE("parse: an RSS description is HTML, escaped once") {
  const struct {
    std::string description;
    std::string html;
  } rows[] = {
      {"&lt;p&gt;a&lt;/p&gt;", "<p>a</p>"},
      {"<![CDATA[<p>a</p>]]>", "<p>a</p>"},
      {"<p>a</p>", "<p>a</p>"},
      {"&amp;lt;p&amp;gt;a", "&lt;p&gt;a"},
      {"<![CDATA[&lt;p&gt;a]]>", "&lt;p&gt;a"},
      {"1 &lt; 2 &amp;amp; 3", "1 &lt; 2 &amp; 3"},
      {"<![CDATA[one]]> and <![CDATA[<b>two</b>]]>", "one and <b>two</b>"},
      {"<![CDATA[a]]]]><![CDATA[>b]]>", "a]]&gt;b"},
      {"if a<b then c", "if a&lt;b then c"},
      {"if a&lt;b then c &amp;amp; d", "if a&lt;b then c &amp; d"},
      {"a &lt;!-- b", "a &lt;!-- b"},
      {"cut &lt;a href=\"http://e.o", "cut "},
      {"&lt;p&gt;cut &lt;a", "<p>cut </p>"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.description);
    CHECK(rss_item("<description>" + row.description + "</description>").content_html == row.html);
  }
}

TEST_CASE("parse: text that breaks off is kept up to there") {
  const struct {
    std::string item;
    std::string title;
    std::string html;
  } rows[] = {
      {"<title>a</title><description><![CDATA[b <i>c", "a", "b <i>c</i>"},
      {"<title>a</title><description>b &lt;i&gt;c", "a", "b <i>c</i>"},
      {"<title>a</title><description>b</descr", "a", "b"},
      {"<title>a", "a", ""},
      {"<title><![CDATA[a", "a", ""},
      {"<title>a</title><descr", "a", ""},
  };
  for (const auto& row : rows) {
    CAPTURE(row.item);
    const feed::Document document =
        read("<rss version='2.0'><channel><item><title>first</title></item><item>" + row.item);
    REQUIRE(document.entries.size() == 2);
    CHECK(document.entries[0].title == "first");
    CHECK(document.entries[1].title == row.title);
    CHECK(document.entries[1].content_html == row.html);
    CHECK(document.damaged);
  }
}
