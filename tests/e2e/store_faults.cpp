#include <doctest/doctest.h>
#include <sqlite3.h>
#include <unistd.h>

#include <filesystem>
#include <memory>

#include "e2e/installation.hpp"

using namespace telex;
using namespace telex::e2e;
using support::Command;
using support::feed_answer;
using support::Origin;
namespace fs = std::filesystem;

namespace {

using Database = std::unique_ptr<sqlite3, decltype(&sqlite3_close)>;

Database open(const std::string& path) {
  sqlite3* handle = nullptr;
  REQUIRE(sqlite3_open(path.c_str(), &handle) == SQLITE_OK);
  return {handle, &sqlite3_close};
}

void execute(const Database& database, const std::string& sql) {
  REQUIRE(sqlite3_exec(database.get(), sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK);
}

/// The command as a user whom permissions bind: root may write everywhere.
Command without_rights(Command command) {
  if (::geteuid() != 0) return command;
  command.arguments.insert(command.arguments.begin(),
                           {"/usr/bin/setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"});
  return command;
}

/// An installation whose store has been written by one round.
struct Stored {
  Stored() {
    origin.serve("/", feed_answer(rss({item("1", "One")})));
    installation.configure({origin.url()});
    REQUIRE(installation.fetch_once().exit_code == 0);
  }

  Origin origin;
  Installation installation;
};

}  // namespace

TEST_CASE("e2e: a store of a newer version is left alone and named") {
  const Stored stored;
  execute(open(stored.installation.store()), "PRAGMA user_version = 9999");
  for (const Command& command : {stored.installation.telexd({"--once"}), stored.installation.telex({"list"})}) {
    const auto ending = support::run(command);
    CAPTURE(ending.err);
    CHECK(ending.exit_code == 2);
    CHECK(ending.err.find("schema 9999") != std::string::npos);
  }
}

TEST_CASE("e2e: a file that is no store is left alone and named") {
  const Installation installation;
  installation.configure({});
  installation.folder().write("telex.db", std::string(100'000, 'x'));
  const auto ending = installation.fetch_once();
  CHECK(ending.exit_code == 2);
  CHECK(ending.err.find("telex.db") != std::string::npos);
  CHECK(support::read_file(installation.store()) == std::string(100'000, 'x'));
}

TEST_CASE("e2e: a folder that may not be written gives an error that names the file") {
  const Stored stored;
  const fs::path folder = stored.installation.folder().path();
  for (const auto& entry : fs::directory_iterator{folder}) fs::permissions(entry.path(), fs::perms{0444});
  fs::permissions(folder, fs::perms{0555});
  const auto fetching = support::run(without_rights(stored.installation.telexd({"--once"})));
  const auto reading = support::run(without_rights(stored.installation.telex({"list", "--json"})));
  fs::permissions(folder, fs::perms{0700});
  CAPTURE(fetching.err);
  CHECK(fetching.exit_code == 2);
  CHECK(fetching.err.find("telex.db") != std::string::npos);
  CAPTURE(reading.err);
  CHECK(reading.exit_code == 2);
  CHECK(reading.err.find("telex.db") != std::string::npos);
}

TEST_CASE("e2e: a store that may not be read gives an error that says so") {
  if (::geteuid() != 0) {
    MESSAGE("needs root, to become somebody else");
    return;
  }
  const Stored stored;
  fs::permissions(stored.installation.folder().path(), fs::perms{0755});
  fs::permissions(stored.installation.store(), fs::perms{0600});
  const auto ending = support::run(without_rights(stored.installation.telex({"list"})));
  CHECK(ending.exit_code == 2);
  CHECK(ending.err.find("telex.db") != std::string::npos);
}

TEST_CASE("e2e: a store that somebody else writes is waited for") {
  Origin origin;
  auto gate = std::make_shared<support::Gate>();
  support::Answer answer = feed_answer(rss({item("1", "One")}));
  answer.before_head = gate;
  origin.serve("/", answer);
  const Installation installation;
  installation.configure({origin.url()});
  support::Program telexd{installation.telexd({"--once"})};
  REQUIRE(gate->wait_for_arrivals(1));
  {
    const Database other = open(installation.store());
    execute(other, "BEGIN IMMEDIATE");
    gate->open();
    CHECK(telexd.wait_for_error("lock"));
    CHECK(installation.articles().empty());
    execute(other, "COMMIT");
  }
  CHECK(telexd.wait()->exit_code == 0);
  CHECK(installation.articles().size() == 1);
}
