#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

#include "cli/shelf.hpp"

using namespace telex;
using namespace telex::test;

namespace {

/// telex in an empty folder, with nothing of the user's own.
support::Ending run_in(const support::TempDir& folder, std::vector<std::string> words) {
  words.insert(words.begin(), telex_program);
  support::Command command;
  command.arguments = std::move(words);
  command.folder = folder.path().string();
  command.environment = {{"HOME", folder.path().string()}, {"XDG_STATE_HOME", ""},
                         {"XDG_CONFIG_HOME", ""},          {"TELEX_CONFIG", ""},
                         {"STATE_DIRECTORY", ""},          {"RUNTIME_DIRECTORY", ""}};
  return support::run(command);
}

}  // namespace

TEST_CASE("cli: an error is exit status 2, one line that says what to do, and no output") {
  const Shelf shelf;
  const struct {
    std::vector<std::string> words;
    std::string says;
  } rows[] = {
      {{"lits"}, "is list meant?"},
      {{}, "--help"},
      {{"search", "titel:dam"}, "title"},
      {{"list", "--nonsense"}, "--nonsense"},
      {{"list", "-n", "many"}, "many"},
      {{"list", "--color", "pink"}, "never"},
      {{"search", "--sort", "up"}, "rank"},
      {{"status", "surplus"}, "surplus"},
      {{"list", "--store", "mysql:x"}, "sqlite:PATH"},
      {{"list", "--store"}, "--store"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.says);
    const auto ending = shelf.run(row.words);
    CAPTURE(ending.err);
    CHECK(ending.exit_code == 2);
    CHECK(ending.out.empty());
    CHECK(lines(ending.err) == 1);
    CHECK(contains(ending.err, row.says));
  }
}

TEST_CASE("cli: --help and --version go to standard output, of every command") {
  const support::TempDir folder;
  CHECK(contains(run_in(folder, {"--version"}).out, "telex 1.0.0"));
  CHECK(contains(run_in(folder, {"--help"}).out, "Examples:"));
  for (const std::string name :
       {"search", "list", "unread", "count", "show", "mark", "feeds", "feed", "status", "fetch", "parse"}) {
    CAPTURE(name);
    CHECK(contains(run_in(folder, {"--help"}).out, name));
    const auto help = run_in(folder, {name, "--help"});
    CHECK(help.exit_code == 0);
    CHECK(contains(help.out, "Usage: telex " + name));
  }
}

TEST_CASE("cli: without a store it is told where one was looked for and how to make it") {
  const support::TempDir folder;
  const auto nowhere = run_in(folder, {"list", "--json"});
  CHECK(nowhere.exit_code == 2);
  CHECK(nowhere.out.empty());
  CHECK(contains(nowhere.err, ".local/state/telex/telex.db"));
  CHECK(contains(nowhere.err, "telex.toml"));
  folder.write("telex.toml", "store = \"sqlite:own.db\"\n");
  const auto configured = run_in(folder, {"list"});
  CHECK(configured.exit_code == 2);
  CHECK(contains(configured.err, "own.db"));
  CHECK(contains(configured.err, "telex fetch"));
  CHECK(run_in(folder, {"mark", "read", "1"}).exit_code == 2);
  CHECK_FALSE(std::filesystem::exists(folder.file("own.db")));
}

TEST_CASE("cli: a configuration is found in the folder, by name and by variable, and its faults are told") {
  const Shelf shelf;
  shelf.folder.write("telex.toml", "store = \"sqlite:telex.db\"\n");
  CHECK(run_in(shelf.folder, {"count"}).out == "3\n");
  const support::TempDir elsewhere;
  CHECK(run_in(elsewhere, {"--config", shelf.folder.file("telex.toml"), "count"}).out == "3\n");
  elsewhere.write("telex.toml", "[fetch]\ntimout = 1\n[[feed]]\nurl = \"gopher:x\"\n");
  const auto faulty = run_in(elsewhere, {"list"});
  CHECK(faulty.exit_code == 2);
  CHECK(contains(faulty.err, "telex.toml:2"));
  CHECK_FALSE(contains(faulty.err, "telex.toml:4"));  // a feed is the daemon's affair
  CHECK(run_in(elsewhere, {"--config", "missing.toml", "list"}).exit_code == 2);
}

TEST_CASE("cli: output that cannot be written is an error") {
  const Shelf shelf;
  for (const std::vector<std::string>& words : {std::vector<std::string>{"list"},
                                                {"list", "--json"},
                                                {"list", "--jsonl"},
                                                {"count"},
                                                {"show", "1"},
                                                {"feeds"},
                                                {"status"},
                                                {"--help"},
                                                {"--version"},
                                                {"mark", "read", "1"}}) {
    CAPTURE(words.front());
    support::Command command = shelf.command(words);
    command.output_file = "/dev/full";
    const auto ending = support::run(command);
    CHECK(ending.exit_code == 2);
    CHECK(lines(ending.err) == 1);
  }
}

TEST_CASE("cli: a reader that has left is an error without words, and a closed output is one with") {
  const Shelf shelf;
  const auto shell = [&shelf](const std::string& script) {
    support::Command command;
    command.arguments = {"/bin/sh", "-c", script, telex_program, shelf.url};
    command.folder = shelf.folder.path().string();
    return support::run(command);
  };
  const auto left = shell("mkfifo p; (exec 3<p) & exec 4>p; wait; exec \"$0\" --store \"$1\" list >&4");
  CHECK(left.exit_code == 2);
  CHECK(left.err.empty());
  const auto closed = shell("exec \"$0\" --store \"$1\" list >&-");
  CHECK(closed.exit_code == 2);
  CHECK(contains(closed.err, "standard output"));
  CHECK(shelf.run({"count"}).out == "3\n");
}

TEST_CASE("cli: a store that this user may not read says whom to join") {
  if (geteuid() != 0) {
    MESSAGE("needs root, to become somebody else");
    return;
  }
  const Shelf shelf;
  std::filesystem::permissions(shelf.folder.path(), std::filesystem::perms{0755});
  std::filesystem::permissions(shelf.path, std::filesystem::perms{0600});
  // The program may lie where nobody else may look, so it is opened before the rights are given up.
  support::Command command = shelf.command({"list"});
  command.arguments.insert(command.arguments.begin(),
                           {"/usr/bin/setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"});
  const auto ending = support::run(command);
  CHECK(ending.exit_code == 2);
  CHECK(contains(ending.err, "group telex"));
}
