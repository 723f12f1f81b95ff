#pragma once
#include <memory>
#include <span>
#include <vector>

#include "store/backend.hpp"
#include "store/sqlite/connection.hpp"
#include "store/sqlite/entries.hpp"
#include "store/sqlite/feeds.hpp"

namespace telex::store::sqlite {

/// The writing side on SQLite.
class SqliteBackend final : public Backend {
 public:
  /// `connection` is open_writer()'s or open_marker()'s.
  static Result<std::unique_ptr<SqliteBackend>> make(Connection connection);

  Result<std::vector<FeedRecord>> subscribe(std::span<const feed::Subscription> subscriptions) override;
  Result<std::vector<Saved>> commit(std::span<const FeedUpdate> updates) override;
  Result<std::size_t> mark(std::span<const EntryId> ids, Mark mark) override;

  Connection& connection() { return connection_; }

 private:
  SqliteBackend(Connection connection, Feeds feeds, Entries entries);
  Result<Saved> save(const FeedUpdate& update);

  // Statements are finalised before the connection closes.
  Connection connection_;
  Feeds feeds_;
  Entries entries_;
};

}  // namespace telex::store::sqlite
