#include "parse/namespaces.hpp"

#include "parse/read.hpp"

using namespace telex;
using parse::Ns;
using parse::test::read;

TEST_CASE("parse: a namespace is known by its URI, in the spellings that are met") {
  const struct {
    std::string uri;
    Ns ns;
  } rows[] = {
      {"", Ns::plain},
      {"http://www.w3.org/2005/Atom", Ns::atom},
      {"HTTP://WWW.W3.ORG/2005/atom", Ns::atom},
      {"http://purl.org/atom/ns#", Ns::atom},
      {"http://purl.org/dc/elements/1.1/", Ns::dc},
      {"http://purl.org/dc/elements/1.1", Ns::dc},
      {" https://search.yahoo.com/mrss ", Ns::media},
      {"http://my.netscape.com/rdf/simple/0.9/", Ns::plain},
      {"urn:unknown", Ns::other},
  };
  for (const auto& row : rows) {
    CAPTURE(row.uri);
    CHECK(parse::namespace_of_uri(row.uri) == row.ns);
  }
}

TEST_CASE("parse: prefixes mean what they are bound to") {
  const feed::Document document = read(
      "<r:rss version='2.0' xmlns:r='http://backend.userland.com/rss2' xmlns:x='http://purl.org/dc/elements/1.1/' "
      "xmlns:dc='urn:other' xmlns:title='urn:t'><r:channel><r:item><r:title>right</r:title><x:creator>Ann</x:creator>"
      "<title:title>wrong</title:title></r:item></r:channel></r:rss>");
  CHECK(document.entries.at(0).title == "right");
  CHECK(document.entries.at(0).authors.at(0).name == "Ann");
}

TEST_CASE("parse: a well-known prefix works without its declaration, which is damage") {
  const feed::Document document = read("<rss><channel><item><dc:creator>Ann</dc:creator></item></channel></rss>");
  CHECK(document.entries.at(0).authors.at(0).name == "Ann");
  CHECK(document.damaged);
}

TEST_CASE("parse: a binding ends with its element") {
  const feed::Document document = read(
      "<rss xmlns:a='urn:x'><channel><item><a:creator xmlns:a='http://purl.org/dc/elements/1.1/'>Ann</a:creator>"
      "<a:creator>Bob</a:creator></item></channel></rss>");
  CHECK(document.entries.at(0).authors == std::vector<feed::Person>{{"Ann", "", "", ""}});
}
