#pragma once
#include "store/reader.hpp"
#include "store/sqlite/compile.hpp"
#include "store/sqlite/connection.hpp"

namespace telex::store::sqlite {

/// The reading side on SQLite.
class SqliteReader final : public Reader {
 public:
  explicit SqliteReader(Connection connection) : connection_(std::move(connection)) {}

  Result<std::size_t> find(const query::Filter& filter, const std::function<bool(const Article&)>& each) const override;
  Result<std::vector<EntryId>> find_ids(const query::Filter& filter) const override;
  Result<std::size_t> count(const query::Filter& filter) const override;
  Result<std::optional<Article>> article(EntryId id) const override;
  Result<std::vector<FeedSummary>> feeds() const override;
  Result<Totals> totals() const override;

  const Connection& connection() const { return connection_; }

 private:
  Connection connection_;
};

}  // namespace telex::store::sqlite
