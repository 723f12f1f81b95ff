#include "store/sqlite/backend.hpp"

#include <map>

namespace telex::store::sqlite {
namespace {

/// Changes nothing, and returns no row, where the article is in that state already.
std::string_view mark_sql(Backend::Mark mark) {
  switch (mark) {
    case Backend::Mark::read:
      return "UPDATE entry SET unread = 0 WHERE id = ? AND unread = 1 RETURNING feed";
    case Backend::Mark::unread:
      return "UPDATE entry SET unread = 1 WHERE id = ? AND unread = 0 RETURNING feed";
    case Backend::Mark::starred:
      return "UPDATE entry SET starred = 1 WHERE id = ? AND starred = 0 RETURNING feed";
    case Backend::Mark::unstarred:
      return "UPDATE entry SET starred = 0 WHERE id = ? AND starred = 1 RETURNING feed";
  }
  return {};
}

std::int64_t unread_step(Backend::Mark mark) {
  if (mark == Backend::Mark::read) return -1;
  return mark == Backend::Mark::unread ? 1 : 0;
}

/// How many articles changed in each feed.
Result<std::map<FeedId, std::int64_t>> mark_each(Statement& statement, std::span<const EntryId> ids) {
  std::map<FeedId, std::int64_t> changed;
  for (const EntryId id : ids) {
    auto rows = statement.query(id);
    auto row = rows.next();
    for (; row && *row; row = rows.next()) ++changed[rows.integer(0)];
    if (!row) return row.error();
  }
  return changed;
}

}  // namespace

SqliteBackend::SqliteBackend(Connection connection, Feeds feeds, Entries entries)
    : connection_(std::move(connection)), feeds_(std::move(feeds)), entries_(std::move(entries)) {}

Result<std::unique_ptr<SqliteBackend>> SqliteBackend::make(Connection connection) {
  auto feeds = Feeds::prepare(connection);
  if (!feeds) return feeds.error();
  auto entries = Entries::prepare(connection);
  if (!entries) return entries.error();
  return std::unique_ptr<SqliteBackend>{
      new SqliteBackend{std::move(connection), std::move(*feeds), std::move(*entries)}};
}

Result<std::vector<FeedRecord>> SqliteBackend::subscribe(std::span<const feed::Subscription> subscriptions) {
  return feeds_.subscribe(connection_, subscriptions);
}

Result<std::vector<Saved>> SqliteBackend::commit(std::span<const FeedUpdate> updates) {
  auto transaction = Transaction::begin(connection_);
  if (!transaction) return transaction.error();
  std::vector<Saved> all;
  all.reserve(updates.size());
  for (const FeedUpdate& update : updates) {
    auto saved = save(update);
    if (!saved) return saved.error();
    all.push_back(std::move(*saved));
  }
  if (const auto done = transaction->commit(); !done) return done.error();
  return all;
}

Result<Saved> SqliteBackend::save(const FeedUpdate& update) {
  if (const auto done = feeds_.write_poll(connection_, update); !done) return done.error();
  auto saved = entries_.save(connection_, update);
  if (!saved || saved->added.empty()) return saved;
  const auto added = static_cast<std::int64_t>(saved->added.size());
  if (const auto done = feeds_.count(update.feed, {added, added}); !done) return done.error();
  return saved;
}

Result<std::size_t> SqliteBackend::mark(std::span<const EntryId> ids, Mark mark) {
  auto statement = connection_.prepare(mark_sql(mark));
  if (!statement) return statement.error();
  auto transaction = Transaction::begin(connection_);
  if (!transaction) return transaction.error();
  const auto changed = mark_each(*statement, ids);
  if (!changed) return changed.error();
  std::size_t total = 0;
  for (const auto& [feed, count] : *changed) {
    total += static_cast<std::size_t>(count);
    if (const auto done = feeds_.count(feed, {0, count * unread_step(mark)}); !done) return done.error();
  }
  if (const auto done = transaction->commit(); !done) return done.error();
  return total;
}

}  // namespace telex::store::sqlite
