#include <doctest/doctest.h>

#include "e2e/installation.hpp"

using namespace telex;
using namespace telex::e2e;
using support::Answer;
using support::feed_answer;
using support::Origin;

TEST_CASE("e2e: an edited entry is updated in place and one that leaves the feed stays") {
  Origin origin;
  origin.serve_in_turn("/", {feed_answer(rss({item("1", "Dam holds"), item("2", "Rain")})),
                             feed_answer(rss({item("1", "Dam breaks"), item("3", "Relief")}))});
  const Installation installation;
  installation.configure({origin.url()});
  REQUIRE(installation.fetch_once().exit_code == 0);
  const auto first = installation.articles({"title:dam"});
  REQUIRE(first.size() == 1);
  CHECK(text(first[0].as_object(), "title") == "Dam holds");

  REQUIRE(installation.fetch_all().exit_code == 0);
  const auto second = installation.articles({"title:dam"});
  REQUIRE(second.size() == 1);
  CHECK(text(second[0].as_object(), "title") == "Dam breaks");
  CHECK(text(second[0].as_object(), "id") == text(first[0].as_object(), "id"));
  CHECK(installation.articles({"title:holds"}).empty());
  CHECK(installation.articles().size() == 3);
}

TEST_CASE("e2e: a feed that fails leaves the others and their articles alone") {
  Origin origin;
  origin.serve("/good", feed_answer(rss({item("1", "Good")})));
  origin.serve("/missing", Answer{.status = 404});
  const Installation installation;
  installation.configure({origin.url("/good"), origin.url("/missing")});
  const auto ending = installation.fetch_once();
  CHECK(ending.exit_code == 1);
  CHECK(installation.articles().size() == 1);
  CHECK(text(installation.feed(origin.url("/missing")), "last_error").find("404") != std::string::npos);
}

TEST_CASE("e2e: nothing is fetched before it is due") {
  Origin origin;
  origin.serve("/", feed_answer(rss({item("1", "One")})));
  const Installation installation;
  installation.configure({origin.url()});
  REQUIRE(installation.fetch_once().exit_code == 0);
  REQUIRE(installation.fetch_once().exit_code == 0);
  CHECK(origin.requests().size() == 1);
}

TEST_CASE("e2e: loopback is not reached unless the configuration allows it") {
  Origin origin;
  origin.serve("/", feed_answer(rss({item("1", "One")})));
  const Installation installation;
  installation.folder().write("telex.toml", "store = \"sqlite:telex.db\"\n[[feed]]\nurl = \"" + origin.url() + "\"\n");
  CHECK(installation.fetch_once().exit_code == 1);
  CHECK(origin.connections() == 0);
  CHECK(text(installation.feed(origin.url()), "last_error").find("allow_private") != std::string::npos);
}

TEST_CASE("e2e: a configuration with faults names each of them and exits 2") {
  const Installation installation;
  installation.folder().write("telex.toml", "[fetch]\ntimout = \"30s\"\n[[feed]]\nurl = \"gopher:x\"\n");
  for (const std::string mode : {"--once", "--check"}) {
    CAPTURE(mode);
    const auto ending = support::run(installation.telexd({mode}));
    CHECK(ending.exit_code == 2);
    CHECK(ending.err.find("telex.toml:2") != std::string::npos);
    CHECK(ending.err.find("telex.toml:4") != std::string::npos);
  }
}
