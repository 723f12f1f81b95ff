#include "daemon/arguments.hpp"

#include <doctest/doctest.h>

#include "daemon/telexd.hpp"

using namespace telex;
using namespace telex::daemon_tests;

TEST_CASE("daemon: --version and --help answer on stdout") {
  const Telexd telexd;
  const auto version = telexd.run({"--version"});
  CHECK(version.exit_code == 0);
  CHECK(version.out == "telexd " TELEX_VERSION "\n");
  const auto help = telexd.run({"--help"});
  CHECK(help.exit_code == 0);
  for (const std::string word :
       {"--config", "--once", "--check", "--log-level", "SIGHUP", "[[feed]]", "/etc/telex/telex.toml"}) {
    CAPTURE(word);
    CHECK(help.out.find(word) != std::string::npos);
  }
}

TEST_CASE("daemon: arguments that cannot be meant exit 2") {
  const Telexd telexd;
  telexd.configure({});
  const std::vector<std::vector<std::string>> rows{
      {"--bogus"}, {"--once", "--check"}, {"--log-level", "loud"}, {"file"}};
  for (const auto& arguments : rows) {
    CAPTURE(arguments.front());
    const auto ending = telexd.run(arguments);
    CHECK(ending.exit_code == 2);
    CHECK_FALSE(ending.err.empty());
    CHECK(ending.out.empty());
  }
}

TEST_CASE("daemon: --check says that a configuration is sound, or all that is wrong with it") {
  const Telexd telexd;
  telexd.configure({"http://a/", "http://b/"});
  const auto sound = telexd.run({"--check"});
  CHECK(sound.exit_code == 0);
  CHECK(sound.out.find("2 feeds") != std::string::npos);
  CHECK_FALSE(std::filesystem::exists(telexd.folder().file("telex.db")));

  telexd.configure({"a"}, "timeot = 1\n");
  const auto faulty = telexd.run({"--check"});
  const std::string file = telexd.folder().file("telex.toml");
  CHECK(faulty.exit_code == 2);
  CHECK(faulty.out.empty());
  CHECK(faulty.err.find(file + ":4: fetch.timeot: unknown key; did you mean \"timeout\"?\n") != std::string::npos);
  CHECK(faulty.err.find(file + ":7: feed.url: \"a\" is no URL") != std::string::npos);
}

TEST_CASE("daemon: without any configuration it says where it looked") {
  const support::TempDir empty;
  support::Command command{.arguments = {TELEX_BIN "/telexd"}};
  command.environment = {{"TELEX_CONFIG", ""}, {"HOME", empty.path().string()}, {"XDG_CONFIG_HOME", ""}};
  command.folder = empty.path().string();
  const auto ending = support::run(command);
  CHECK(ending.exit_code == 2);
  CHECK(ending.err.find("./telex.toml") != std::string::npos);
}
