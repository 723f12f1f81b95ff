#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store/sqlite/backend.hpp"
#include "store/sqlite/open.hpp"
#include "support/sqlite_store.hpp"

using namespace telex;
using namespace telex::test;
using store::sqlite::Connection;

namespace {

/// The fault that `call` ends with in a child process without the rights of root; 255 for none.
template <class Call>
Fault fault_as_nobody(const Call& call) {
  const pid_t child = fork();
  if (child == 0) {
    if (geteuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0)) _exit(254);
    const auto result = call();
    _exit(result ? 255 : static_cast<int>(result.error().fault));
  }
  int status = 0;
  REQUIRE(waitpid(child, &status, 0) == child);
  REQUIRE(WIFEXITED(status));
  return static_cast<Fault>(WEXITSTATUS(status));
}

/// A closed store, and the folder's and file's modes set.
std::string store_with_modes(SqliteStore& s, mode_t folder, mode_t file) {
  s.save(update(s.feeds[0], hour(1), {entry("a", "A")}));
  s.reader.reset();
  s.backend.reset();
  chmod(s.path.c_str(), file);
  chmod(s.folder.path().c_str(), folder);
  return s.url;
}

}  // namespace

TEST_CASE("store: who may not read it is told to join the group") {
  SqliteStore s;
  const std::string url = store_with_modes(s, 0700, 0600);
  CHECK(fault_as_nobody([&] { return store::open_reader(url); }) == Fault::forbidden);
  CHECK(fault_as_nobody([&] { return store::open_marker(url); }) == Fault::forbidden);
}

TEST_CASE("store: who may read but not write it is told so") {
  SqliteStore s;
  const std::string url = store_with_modes(s, 0755, 0444);
  CHECK(fault_as_nobody([&] { return store::open_marker(url); }) == Fault::store_readonly);
  CHECK(fault_as_nobody([&] { return store::open_backend(url); }) == Fault::store_readonly);
}

TEST_CASE("store: reading in a folder that cannot be written needs the log's index to be there") {
  SqliteStore s;
  s.save(update(s.feeds[0], hour(1), {entry("a", "A")}));
  chmod(s.path.c_str(), 0444);
  for (const std::string suffix : {"-wal", "-shm"}) chmod((s.path + suffix).c_str(), 0444);
  chmod(s.folder.path().c_str(), 0555);
  const auto total = [&]() -> Result<store::Totals> {
    const auto reader = store::open_reader(s.url);
    if (!reader) return reader.error();
    return (*reader)->totals();
  };
  CHECK(static_cast<int>(fault_as_nobody(total)) == 255);
  s.reader.reset();
  s.backend.reset();
  CHECK(fault_as_nobody(total) == Fault::store_readonly);
}

TEST_CASE("store: a store that another program has locked is busy, and opens when it lets go") {
  SqliteStore s;
  s.reader.reset();
  s.backend.reset();
  auto other = Connection::open(s.path, Connection::Access::read_write).value();
  REQUIRE(
      other.run("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; UPDATE feed SET priority = 1; COMMIT").has_value());
  const auto busy = store::open_backend(s.url);
  REQUIRE_FALSE(busy.has_value());
  CHECK(busy.error().fault == Fault::store_busy);
  other = Connection{};
  CHECK(store::open_backend(s.url).has_value());
}

TEST_CASE("store: while another holds the write lock a commit is busy and a reader reads") {
  SqliteStore s;
  s.save(update(s.feeds[0], hour(1), {entry("a", "A")}));
  auto other = store::sqlite::open_marker(s.path).value();
  REQUIRE(other.run("BEGIN IMMEDIATE").has_value());
  const std::vector<store::FeedUpdate> updates{update(s.feeds[0], hour(2), {entry("b", "B")})};
  const auto saved = s.backend->commit(updates);
  REQUIRE_FALSE(saved.has_value());
  CHECK(saved.error().fault == Fault::store_busy);
  CHECK(s.find("") == "A");
  REQUIRE(other.run("ROLLBACK").has_value());
  CHECK(s.backend->commit(updates).has_value());
  CHECK(s.find("") == "B A");
}

