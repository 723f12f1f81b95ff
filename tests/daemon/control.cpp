#include "config/control.hpp"

#include <doctest/doctest.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <csignal>
#include <list>
#include <optional>
#include <system_error>

#include "daemon/control_client.hpp"
#include "daemon/telexd.hpp"

using namespace telex;
using namespace telex::daemon_tests;
using boost::json::object;
using support::Answer;
using support::feed_answer;
using support::Origin;
using support::Program;
using namespace std::chrono_literals;

namespace {

/// A running daemon over one feed, after its first poll.
struct Running {
  explicit Running(const std::string& extra_feed_path = "") {
    origin.serve_in_turn(
        "/feed", {feed_answer(rss({"1"})), feed_answer(rss({"1", "2", "3"})), feed_answer(rss({"1", "2", "3", "4"}))});
    std::vector<std::string> urls{origin.url("/feed")};
    if (!extra_feed_path.empty()) urls.push_back(origin.url(extra_feed_path));
    telexd.configure(urls, "timeout = \"10m\"");
    program.emplace(telexd.command({"--log-level", "debug"}));
    REQUIRE(program->wait_for_error(origin.url("/feed") + ": 1 new"));
  }

  void stop() {
    program->signal(SIGTERM);
    const auto ending = program->wait(5s);
    REQUIRE(ending.has_value());
    CHECK(ending->exit_code == 0);
  }

  Origin origin;
  Telexd telexd;
  std::optional<Program> program;
};

}  // namespace

TEST_CASE("daemon: fetch with wait tells of every poll, then of the end") {
  Running running;
  ControlClient client{running.telexd.socket()};
  const std::string url = running.origin.url("/feed");
  CHECK(client.ask(R"({"command":"fetch","urls":[")" + url + R"("],"wait":true})") ==
        object{{"ok", true}, {"queued", 1}});
  CHECK(client.receive() ==
        object{{"event", "polled"}, {"url", url}, {"added", 2}, {"changed", 0}, {"not_modified", false}});
  CHECK(client.receive() == object{{"event", "done"}, {"polled", 1}, {"failed", 0}});
  running.stop();
}

TEST_CASE("daemon: fetch of no feeds is fetch of all, and a failed poll says why") {
  Running running{"/missing"};
  ControlClient client{running.telexd.socket()};
  CHECK(client.ask(R"({"command":"fetch","wait":true})") == object{{"ok", true}, {"queued", 2}});
  std::string errors;
  for (int poll = 0; poll < 2; ++poll) {
    const object event = client.receive();
    CHECK(event.at("event") == "polled");
    if (const auto* error = event.if_contains("error")) errors += error->as_string();
  }
  CHECK(errors.find("404") != std::string::npos);
  CHECK(client.receive() == object{{"event", "done"}, {"polled", 2}, {"failed", 1}});
  running.stop();
}

TEST_CASE("daemon: fetch without wait is answered at once and done all the same") {
  Running running;
  ControlClient client{running.telexd.socket()};
  CHECK(client.ask(R"({"command":"fetch"})") == object{{"ok", true}, {"queued", 1}});
  CHECK(running.program->wait_for_error(": 2 new"));
  running.stop();
}

