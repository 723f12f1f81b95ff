#include <doctest/doctest.h>
#include <sys/stat.h>

#include <csignal>

#include "daemon/telexd.hpp"

using namespace telex;
using namespace telex::daemon_tests;
using support::Answer;
using support::feed_answer;
using support::Origin;

TEST_CASE("daemon: --once exits 0 where all feeds answer and 1 where some fail") {
  Origin origin;
  origin.serve("/good", feed_answer(rss({"1", "2"})));
  origin.serve("/bad", Answer{.status = 500});
  const Telexd telexd;
  telexd.configure({origin.url("/good")});
  const auto good = telexd.run({"--once"});
  CHECK(good.exit_code == 0);
  CHECK(good.err.find("polled 1 of 1 feeds: 2 new articles") != std::string::npos);
  telexd.configure({origin.url("/good"), origin.url("/bad")});
  const auto some = telexd.run({"--once"});
  CHECK(some.exit_code == 1);
  CHECK(some.err.find("1 failed") != std::string::npos);
  CHECK(some.err.find(origin.url("/bad") + ": ") != std::string::npos);
}

TEST_CASE("daemon: --once polls every one of many new feeds, not the first share of them") {
  Origin origin;
  origin.serve_rest([](const support::Request& request) { return feed_answer(rss({request.target})); });
  std::vector<std::string> urls;
  for (int i = 0; i < 300; ++i) urls.push_back(origin.url("/" + std::to_string(i)));
  const Telexd telexd;
  telexd.configure(urls);
  const auto ending = telexd.run({"--once"});
  CHECK(ending.exit_code == 0);
  CHECK(origin.requests().size() == 300);
}

TEST_CASE("daemon: --once exits 2 on a faulty configuration and on a store that cannot be opened") {
  const Telexd telexd;
  telexd.configure({"nowhere"});
  CHECK(telexd.run({"--once"}).exit_code == 2);
  telexd.configure({});
  telexd.folder().write("telex.db", std::string(5000, 'x'));
  const auto ending = telexd.run({"--once"});
  CHECK(ending.exit_code == 2);
  CHECK(ending.err.find("telex.db") != std::string::npos);
}

TEST_CASE("daemon: a store in a folder that is missing is an error that names it") {
  const Telexd telexd;
  telexd.folder().write("telex.toml", "store = \"sqlite:missing/telex.db\"");
  const auto ending = telexd.run({"--once"});
  CHECK(ending.exit_code == 2);
  CHECK(ending.err.find("missing/telex.db") != std::string::npos);
}

TEST_CASE("daemon: the default store's folder is made") {
  const Telexd telexd;
  telexd.folder().write("telex.toml", "");
  support::Command command = telexd.command({"--once"});
  command.environment["STATE_DIRECTORY"] = "";
  command.environment["XDG_STATE_HOME"] = telexd.folder().file("state");
  CHECK(support::run(command).exit_code == 0);
  CHECK(std::filesystem::exists(telexd.folder().file("state/telex/telex.db")));
}

TEST_CASE("daemon: --once that is interrupted exits 1, at once") {
  Origin origin;
  auto gate = std::make_shared<support::Gate>();
  Answer held = feed_answer(rss({"1"}));
  held.before_head = gate;
  origin.serve("/", held);
  const Telexd telexd;
  telexd.configure({origin.url()}, "timeout = \"10m\"");
  support::Program program{telexd.command({"--once"})};
  REQUIRE(gate->wait_for_arrivals(1));
  program.signal(SIGTERM);
  const auto ending = program.wait(std::chrono::seconds{5});
  REQUIRE(ending.has_value());
  CHECK(ending->exit_code == 1);
  CHECK(ending->err.find("interrupted") != std::string::npos);
}

TEST_CASE("daemon: --once with --only or --all polls also what is not due, and what answered 410") {
  Origin origin;
  origin.serve("/a", feed_answer(rss({"1"})));
  origin.serve_in_turn("/gone", {Answer{.status = 410}, feed_answer(rss({"2"}))});
  const Telexd telexd;
  telexd.configure({origin.url("/a"), origin.url("/gone")});
  CHECK(telexd.run({"--once"}).exit_code == 1);
  const auto again = telexd.run({"--once", "--only", origin.url("/gone")});
  CHECK(again.exit_code == 0);
  CHECK(again.err.find("polled 1 of 2 feeds: 1 new articles") != std::string::npos);
  CHECK(telexd.run({"--once", "--all"}).exit_code == 0);
  CHECK(origin.requests("/a").size() == 2);
  CHECK(origin.requests("/gone").size() == 3);
  const auto stranger = telexd.run({"--once", "--only", "http://127.0.0.1/other"});
  CHECK(stranger.exit_code == 2);
  CHECK(stranger.err.find("not subscribed: http://127.0.0.1/other") != std::string::npos);
}

TEST_CASE("daemon: --once exits 2 where the store's disk fails") {
  Origin origin;
  origin.serve("/", feed_answer(rss({std::string(3 << 20, 'x')})));
  const Telexd telexd;
  telexd.configure({origin.url()});
  REQUIRE(telexd.run({"--check"}).exit_code == 0);
  // A limit on the size of files fails the write like a bad disk.
  support::Command command = telexd.command({"--once"});
  std::vector<std::string> words{"/bin/sh", "-c", "trap '' XFSZ; ulimit -f 2048; exec \"$@\"", "sh"};
  words.insert(words.end(), command.arguments.begin(), command.arguments.end());
  command.arguments = std::move(words);
  const auto ending = support::run(command);
  CAPTURE(ending.err);
  CHECK(ending.exit_code == 2);
  CHECK(ending.err.find("the store cannot be read or written") != std::string::npos);
}

TEST_CASE("daemon: a file and a program are feeds too") {
  const Telexd telexd;
  const std::string file = telexd.folder().write("feed.xml", rss({"1", "2"}));
  const std::string program = telexd.folder().write("other feed.xml", rss({"3"}));
  telexd.configure({"file://" + file, "exec:cat '" + program + "'", "exec:false"});
  const auto first = telexd.run({"--once"});
  CHECK(first.exit_code == 1);
  CHECK(first.err.find("3 new articles") != std::string::npos);
  CHECK(first.err.find("exec:false: the program failed with status 1") != std::string::npos);
  telexd.configure({"file://" + file});
  CHECK(telexd.run({"--once", "--all"}).err.find("1 feeds not modified") != std::string::npos);
}
