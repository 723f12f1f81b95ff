#include "base/idna.hpp"

#include <doctest/doctest.h>

#include "base/url.hpp"

using namespace telex;

TEST_CASE("base: a host in Unicode has an ASCII form") {
  const struct {
    std::string host;
    std::string ascii;
  } rows[] = {
      {"www.詹姆斯.com", "www.xn--8ws00zhy3a.com"},
      {"BÜCHER.example", "xn--bcher-kva.example"},
      {"faß.de", "xn--fa-hia.de"},  // transitional mapping would make "fass.de" of it
      {"пример.испытание", "xn--e1afmkfd.xn--80akhbyknj4f"},
      {"例え。テスト", "xn--r8jz45g.xn--zckzah"},  // an ideographic full stop
      {"１２７.０.０.１", "127.0.0.1"},
      {"a_b.ü.example", "a_b.xn--tda.example"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.host);
    CHECK(host_to_ascii(row.host) == row.ascii);
  }
}

TEST_CASE("base: what mapping would turn into a delimiter is no host") {
  for (const std::string host : {"a／b.example", "a：80", "a＠b.example", "ü b", "a\xFF"}) {
    CAPTURE(host);
    CHECK_FALSE(host_to_ascii(host));
  }
  CHECK_FALSE(host_to_ascii(std::string(2000, 'a') + "ü"));
}

TEST_CASE("base: a URL with a host in Unicode goes on the wire in ASCII") {
  const struct {
    std::string written;
    std::string sent;
  } rows[] = {
      {"http://www.詹姆斯.com/feed", "http://www.xn--8ws00zhy3a.com/feed"},
      {"https://ann:p@Bücher.example:8080/ä?ö#ü", "https://ann:p@xn--bcher-kva.example:8080/%C3%A4?%C3%B6#%C3%BC"},
      {"http://b%C3%BCcher.example/", "http://xn--bcher-kva.example/"},
      {"http://example.org/@ü:1", "http://example.org/@%C3%BC:1"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.written);
    const auto url = Url::parse(row.written);
    REQUIRE(url);
    CHECK(url->text() == row.sent);
  }
  const auto base = Url::parse("http://www.詹姆斯.com/a/");
  CHECK(base->resolve("feed")->text() == "http://www.xn--8ws00zhy3a.com/a/feed");
  CHECK(base->resolve("//bücher.example/x")->text() == "http://xn--bcher-kva.example/x");
  CHECK(resolve_reference(std::nullopt, "http://bücher.example/") == "http://xn--bcher-kva.example/");
}
