#include <doctest/doctest.h>
#include <sqlite3.h>

#include <csignal>
#include <memory>
#include <optional>

#include "daemon/control_client.hpp"
#include "daemon/telexd.hpp"

using namespace telex;
using namespace telex::daemon_tests;
using support::feed_answer;
using support::Origin;
using support::Program;
using namespace std::chrono_literals;

namespace {

using Database = std::unique_ptr<sqlite3, decltype(&sqlite3_close)>;

/// Another program that has the store to itself until this goes.
Database lock(const std::string& path) {
  sqlite3* handle = nullptr;
  REQUIRE(sqlite3_open(path.c_str(), &handle) == SQLITE_OK);
  Database database{handle, &sqlite3_close};
  REQUIRE(sqlite3_exec(handle, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr) == SQLITE_OK);
  return database;
}

/// telexd at the moment in which its only feed has been asked and has not answered yet.
struct Polling {
  Polling() {
    support::Answer answer = feed_answer(rss({"1"}));
    answer.before_head = gate;
    origin.serve("/", answer);
    telexd.configure({origin.url()});
    program.emplace(telexd.command());
    REQUIRE(gate->wait_for_arrivals(1));
  }

  /// Locks the store and lets the feed answer; returns when telexd waits for the store.
  Database lock_out() {
    Database other = lock(telexd.folder().file("telex.db"));
    gate->open();
    REQUIRE(program->wait_for_error("the store is locked"));
    return other;
  }

  Origin origin;
  std::shared_ptr<support::Gate> gate = std::make_shared<support::Gate>();
  Telexd telexd;
  std::optional<Program> program;
};

}  // namespace

// These take as long as telexd waits for the store.
TEST_SUITE_BEGIN("slow");

TEST_CASE("daemon: a store that stays locked at the start is an error, with exit status 2") {
  const Telexd telexd;
  telexd.configure({});
  REQUIRE(telexd.run({"--once"}).exit_code == 0);
  telexd.configure({"http://127.0.0.1:9/"});
  const Database other = lock(telexd.folder().file("telex.db"));
  const auto ending = telexd.run({});
  CHECK(ending.exit_code == 2);
  CHECK(ending.err.find("telex.db: the store is locked") != std::string::npos);
}

TEST_CASE("daemon: a reload that was asked for during a start that fails ends with it") {
  const Telexd telexd;
  telexd.configure({});
  REQUIRE(telexd.run({"--once"}).exit_code == 0);
  telexd.configure({"http://127.0.0.1:9/"});
  const Database other = lock(telexd.folder().file("telex.db"));
  Program program{telexd.command()};
  REQUIRE(program.wait_for_error("the store is locked"));
  program.signal(SIGHUP);
  SUBCASE("the store stays locked") {
    const auto ending = program.wait();
    REQUIRE(ending.has_value());
    CHECK(ending->exit_code == 2);
  }
  SUBCASE("it is told to stop") {
    program.signal(SIGTERM);
    const auto ending = program.wait(5s);
    REQUIRE(ending.has_value());
    CHECK(ending->exit_code == 0);
  }
}

TEST_CASE("daemon: a store that is locked does not hold up a stop") {
  Polling daemon;
  const Database other = daemon.lock_out();
  daemon.program->signal(SIGTERM);
  const auto ending = daemon.program->wait(5s);
  REQUIRE(ending.has_value());
  CHECK(ending->exit_code == 0);
}

TEST_CASE("daemon: what is asked for during the stop is refused, and holds up nothing") {
  Polling daemon;
  ControlClient client{daemon.telexd.socket()};
  REQUIRE(client.ask(R"({"command":"follow"})").at("ok") == true);
  const Database other = daemon.lock_out();
  daemon.program->signal(SIGTERM);
  REQUIRE(daemon.program->wait_for_error("stopping:"));
  CHECK(client.ask(R"({"command":"fetch"})").at("error") == "telexd is stopping");
  CHECK(client.ask(R"({"command":"fetch","wait":true})").at("error") == "telexd is stopping");
  CHECK(client.ask(R"({"command":"reload"})").at("ok") == false);
  CHECK(client.is_hung_up());
  const auto ending = daemon.program->wait(5s);
  REQUIRE(ending.has_value());
  CHECK(ending->exit_code == 0);
}

TEST_CASE("daemon: a second signal ends the daemon at once") {
  Polling daemon;
  const Database other = daemon.lock_out();
  daemon.program->signal(SIGTERM);
  REQUIRE(daemon.program->wait_for_error("stopping"));
  daemon.program->signal(SIGINT);
  const auto ending = daemon.program->wait(5s);
  REQUIRE(ending.has_value());
  CHECK(ending->exit_code == 128 + SIGINT);
}

TEST_SUITE_END();
