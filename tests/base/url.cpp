#include "base/url.hpp"

#include <doctest/doctest.h>

using namespace telex;

TEST_CASE("base: URLs as people write them become URLs that can be sent") {
  const struct {
    std::string written;
    std::string sent;
  } rows[] = {
      {"http://example.org/", "http://example.org/"},
      {"  HTTP://Example.ORG/a b  ", "http://example.org/a%20b"},
      {"https://example.org/ä?q=|", "https://example.org/%C3%A4?q=%7C"},
      {"http://example.org/100%", "http://example.org/100%25"},
      {"http://example.org/a\n b", "http://example.org/a%20b"},
      {"http://[::1]:8080/x[1]", "http://[::1]:8080/x%5B1%5D"},
      {"http://example.org\\a", "http://example.org/a"},
      {"http:\\\\example.org\\a?b\\c", "http://example.org/a?b%5Cc"},
      {"http://example.org/#a#b", "http://example.org/#a%23b"},
      {"http://127.1/", "http://127.1/"},
      {"http://0x7f000001/feed", "http://0x7f000001/feed"},
      {"mailto:a@example.org", "mailto:a@example.org"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.written);
    const auto url = Url::parse(row.written);
    REQUIRE(url);
    CHECK(url->text() == row.sent);
    CHECK(Url::parse(url->text())->text() == row.sent);
  }
}

TEST_CASE("base: text without a scheme is no absolute URL") {
  for (const std::string text : {"", "/feed", "example.org/feed", "//example.org/", "http://exa mple.org:port/"}) {
    CAPTURE(text);
    CHECK_FALSE(Url::parse(text));
  }
}

TEST_CASE("base: references resolve as RFC 3986 section 5.4 lists") {
  const auto base = Url::parse("http://a/b/c/d;p?q");
  REQUIRE(base);
  const struct {
    std::string reference;
    std::string target;
  } rows[] = {{"g:h", "g:h"},
              {"g", "http://a/b/c/g"},
              {"./g", "http://a/b/c/g"},
              {"g/", "http://a/b/c/g/"},
              {"/g", "http://a/g"},
              {"//g", "http://g"},
              {"?y", "http://a/b/c/d;p?y"},
              {"g?y", "http://a/b/c/g?y"},
              {"#s", "http://a/b/c/d;p?q#s"},
              {"", "http://a/b/c/d;p?q"},
              {"..", "http://a/b/"},
              {"../g", "http://a/b/g"},
              {"../..", "http://a/"},
              {"../../g", "http://a/g"},
              {"../../../g", "http://a/g"},
              {"./../g", "http://a/b/g"},
              {"g;x=1/../y", "http://a/b/c/y"}};
  for (const auto& row : rows) {
    CAPTURE(row.reference);
    const auto target = base->resolve(row.reference);
    REQUIRE(target);
    CHECK(target->text() == row.target);
  }
}

TEST_CASE("base: a resolved reference has a lower-case scheme and no dot segments") {
  const auto base = Url::parse("http://a/b");
  REQUIRE(base);
  const struct {
    std::string reference;
    std::string target;
  } rows[] = {{"HTTP://x/../", "http://x/"}, {"/./c", "http://a/c"}, {"/../../c/.", "http://a/c/"}};
  for (const auto& row : rows) {
    CAPTURE(row.reference);
    const auto target = base->resolve(row.reference);
    REQUIRE(target);
    CHECK(target->text() == row.target);
  }
}

TEST_CASE("base: parts of a URL") {
  const auto url = Url::parse("https://me:secret@Example.org/feed?x=1#top");
  REQUIRE(url);
  CHECK(url->scheme() == "https");
  CHECK(url->host() == "example.org");
  CHECK(url->port() == 443);
  CHECK(url->user_info() == "me:secret");
  CHECK(url->origin() == "https://example.org:443");
  CHECK(url->without_fragment() == "https://me:secret@example.org/feed?x=1");
  CHECK(Url::parse("http://[::1]:80/")->host() == "::1");
  CHECK(Url::parse("http://a:8080/")->port() == 8080);
}

TEST_CASE("base: a reference without a base stays what it is") {
  CHECK(resolve_reference(std::nullopt, " /a b ") == "/a%20b");
  CHECK(resolve_reference(Url::parse("http://a/x/"), "y") == "http://a/x/y");
  CHECK(resolve_reference(Url::parse("http://a/x/"), "http://b/ü") == "http://b/%C3%BC");
}

TEST_CASE("base: user and password are cut out of every URL of a text, and nothing else") {
  const struct {
    std::string text;
    std::string shown;
  } rows[] = {
      {"http://ann:pw@host/feed", "http://host/feed"},
      {"https://ann@host", "https://host"},
      {"http://ann:p@w,:@[::1]:80/?q", "http://[::1]:80/?q"},
      {"not subscribed: http://a:b@c/, http://d, https://e:f@g", "not subscribed: http://c/, http://d, https://g"},
      {"http://host/@ann?to=a@b#c@d", "http://host/@ann?to=a@b#c@d"},
      {"http://host?ann@host", "http://host?ann@host"},
      {"http://host\\ann@host", "http://host\\ann@host"},
      {"see http://host or ann@host", "see http://host or ann@host"},
      {"ann@host: a://", "ann@host: a://"},
      {"", ""},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    CHECK(without_user_info(row.text) == row.shown);
  }
}
