#include "store/sqlite/open.hpp"

#include "store/sqlite/access.hpp"
#include "store/sqlite/functions.hpp"
#include "store/sqlite/schema.hpp"

namespace telex::store::sqlite {
namespace {

// 8 KiB pages cost a fifth less CPU than 4 KiB on real articles. Incremental vacuum has to be chosen before the first
// table exists; it lets space be given back in small steps later.
constexpr const char* settings_of_a_new_file = "PRAGMA page_size=8192; PRAGMA auto_vacuum=INCREMENTAL;";

// synchronous=NORMAL: in WAL mode a commit is then atomic and survives a crash of the program at once, and a crash of
// the machine from the next checkpoint on. What a power cut takes are the last moments' polls: the validators of those
// polls go with them, so the next poll brings the same entries again. FULL would pay an fsync a commit for that.
// The log is checkpointed at 1,000 pages (8 MiB) and cut back to 16 MiB after a burst; 16 MiB of cache hold the inner
// pages of the indexes of a million articles.
constexpr const char* settings_of_a_writer =
    "PRAGMA synchronous=NORMAL; PRAGMA wal_autocheckpoint=1000; PRAGMA journal_size_limit=16777216;"
    "PRAGMA cache_size=-16384; PRAGMA foreign_keys=ON;";

// A file that somebody hands us is data: nothing in its schema may call what was not made for that.
constexpr const char* settings_of_all = "PRAGMA temp_store=MEMORY; PRAGMA trusted_schema=OFF;";

// The writer has its own, interruptible way of waiting; what marks has nobody to wait for it but its user.
constexpr int writer_patience_ms = 500;
constexpr int reader_patience_ms = 5000;

Result<void> prepare(Connection& connection, int patience_ms) {
  sqlite3_busy_timeout(connection.handle(), patience_ms);
  if (const auto done = connection.run(settings_of_all); !done) return done;
  return add_functions(connection);
}

Result<void> use_wal(Connection& connection) {
  auto statement = connection.prepare("PRAGMA journal_mode=WAL");
  if (!statement) return statement.error();
  auto rows = statement->query();
  const auto row = rows.next();
  if (!row) return row.error();
  if (*row && rows.view(0) == "wal") return {};
  return Error{Fault::io,
               "the store's file system has no shared memory, which SQLite's WAL mode needs; use a local disk",
               connection.path()};
}

/// For those who may not migrate.
Result<void> check_current(const Connection& connection) {
  const auto version = schema_version(connection);
  if (!version) return version.error();
  if (*version == 0) return Error{Fault::not_found, "the store is still empty; telexd fills it", connection.path()};
  if (*version == static_cast<int>(migrations().size())) return {};
  return Error{Fault::invalid,
               "an earlier version of telex has written the store; start telexd once to bring it up to date",
               connection.path()};
}

Result<void> build(Connection& connection) {
  const auto version = schema_version(connection);
  if (!version) return version.error();
  if (*version == 0) {
    if (const auto done = connection.run(settings_of_a_new_file); !done) return done;
  }
  if (const auto done = use_wal(connection); !done) return done;
  if (const auto done = connection.run(settings_of_a_writer); !done) return done;
  if (const auto done = migrate(connection, migrations()); !done) return done;
  return renew_index(connection);
}

}  // namespace

Result<Connection> open_writer(const std::string& path) {
  if (const auto made = make_file(path); !made) return made.error();
  if (const auto readable = check_readable(path); !readable) return readable.error();
  if (const auto writable = check_writable(path); !writable) return writable.error();
  auto connection = Connection::open(path, Connection::Access::read_write);
  if (!connection) return connection;
  if (const auto done = prepare(*connection, writer_patience_ms); !done) return done.error();
  if (const auto done = build(*connection); !done) return done.error();
  return connection;
}

Result<Connection> open_marker(const std::string& path) {
  if (const auto readable = check_readable(path); !readable) return readable.error();
  if (const auto writable = check_writable(path); !writable) return writable.error();
  auto connection = Connection::open(path, Connection::Access::read_write);
  if (!connection) return connection;
  if (const auto done = prepare(*connection, reader_patience_ms); !done) return done.error();
  if (const auto current = check_current(*connection); !current) return current.error();
  if (const auto done = connection->run(settings_of_a_writer); !done) return done.error();
  return connection;
}

Result<Connection> open_reader(const std::string& path) {
  if (const auto readable = check_readable(path); !readable) return readable.error();
  const auto access = is_frozen(path) ? Connection::Access::immutable : Connection::Access::read_only;
  auto connection = Connection::open(path, access);
  if (!connection) return connection;
  if (const auto done = prepare(*connection, reader_patience_ms); !done) return done.error();
  const auto current = check_current(*connection);
  if (!current && current.error().fault == Fault::io) {
    // SQLite could not make or open the log's index beside the file.
    if (const auto writable = check_writable(path); !writable) return writable.error();
  }
  if (!current) return current.error();
  if (const auto done = connection->run("PRAGMA cache_size=-8192"); !done) return done.error();
  return connection;
}

}  // namespace telex::store::sqlite
