#include "html/text.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace {

using telex::html::to_readable_text;
using telex::html::to_text;

struct Row {
  std::string html;
  std::string expected;
};

}  // namespace

TEST_CASE("html: text is one line without tags") {
  const std::vector<Row> rows{{"", ""},
                              {"plain", "plain"},
                              {"  a \n\t b  ", "a b"},
                              {"a<b>b</b>c", "abc"},
                              {"<p>a</p><p>b<br>c</p><ul><li>d<li>e</ul>f", "a b c d e f"},
                              {"<table><tr><td>a<td>b</table>", "a b"},
                              {"Q&amp;A &lt;b&gt; caf&eacute; &#8212; AT&T &nosuch;", "Q&A <b> café — AT&T &nosuch;"},
                              {"a&#32;&#10; b&Tab;c", "a b c"},
                              {"a&nbsp;b",
                               "a\xC2\xA0"
                               "b"},
                              {"a<script>b</script><style>c</style><!-- d -->e", "ae"},
                              {"1 < 2 & 3 > 2", "1 < 2 & 3 > 2"},
                              {"a\x1B[31mb&#27;c\xC2\x9B"
                               "d\xC2\xA9\xC3\xA9"
                               "e\xC2",
                               "a[31mbcd©ée\xC2"},
                              {std::string{"a\0b", 3}, "ab"}};
  for (const Row& row : rows) {
    CAPTURE(row.html);
    CHECK_EQ(to_text(row.html), row.expected);
  }
}

TEST_CASE("html: readable text has paragraphs, lists, quotations and numbered links") {
  const std::string html =
      "<h2>Title &amp; more</h2><p>One <a href='http://x.test/a'>link</a>,\n <a href='http://x.test/b'>two</a>, "
      "<a href='http://x.test/a'>again</a>.</p><ul><li>one<li><p>two</p><p>more</p><ol start=9><li>n<li>m</ol></ul>"
      "<blockquote><p>said</p><p>twice<br>over</p></blockquote>"
      "<pre>\n  code  x\n\n  y</pre><table><tr><td>a<td>b<tr><th>c<td><img alt='a pic'></table><hr>"
      "<dl><dt>t<dd>d</dl><a href='http://x.test/c'>x.test/c</a>";
  CHECK_EQ(to_readable_text(html),
           "## Title & more\n"
           "\n"
           "One link [1], two [2], again [1].\n"
           "\n"
           "- one\n"
           "- two\n"
           "  more\n"
           "  9. n\n"
           "  10. m\n"
           "\n"
           "> said\n"
           ">\n"
           "> twice\n"
           "> over\n"
           "\n"
           "  code  x\n"
           "\n"
           "  y\n"
           "\n"
           "a | b\n"
           "c | (image: a pic)\n"
           "\n"
           "* * *\n"
           "\n"
           "t\n"
           "    d\n"
           "\n"
           "x.test/c\n"
           "\n"
           "[1] http://x.test/a\n"
           "[2] http://x.test/b");
}

TEST_CASE("html: readable text of odd fragments") {
  const std::vector<Row> rows{{"", ""},
                              {"a<br><br><br><br>b", "a\n\nb"},
                              {"<li>a<li>b", "- a\n- b"},
                              {"<ul><li><blockquote>q<br>r</blockquote><li>s</ul>", "- > q\n  > r\n- s"},
                              {"<ul><li></li></ul><p>a</p>", "a"},
                              {"<script>x</script><p>a\x1B[2J&#x81;\xC2\x9B"
                               "b</p>",
                               "a[2Jb"},
                              {"<a href='http://x.test/a b'>c</a>", "c [1]\n\n[1] http://x.test/a%20b"},
                              {"<a href='javascript:x'>a</a> <a href='http://x.test/'></a>b", "a b"}};
  for (const Row& row : rows) {
    CAPTURE(row.html);
    CHECK_EQ(to_readable_text(row.html), row.expected);
  }
}

TEST_CASE("html: deep quotations do not make the text run away") {
  std::string html;
  for (int i = 0; i < 1000; ++i) html += "<blockquote>";
  for (int i = 0; i < 10'000; ++i) html += "x<br>";
  CHECK(to_readable_text(html).size() < 40 * 10'000);
}

TEST_CASE("html: references are decoded as in text, and nothing else") {
  CHECK_EQ(telex::html::decode_references("<p>&amp;lt; &eacute;&notit; &#x1F600;&am &#;"),
           "<p>&lt; é¬it; \xF0\x9F\x98\x80&am &#;");
}

TEST_CASE("html: escaping") {
  CHECK_EQ(telex::html::escape("a<b> & \"c\""), "a&lt;b&gt; &amp; \"c\"");
  CHECK_EQ(telex::html::escape("a<b> & \"c\"", true), "a&lt;b&gt; &amp; &quot;c&quot;");
}
