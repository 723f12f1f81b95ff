#include "store/sqlite/schema.hpp"

#include "base/log.hpp"
#include "store/index_text.hpp"

namespace telex::store::sqlite {
namespace {

// "tlex" in the file's header: what tells a store of telex from any other SQLite database.
constexpr std::int64_t application_id = 0x746c6578;

Error foreign(const Connection& connection) {
  return {Fault::store_corrupt, "the file is a database of another program; name another one in `store`",
          connection.path()};
}

Error newer(const Connection& connection, std::int64_t version) {
  return {Fault::store_newer,
          "the store has schema " + std::to_string(version) + ", this version of telex knows up to " +
              std::to_string(migrations().size()) + "; install a later version, or name another file in `store`",
          connection.path()};
}

Result<void> apply(Connection& connection, std::string_view step, std::size_t version) {
  auto transaction = Transaction::begin(connection);
  if (!transaction) return transaction.error();
  // Another process may have been waiting for the same lock with the same intent.
  const auto now = connection.integer("PRAGMA user_version");
  if (!now) return now.error();
  if (*now >= static_cast<std::int64_t>(version)) return {};
  if (const auto done = connection.run(std::string{step}); !done) return done;
  const auto marked = connection.run("PRAGMA application_id=" + std::to_string(application_id) +
                                     "; PRAGMA user_version=" + std::to_string(version));
  if (!marked) return marked;
  return transaction->commit();
}

}  // namespace

Result<int> schema_version(const Connection& connection) {
  const auto tables = connection.integer("SELECT count(*) FROM sqlite_schema");
  if (!tables) return tables.error();
  const auto id = connection.integer("PRAGMA application_id");
  if (!id) return id.error();
  const auto version = connection.integer("PRAGMA user_version");
  if (!version) return version.error();
  if (*tables == 0 && *id == 0 && *version == 0) return 0;
  if (*id != application_id || *version < 1) return foreign(connection);
  if (*version > static_cast<std::int64_t>(migrations().size())) return newer(connection, *version);
  return static_cast<int>(*version);
}

Result<void> migrate(Connection& connection, std::span<const std::string_view> steps) {
  const auto now = connection.integer("PRAGMA user_version");
  if (!now) return now.error();
  for (auto done = static_cast<std::size_t>(*now); done < steps.size(); ++done) {
    if (const auto applied = apply(connection, steps[done], done + 1); !applied) return applied;
  }
  return {};
}

Result<void> renew_index(Connection& connection) {
  const auto version = connection.integer("SELECT value FROM meta WHERE key = 'index_version'");
  if (!version) return version.error();
  if (*version == index_version) return {};
  if (*version != 0) log::info("store: building the search index anew; on a large store this takes minutes");
  auto transaction = Transaction::begin(connection);
  if (!transaction) return transaction.error();
  const auto built = connection.run("INSERT INTO fts(fts) VALUES('rebuild')");
  if (!built) return built;
  const auto marked =
      connection.run("INSERT OR REPLACE INTO meta VALUES('index_version', " + std::to_string(index_version) + ")");
  if (!marked) return marked;
  return transaction->commit();
}

}  // namespace telex::store::sqlite
