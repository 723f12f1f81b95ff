#include <doctest/doctest.h>

#include <csignal>

#include "daemon/control_client.hpp"
#include "daemon/telexd.hpp"

using namespace telex;
using namespace telex::daemon_tests;
using boost::json::object;
using support::feed_answer;
using support::Origin;
using support::Program;
using namespace std::chrono_literals;

namespace {

void stop(Program& program) {
  program.signal(SIGTERM);
  const auto ending = program.wait(5s);
  REQUIRE(ending.has_value());
  CHECK(ending->exit_code == 0);
}

}  // namespace

TEST_CASE("daemon: SIGHUP takes over a good configuration; a bad one is refused with its faults") {
  Origin origin;
  origin.serve("/one", feed_answer(rss({"1"})));
  origin.serve("/two", feed_answer(rss({"2"})));
  const Telexd telexd;
  telexd.configure({origin.url("/one")});
  Program program{telexd.command()};
  REQUIRE(program.wait_for_error(origin.url("/one") + ": 1 new"));

  telexd.configure({origin.url("/two"), "nowhere"}, "timeout = 5");
  program.signal(SIGHUP);
  REQUIRE(program.wait_for_error("the new configuration is refused"));
  CHECK(program.err().find("telex.toml:4: fetch.timeout") != std::string::npos);
  CHECK(program.err().find("telex.toml:8: feed.url") != std::string::npos);
  CHECK(origin.requests("/two").empty());

  telexd.configure({origin.url("/two")});
  program.signal(SIGHUP);
  CHECK(program.wait_for_error(origin.url("/two") + ": 1 new"));
  stop(program);
}

TEST_CASE("daemon: a client that asks for a reload hears how it went") {
  Origin origin;
  origin.serve("/one", feed_answer(rss({"1"})));
  const Telexd telexd;
  telexd.configure({origin.url("/one")});
  Program program{telexd.command()};
  REQUIRE(program.wait_for_error(": 1 new"));
  ControlClient client{telexd.socket()};
  CHECK(client.ask(R"({"command":"reload"})") == object{{"ok", true}});
  telexd.configure({"nowhere", "nobody"});
  const object refused = client.ask(R"({"command":"reload"})");
  CHECK(refused.at("ok") == false);
  CHECK(refused.at("errors").as_array().size() == 2);
  CHECK(client.ask(R"({"command":"fetch","wait":true})") == object{{"ok", true}, {"queued", 1}});
  stop(program);
}

TEST_CASE("daemon: a feed that a reload takes out is no longer polled, one that it brings is") {
  Origin origin;
  origin.serve("/one", feed_answer(rss({"1"})));
  origin.serve("/two", feed_answer(rss({"2"})));
  const Telexd telexd;
  telexd.configure({origin.url("/one")});
  Program program{telexd.command()};
  REQUIRE(program.wait_for_error(": 1 new"));
  telexd.configure({origin.url("/two")});
  ControlClient client{telexd.socket()};
  CHECK(client.ask(R"({"command":"reload"})").at("ok") == true);
  CHECK(client.ask(R"({"command":"fetch","urls":[")" + origin.url("/one") + "\"]}").at("ok") == false);
  CHECK(client.ask(R"({"command":"fetch","urls":[")" + origin.url("/two") + "\"]}").at("ok") == true);
  stop(program);
}

TEST_CASE("daemon: another store or address to listen on waits for the next start, and is said") {
  const Telexd telexd;
  telexd.configure({});
  Program program{telexd.command()};
  REQUIRE(program.wait_for_error("feeds, store"));
  telexd.folder().write("telex.toml", "store = \"sqlite:other.db\"\n[http]\nlisten = \"127.0.0.1:0\"\n");
  program.signal(SIGHUP);
  CHECK(program.wait_for_error("`store` changes at the next start"));
  CHECK(program.wait_for_error("`listen` changes at the next start"));
  CHECK(program.wait_for_error("configuration read again"));
  CHECK_FALSE(std::filesystem::exists(telexd.folder().file("other.db")));
  stop(program);
}

TEST_CASE("daemon: many reloads in a row are all done") {
  Origin origin;
  origin.serve("/", feed_answer(rss({"1"})));
  const Telexd telexd;
  telexd.configure({origin.url()});
  Program program{telexd.command()};
  REQUIRE(program.wait_for_error(": 1 new"));
  std::string requests;
  for (int i = 0; i < 20; ++i) requests += "{\"command\":\"reload\"}\n";
  ControlClient one{telexd.socket()};
  ControlClient other{telexd.socket()};
  one.send(requests);
  other.send(requests);
  for (int i = 0; i < 20; ++i) {
    CHECK(one.receive().at("ok") == true);
    CHECK(other.receive().at("ok") == true);
  }
  stop(program);
}