TEST_CASE("store: on a full disk a commit stores nothing, and the next one all of it") {
  const support::TempDir folder;
  const std::string path = folder.file("telex.db");
  auto backend = store::sqlite::SqliteBackend::make(store::sqlite::open_writer(path).value()).value();
  const std::vector<feed::Subscription> feeds{subscription("https://example.org/feed")};
  const auto feed = backend->subscribe(feeds).value()[0].id;
  const auto pages = backend->connection().integer("PRAGMA page_count").value();
  REQUIRE(backend->connection().run("PRAGMA max_page_count = " + std::to_string(pages + 5)).has_value());

  std::vector<feed::Entry> entries;
  for (int i = 0; i < 200; ++i) entries.push_back(entry(std::to_string(i), "T", std::string(5000, 'x')));
  const std::vector<store::FeedUpdate> updates{update(feed, hour(1), entries)};
  for (int attempt = 0; attempt < 3; ++attempt) {
    const auto saved = backend->commit(updates);
    REQUIRE_FALSE(saved.has_value());
    CHECK(saved.error().fault == Fault::store_full);
  }
  REQUIRE(backend->connection().run("PRAGMA max_page_count = 4294967294").has_value());
  CHECK(backend->commit(updates).value()[0].added.size() == 200);
  const auto reader = store::open_reader("sqlite:" + path).value();
  CHECK(reader->totals().value().entries == 200);
}

TEST_CASE("store: a folder in the place of the file is said to be one") {
  const support::TempDir folder;
  const auto backend = store::open_backend("sqlite:" + folder.path().string());
  REQUIRE_FALSE(backend.has_value());
  CHECK(backend.error().fault == Fault::invalid);
}

TEST_CASE("store: what a killed writer has committed is there, what it had begun is not") {
  SqliteStore s;
  s.reader.reset();
  s.backend.reset();
  int ready[2];
  REQUIRE(pipe(ready) == 0);
  const pid_t child = fork();
  if (child == 0) {
    auto backend = store::sqlite::SqliteBackend::make(store::sqlite::open_writer(s.path).value()).value();
    const std::vector<store::FeedUpdate> done{update(1, hour(1), {entry("a", "Done")})};
    if (!backend->commit(done)) _exit(1);
    if (!backend->connection().run("BEGIN IMMEDIATE; UPDATE entry SET title = 'Begun'")) _exit(1);
    static_cast<void>(write(ready[1], "x", 1));
    pause();
  }
  char byte = 0;
  close(ready[1]);
  REQUIRE(read(ready[0], &byte, 1) == 1);
  kill(child, SIGKILL);
  waitpid(child, nullptr, 0);
  close(ready[0]);

  // A reader alone, then a writer: either has to recover the log.
  s.reader = store::open_reader(s.url).value();
  CHECK(s.find("") == "Done");
  s.backend = store::open_backend(s.url).value();
  s.save(update(s.feeds[0], hour(2), {entry("b", "Next")}));
  CHECK(s.find("") == "Next Done");
}

TEST_CASE("store: a page that was overwritten is reported as damage") {
  SqliteStore s;
  std::vector<feed::Entry> entries;
  for (int i = 0; i < 500; ++i) entries.push_back(entry(std::to_string(i), "Title"));
  s.save(update(s.feeds[0], hour(1), entries));
  s.reader.reset();
  s.backend.reset();
  const auto size = static_cast<off_t>(std::filesystem::file_size(s.path));
  FILE* file = fopen(s.path.c_str(), "r+b");
  REQUIRE(file != nullptr);
  for (off_t page = 8192; page < size; page += 8192) {
    fseeko(file, page, SEEK_SET);
    fwrite("garbage garbage garbage garbage", 1, 31, file);
  }
  fclose(file);
  const auto reader = store::open_reader(s.url);
  const auto totals = reader ? (*reader)->totals() : Result<store::Totals>{reader.error()};
  REQUIRE_FALSE(totals.has_value());
  CHECK(totals.error().fault == Fault::store_corrupt);
}
