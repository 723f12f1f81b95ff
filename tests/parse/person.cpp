#include "parse/person.hpp"

#include "parse/read.hpp"

using namespace telex;
using parse::test::atom_entry;
using parse::test::rss_item;

TEST_CASE("parse: a person in a line is split into name and address") {
  const struct {
    std::string line;
    std::string name;
    std::string email;
  } rows[] = {
      {"me@example.com (Example editor)", "Example editor", "me@example.com"},
      {"Example editor (me@example.com)", "Example editor", "me@example.com"},
      {"Example editor (me+spam@example.com)", "Example editor", "me+spam@example.com"},
      {"Example editor <me@example.com>", "Example editor", "me@example.com"},
      {"\"Editor, Example\" <me@example.com>", "Editor, Example", "me@example.com"},
      {"me@example.com Example editor", "Example editor", "me@example.com"},
      {"mailto:me@example.com", "", "me@example.com"},
      {"Example editor &lt;me@example.com&gt;", "Example editor", "me@example.com"},
      {"Example editor <mailto:me@example.com>", "Example editor", "me@example.com"},
      {"me@example.com ()", "", "me@example.com"},
      {"noreply@blogger.com (Ann)", "Ann", "noreply@blogger.com"},
      {"\"Example editor\" me@example.com", "Example editor", "me@example.com"},
      {"Smith, J. (Daily News)", "Smith, J. (Daily News)", ""},
      {"me@example.com", "", "me@example.com"},
      {"Example editor", "Example editor", ""},
      {"Editor (of politics)", "Editor (of politics)", ""},
      {"A &amp; B", "A & B", ""},
      {"@example", "@example", ""},
      {"", "", ""},
  };
  for (const auto& row : rows) {
    CAPTURE(row.line);
    CHECK(parse::parse_people(row.line) ==
          std::vector<feed::Person>(row.line.empty() ? 0 : 1, {row.name, "", "", row.email}));
  }
}

TEST_CASE("parse: several persons in a line are several where each has an address") {
  const struct {
    std::string line;
    std::vector<feed::Person> people;
  } rows[] = {
      {"a@b.c (A), d@e.f (D)", {{"A", "", "", "a@b.c"}, {"D", "", "", "d@e.f"}}},
      {"A <a@b>, D <d@e>", {{"A", "", "", "a@b"}, {"D", "", "", "d@e"}}},
      {"A &lt;a@b&gt;; D &lt;d@e&gt;;", {{"A", "", "", "a@b"}, {"D", "", "", "d@e"}}},
      {"a@b.c, d@e.f", {{"", "", "", "a@b.c"}, {"", "", "", "d@e.f"}}},
      {"a@b.c (A, B), \"D, E\" <d@e>", {{"A, B", "", "", "a@b.c"}, {"D, E", "", "", "d@e"}}},
      {"Doe, Jane", {{"Doe, Jane", "", "", ""}}},
      {"Doe, Jane <j@d.e>", {{"Doe, Jane", "", "", "j@d.e"}}},
      {"Guy English, Rene Ritchie", {{"Guy English, Rene Ritchie", "", "", ""}}},
      {"A &amp; B <a@b.c>", {{"A & B", "", "", "a@b.c"}}},
  };
  for (const auto& row : rows) {
    CAPTURE(row.line);
    CHECK(parse::parse_people(row.line) == row.people);
  }
  const std::string both = "a@b.c (A), d@e.f (D)";
  CHECK(rss_item("<author>" + both + "</author>").authors.size() == 2);
  CHECK(rss_item("<media:credit>" + both + "</media:credit>").authors.size() == 2);
  CHECK(
      parse::test::read("<rss><channel><managingEditor>" + both + "</managingEditor></channel></rss>").authors.size() ==
      2);
}

TEST_CASE("parse: an Atom person has its parts in elements of their own") {
  const feed::Entry entry =
      atom_entry("<author><name>Ann</name><email>ann@example.org</email><uri>http://example.org/ann</uri></author>");
  CHECK(entry.authors == std::vector<feed::Person>{{"Ann", "http://example.org/ann", "", "ann@example.org"}});
}

TEST_CASE("parse: one person named by two elements is one author") {
  const feed::Entry entry = rss_item("<dc:creator>Ann</dc:creator><author>ann@example.org (Ann)</author>");
  CHECK(entry.authors == std::vector<feed::Person>{{"Ann", "", "", "ann@example.org"}});
}

TEST_CASE("parse: the author of a podcast counts only where nobody else is named") {
  CHECK(rss_item("<itunes:author>Studio</itunes:author><dc:creator>Ann</dc:creator>").authors.at(0).name == "Ann");
  CHECK(rss_item("<itunes:author>Studio</itunes:author>").authors.at(0).name == "Studio");
}

TEST_CASE("parse: an author with markup keeps the text") {
  CHECK(rss_item("<author>by <a href=\"/x\">Foo Bar</a></author>").authors.at(0).name == "by Foo Bar");
}