TEST_CASE("daemon: a feed that is not subscribed is refused by name, and the talk goes on") {
  Running running;
  ControlClient client{running.telexd.socket()};
  const object answer = client.ask(R"({"command":"fetch","urls":["http://nowhere/"],"wait":true})");
  CHECK(answer.at("ok") == false);
  CHECK(answer.at("error") == "not subscribed: http://nowhere/");
  CHECK(client.ask("nonsense").at("ok") == false);
  CHECK(client.ask(R"({"command":"fetch"})").at("ok") == true);
  running.stop();
}

TEST_CASE("daemon: who follows hears of new articles alone") {
  Running running;
  ControlClient follower{running.telexd.socket()};
  CHECK(follower.ask(R"({"command":"follow"})") == object{{"ok", true}});
  ControlClient client{running.telexd.socket()};
  client.send(
      "{\"command\":\"fetch\",\"wait\":true}\n{\"command\":\"fetch\",\"wait\":true}\n{\"command\":\"fetch\"}\n");
  const std::string url = running.origin.url("/feed");
  CHECK(follower.receive() == object{{"event", "saved"}, {"feed", url}, {"added", {2, 3}}});
  CHECK(follower.receive() == object{{"event", "saved"}, {"feed", url}, {"added", {4}}});
  running.stop();
  CHECK(follower.is_hung_up());
}

TEST_CASE("daemon: a client may close its sending side and still hear the answer") {
  Running running;
  ControlClient client{running.telexd.socket()};
  client.send(R"({"command":"fetch","wait":true})");
  client.finish();
  CHECK(client.receive().at("ok") == true);
  CHECK(client.receive().at("event") == "polled");
  CHECK(client.receive().at("event") == "done");
  CHECK(client.is_hung_up());
  running.stop();
}

TEST_CASE("daemon: a request without an end is cut off") {
  Running running;
  ControlClient client{running.telexd.socket()};
  client.send(std::string(config::control::max_request_bytes + 1, 'x'));
  const object answer = client.receive();
  CHECK(answer.at("error") == "the request is too long");
  CHECK(client.is_hung_up());
  running.stop();
}

TEST_CASE("daemon: a client that does not read its answers is dropped") {
  Running running;
  ControlClient client{running.telexd.socket()};
  std::string requests;
  SUBCASE("to faulty requests") {
    for (int i = 0; i < 50'000; ++i) requests += "x\n";
  }
  SUBCASE("to requests while it follows") {
    for (int i = 0; i < 100'000; ++i) requests += "{\"command\":\"follow\"}\n";
  }
  client.send(requests);
  CHECK(running.program->wait_for_error("does not read its answers"));
  CHECK(client.is_hung_up());
  CHECK(ControlClient{running.telexd.socket()}.ask(R"({"command":"follow"})").at("ok") == true);
  running.stop();
}

TEST_CASE("daemon: clients beyond a bound are sent away, and taken again when others have left") {
  Running running;
  std::list<ControlClient> clients;
  bool sent_away = false;
  for (int i = 0; i < 200 && !sent_away; ++i) {
    ControlClient& client = clients.emplace_back(running.telexd.socket());
    try {
      client.ask(R"({"command":"follow"})");
    } catch (const std::runtime_error&) {
      sent_away = true;
    }
  }
  CHECK(sent_away);
  CHECK(clients.size() > 16);
  clients.clear();
  // The daemon sees the others leave before it takes the next client, or soon after.
  bool taken = false;
  for (int attempt = 0; attempt < 1000 && !taken; ++attempt) {
    try {
      taken = ControlClient{running.telexd.socket()}.ask(R"({"command":"follow"})").at("ok") == true;
    } catch (const std::runtime_error&) {
    }
  }
  CHECK(taken);
  running.stop();
}

TEST_CASE("daemon: SIGTERM ends the daemon while a client waits for a transfer") {
  Origin origin;
  auto gate = std::make_shared<support::Gate>();
  Answer held = feed_answer(rss({"1"}));
  held.before_piece = gate;
  origin.serve("/", held);
  const Telexd telexd;
  telexd.configure({origin.url()}, "timeout = \"10m\"");
  Program program{telexd.command()};
  REQUIRE(gate->wait_for_arrivals(1));
  ControlClient client{telexd.socket()};
  CHECK(client.ask(R"({"command":"fetch","wait":true})").at("ok") == true);
  program.signal(SIGTERM);
  const auto ending = program.wait(5s);
  REQUIRE(ending.has_value());
  CHECK(ending->exit_code == 0);
  CHECK(client.is_hung_up());
  CHECK_FALSE(std::filesystem::exists(telexd.socket()));
}

TEST_CASE("daemon: the socket is its owner's and group's, and one left behind by kill -9 is replaced") {
  Running first;
  struct stat status {};
  REQUIRE(::stat(first.telexd.socket().c_str(), &status) == 0);
  CHECK((status.st_mode & 07777) == 0660);
  first.program->signal(SIGKILL);
  CHECK(first.program->wait()->signal == SIGKILL);
  REQUIRE(std::filesystem::exists(first.telexd.socket()));
  Program second{first.telexd.command()};
  REQUIRE(second.wait_for_error("feeds, store"));  // said after the socket was opened
  CHECK(ControlClient{first.telexd.socket()}.ask(R"({"command":"follow"})").at("ok") == true);
  second.signal(SIGTERM);
  CHECK(second.wait(5s)->exit_code == 0);
}

TEST_CASE("daemon: a file that is no socket stands in the way and is left alone") {
  const Telexd telexd;
  telexd.configure({});
  telexd.folder().write("telex.db.sock", "precious");
  Program program{telexd.command()};
  CHECK(program.wait_for_error("the control socket cannot be opened"));
  program.signal(SIGTERM);
  CHECK(program.wait(5s)->exit_code == 0);
  CHECK(support::read_file(telexd.socket()) == "precious");
}
