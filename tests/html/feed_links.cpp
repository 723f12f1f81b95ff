#include "html/feed_links.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using telex::Url;
using telex::html::feed_links;
using telex::html::FeedLink;

namespace {

const std::optional<Url> page = Url::parse("https://site.test/news/today?x=1");

std::string link(const std::string& attributes) { return "<link " + attributes + ">"; }

}  // namespace

TEST_CASE("html: a page's feeds are what it links to by relation and type") {
  const std::string rss = "rel=alternate type=application/rss+xml href=";
  const struct {
    std::string html;
    std::vector<std::string> urls;
  } rows[] = {
      {link(rss + "/feed"), {"https://site.test/feed"}},
      {link(rss + "feed"), {"https://site.test/news/feed"}},
      {link(rss + "'//cdn.test/a b?c=1&amp;d=2'"), {"https://cdn.test/a%20b?c=1&d=2"}},
      {link("rel=alternate type=application/atom+xml href=/a") +
           link("rel=alternate type=application/feed+json href=/b"),
       {"https://site.test/a", "https://site.test/b"}},
      {link("rel=alternate type=application/rdf+xml href=/a") + link("rel=alternate type=application/json href=/b"),
       {"https://site.test/a", "https://site.test/b"}},
      {link("rel=alternate type=text/xml href=/a") + link("rel=alternate type=application/xml href=/b"),
       {"https://site.test/a", "https://site.test/b"}},
      {link("REL='Home\nALTERNATE' TYPE='Application/RSS+XML; charset=utf-8' HREF=/a"), {"https://site.test/a"}},
      {link("rel=feed href=/a") + link("rel='alternate feed' type=x/y href=/b") + "<a rel=feed href=/c>c</a>",
       {"https://site.test/a", "https://site.test/b", "https://site.test/c"}},
      {"<body><p>text<a rel=alternate type=application/rss+xml href=/a>RSS</a>" + link(rss + "/b"),
       {"https://site.test/a", "https://site.test/b"}},
      {"<base href=/x/y>" + link(rss + "a"), {"https://site.test/x/a"}},
      {link(rss + "a") + "<base target=t><base href='http://other.test/'><base href=/no>", {"http://other.test/a"}},
      {"<base href='http://a b/'>" + link(rss + "a"), {"https://site.test/news/a"}},
      {link(rss + "/a") + link(rss + "/a title=again"), {"https://site.test/a"}},
      {link(rss + "/a") + link(rss + "/A") + link(rss + "/a?"),
       {"https://site.test/a", "https://site.test/A", "https://site.test/a?"}},
      {"<noscript>" + link(rss + "/a") + "</noscript>", {"https://site.test/a"}},
      {"<script>'" + link(rss + "/a") + "'</script><!--" + link(rss + "/b") + "--><title>" + link(rss + "/c"), {}},
      {link("rel=alternate hreflang=de href=/de") + link("rel=alternate type=text/html href=/m"), {}},
      {link("rel='alternate stylesheet' type=text/xml href=/a") + link("rel=stylesheet type=text/css href=/b"), {}},
      {link("rel=feed type=text/html href=/a") + link("rel=alternates type=application/rss+xml href=/b"), {}},
      {link("rel=alternate type=application/json href=/wp-json/wp/v2/posts/1") +
           link("rel=alternate type=application/json+oembed href=/o") +
           link("rel=alternate type=text/xml+oembed href=/p"),
       {}},
      {link("rel=alternate type=application/rss+xml") + link(rss + "''") + link(rss + "javascript:alert(1)") +
           link(rss + "data:,x") + link(rss + "'http://a b/'"),
       {}},
      {link(rss + "/" + std::string(3000, 'a')), {}},
      {"", {}},
  };
  for (const auto& row : rows) {
    CAPTURE(row.html);
    std::vector<std::string> urls;
    for (const FeedLink& feed : feed_links(row.html, page)) urls.push_back(feed.url);
    CHECK(urls == row.urls);
  }
}

TEST_CASE("html: a feed link has the title and the type that the page gives it") {
  const std::vector<FeedLink> expected{{"https://site.test/a", "News & more", "application/rss+xml"},
                                       {"https://site.test/b", "", ""}};
  CHECK(feed_links("<link title=' News &amp;\n more' rel=alternate type='application/rss+xml;x=y' href=/a>"
                   "<link rel=feed href=/b>",
                   page) == expected);
}

TEST_CASE("html: without a page's address its feed links stay as they are written") {
  const std::string links = "<link rel=feed href='/a'><link rel=feed href='http://b.test/c'>";
  CHECK(feed_links(links, std::nullopt).at(0).url == "/a");
  CHECK(feed_links(links, std::nullopt).at(1).url == "http://b.test/c");
  CHECK(feed_links("<base href='http://d.test/e'>" + links, std::nullopt).at(0).url == "http://d.test/a");
}

TEST_CASE("html: a page's feed links are bounded") {
  std::string html;
  for (int i = 0; i < 10'000; ++i) html += link("rel=feed href=" + std::to_string(i));
  CHECK(feed_links(html, page).size() == telex::html::max_feed_links);
}

TEST_CASE("html: a feed link that a page repeats hides no other") {
  std::string html;
  for (std::size_t i = 0; i < telex::html::max_feed_links; ++i) html += link("rel=feed href=/a");
  const std::vector<FeedLink> links = feed_links(html + link("rel=feed href=/b"), page);
  REQUIRE(links.size() == 2);
  CHECK(links[1].url == "https://site.test/b");
}
