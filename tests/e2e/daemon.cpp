#include <doctest/doctest.h>

#include <csignal>

#include "e2e/installation.hpp"

using namespace telex;
using namespace telex::e2e;
using support::Answer;
using support::feed_answer;
using support::Origin;
using support::Program;
using namespace std::chrono_literals;

TEST_CASE("e2e: SIGTERM and SIGINT end the daemon at once, whatever is under way, and keeps what is stored") {
  Origin origin;
  auto gate = std::make_shared<support::Gate>();
  origin.serve("/good", feed_answer(rss({item("1", "Good")})));
  Answer stalled = feed_answer(rss({}));
  stalled.before_piece = gate;
  origin.serve("/stalled", stalled);
  const Installation installation;
  installation.configure({origin.url("/good"), origin.url("/stalled")}, "timeout = \"10m\"");
  Program telexd{installation.telexd()};
  REQUIRE(gate->wait_for_arrivals(1));
  REQUIRE(telexd.wait_for_error(origin.url("/good") + ": 1 new"));
  SUBCASE("SIGTERM") { telexd.signal(SIGTERM); }
  SUBCASE("SIGINT") { telexd.signal(SIGINT); }
  const auto ending = telexd.wait(5s);
  REQUIRE(ending);
  CHECK(ending->exit_code == 0);
  CHECK(installation.articles().size() == 1);
}

TEST_CASE("e2e: SIGHUP takes over a good configuration and refuses a bad one") {
  Origin origin;
  origin.serve("/one", feed_answer(rss({item("1", "One")})));
  origin.serve("/two", feed_answer(rss({item("2", "Two")})));
  const Installation installation;
  installation.configure({origin.url("/one")});
  Program telexd{installation.telexd()};
  REQUIRE(telexd.wait_for_error(origin.url("/one") + ": 1 new"));

  installation.folder().write("telex.toml", "[fetch]\nnonsense = 1\n");
  telexd.signal(SIGHUP);
  REQUIRE(telexd.wait_for_error("nonsense"));

  installation.configure({origin.url("/one"), origin.url("/two")});
  telexd.signal(SIGHUP);
  CHECK(telexd.wait_for_error(origin.url("/two") + ": 1 new"));
  CHECK(installation.articles().size() == 2);
  telexd.signal(SIGTERM);
  CHECK(telexd.wait(5s)->exit_code == 0);
}

TEST_CASE("e2e: one process fetches for a store, and a killed one leaves no lock behind") {
  Origin origin;
  auto gate = std::make_shared<support::Gate>();
  Answer held = feed_answer(rss({item("1", "One")}));
  held.before_head = gate;
  origin.serve("/", held);
  const Installation installation;
  installation.configure({origin.url()});
  Program first{installation.telexd()};
  REQUIRE(gate->wait_for_arrivals(1));

  const auto second = installation.fetch_once();
  CHECK(second.exit_code == 2);
  CHECK(second.err.find(std::to_string(first.pid())) != std::string::npos);

  first.signal(SIGKILL);
  CHECK(first.wait()->signal == SIGKILL);
  gate->open();
  CHECK(installation.fetch_once().exit_code == 0);
  CHECK(installation.articles().size() == 1);
}

TEST_CASE("e2e: telex fetch asks the running daemon and comes back when it is done") {
  Origin origin;
  origin.serve_in_turn("/", {feed_answer(rss({item("1", "One")})), feed_answer(rss({item("2", "Two")}))});
  const Installation installation;
  installation.configure({origin.url()});
  Program telexd{installation.telexd()};
  REQUIRE(telexd.wait_for_error(": 1 new"));
  const auto ending = support::run(installation.telex({"fetch", "--all", "--wait"}));
  CAPTURE(ending.err);
  CHECK(ending.exit_code == 0);
  CHECK(installation.articles().size() == 2);
  telexd.signal(SIGTERM);
  CHECK(telexd.wait(5s)->exit_code == 0);
}
