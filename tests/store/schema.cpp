#include "store/sqlite/schema.hpp"

#include <sys/stat.h>

#include <fstream>

#include "store/sqlite/open.hpp"
#include "support/sqlite_store.hpp"

using namespace telex;
using namespace telex::test;
using store::sqlite::Connection;

namespace {

Connection raw(const std::string& path) {
  std::ofstream{path, std::ios::app};
  return Connection::open(path, Connection::Access::read_write).value();
}

Fault fault_of_writer(const std::string& path) {
  const auto backend = store::open_backend("sqlite:" + path);
  return backend ? Fault::internal : backend.error().fault;
}

Fault fault_of_reader(const std::string& path) {
  const auto reader = store::open_reader("sqlite:" + path);
  return reader ? Fault::internal : reader.error().fault;
}

}  // namespace

TEST_CASE("store: a new store is marked as telex's, with the settings that only a new file takes") {
  const SqliteStore s;
  const auto connection = store::sqlite::open_reader(s.path).value();
  CHECK(connection.integer("PRAGMA application_id").value() == 0x746c6578);
  CHECK(connection.integer("PRAGMA user_version").value() ==
        static_cast<std::int64_t>(store::sqlite::migrations().size()));
  CHECK(connection.integer("PRAGMA page_size").value() == 8192);
  CHECK(connection.integer("PRAGMA auto_vacuum").value() == 2);
  CHECK(connection.integer("SELECT count(*) FROM pragma_integrity_check WHERE integrity_check = 'ok'").value() == 1);
}

TEST_CASE("store: migrations go on from where the store stands, each all or nothing") {
  const support::TempDir folder;
  auto connection = raw(folder.file("m.db"));
  const std::vector<std::string_view> one{"CREATE TABLE a(x); INSERT INTO a VALUES(1)"};
  const std::vector<std::string_view> broken{one[0], "ALTER TABLE a ADD COLUMN y; nonsense"};
  const std::vector<std::string_view> two{one[0], "ALTER TABLE a ADD COLUMN y DEFAULT 7"};
  REQUIRE(store::sqlite::migrate(connection, one).has_value());
  CHECK_FALSE(store::sqlite::migrate(connection, broken).has_value());
  CHECK(connection.integer("PRAGMA user_version").value() == 1);
  REQUIRE(store::sqlite::migrate(connection, two).has_value());
  REQUIRE(store::sqlite::migrate(connection, two).has_value());
  CHECK(connection.integer("PRAGMA user_version").value() == 2);
  CHECK(connection.integer("SELECT x + y FROM a").value() == 8);
}

TEST_CASE("store: a store of a later version is refused untouched") {
  SqliteStore s;
  s.reader.reset();
  s.backend.reset();
  REQUIRE(raw(s.path).run("PRAGMA user_version = 99").has_value());
  const std::string before = support::read_file(s.path);
  CHECK(fault_of_writer(s.path) == Fault::store_newer);
  CHECK(fault_of_reader(s.path) == Fault::store_newer);
  CHECK(store::open_marker(s.url).error().fault == Fault::store_newer);
  CHECK(support::read_file(s.path) == before);
}

TEST_CASE("store: another program's database is refused untouched") {
  const support::TempDir folder;
  const std::string path = folder.file("other.db");
  REQUIRE(raw(path).run("CREATE TABLE bookmarks(url)").has_value());
  const std::string before = support::read_file(path);
  CHECK(fault_of_writer(path) == Fault::store_corrupt);
  CHECK(fault_of_reader(path) == Fault::store_corrupt);
  CHECK(support::read_file(path) == before);
}

TEST_CASE("store: a file that is no database is refused untouched") {
  const support::TempDir folder;
  const std::string path = folder.file("notes.txt");
  const std::string before(5000, 'x');
  std::ofstream{path} << before;
  CHECK(fault_of_writer(path) == Fault::store_corrupt);
  CHECK(fault_of_reader(path) == Fault::store_corrupt);
  CHECK(support::read_file(path) == before);
}

TEST_CASE("store: an empty file is a store that has not begun yet") {
  const support::TempDir folder;
  const std::string path = folder.file("telex.db");
  std::ofstream{path};
  CHECK(fault_of_reader(path) == Fault::not_found);
  CHECK(store::open_backend("sqlite:" + path).has_value());
  CHECK(store::open_reader("sqlite:" + path).has_value());
}

TEST_CASE("store: missing folders are made, and the group may write where the umask lets it") {
  const support::TempDir folder;
  const std::string path = folder.file("a/b/telex.db");
  const auto before = umask(0007);
  const auto backend = store::open_backend("sqlite:" + path);
  umask(before);
  REQUIRE(backend.has_value());
  struct stat status {};
  for (const std::string suffix : {"", "-wal", "-shm"}) {
    CAPTURE(suffix);
    REQUIRE(stat((path + suffix).c_str(), &status) == 0);
    CHECK((status.st_mode & 0777) == 0660);
  }
}

TEST_CASE("store: a store is named by a scheme that is known") {
  for (const std::string url : {"", "telex.db", "sqlite:", "mysql://host/db"}) {
    CAPTURE(url);
    CHECK(store::open_backend(url).error().fault == Fault::invalid);
    CHECK(store::open_reader(url).error().fault == Fault::invalid);
  }
}
