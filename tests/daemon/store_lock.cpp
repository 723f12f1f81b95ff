#include "daemon/store_lock.hpp"

#include <doctest/doctest.h>
#include <unistd.h>

#include "config/environment.hpp"
#include "support/temp_dir.hpp"

using namespace telex;
using daemon::StoreLock;

TEST_CASE("daemon: a store's lock is held once, and free when its holder goes") {
  const support::TempDir folder;
  const std::string store = "sqlite:" + folder.file("telex.db");
  {
    const auto first = StoreLock::take(store);
    REQUIRE(first.has_value());
    first->publish("/run/telex/control.sock");
    const auto second = StoreLock::take(store);
    REQUIRE_FALSE(second.has_value());
    CHECK(second.error().fault == Fault::store_busy);
    CHECK(second.error().message.starts_with("process " + std::to_string(::getpid()) + " fetches for this store"));
    CHECK(config::client_socket_path(store, config::Environment{}) == "/run/telex/control.sock");
  }
  CHECK(StoreLock::take(store).has_value());
}

TEST_CASE("daemon: who finds the store taken hears of its holder, not of the one before") {
  const support::TempDir folder;
  const std::string store = "sqlite:" + folder.file("telex.db");
  folder.write("telex.db.lock", "4194304999\n/gone/control.sock\n");
  const auto first = StoreLock::take(store);
  REQUIRE(first.has_value());
  const auto second = StoreLock::take(store);
  REQUIRE_FALSE(second.has_value());
  CHECK(second.error().message.starts_with("process " + std::to_string(::getpid()) + " fetches for this store"));
  CHECK(config::client_socket_path(store, config::Environment{}) == folder.file("telex.db.sock"));
}

TEST_CASE("daemon: `telex fetch` is advised only where somebody listens") {
  const support::TempDir folder;
  const std::string store = "sqlite:" + folder.file("telex.db");
  const auto lock = StoreLock::take(store);
  REQUIRE(lock.has_value());
  CHECK(StoreLock::take(store).error().message.ends_with("wait for its end, or stop it first"));
  lock->publish("/run/telex/control.sock");
  CHECK(StoreLock::take(store).error().message.ends_with("use it by `telex fetch`"));
  lock->publish({});
  CHECK(StoreLock::take(store).error().message.ends_with("wait for its end, or stop it first"));
}

TEST_CASE("daemon: a lock that cannot be made is an error with its path") {
  const support::TempDir folder;
  const auto lock = StoreLock::take("sqlite:" + folder.file("missing/telex.db"));
  REQUIRE_FALSE(lock.has_value());
  CHECK(lock.error().fault == Fault::not_found);
  CHECK(lock.error().place == folder.file("missing/telex.db.lock"));
}

TEST_CASE("daemon: a symbolic link in the lock's place is not followed") {
  const support::TempDir folder;
  folder.write("precious", "kept");
  std::filesystem::create_symlink("precious", folder.file("telex.db.lock"));
  CHECK_FALSE(StoreLock::take("sqlite:" + folder.file("telex.db")).has_value());
  CHECK(support::read_file(folder.file("precious")) == "kept");
}
