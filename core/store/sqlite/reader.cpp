#include "store/sqlite/reader.hpp"

#include <algorithm>
#include <tuple>

#include "store/fold.hpp"
#include "store/sqlite/columns.hpp"
#include "store/sqlite/extra.hpp"

namespace telex::store::sqlite {
namespace {

Result<Statement> prepare(const Connection& connection, const Query& query) {
  auto statement = connection.prepare(query.sql);
  if (!statement) return statement;
  int index = 0;
  for (const Value& value : query.values) {
    ++index;
    std::visit([&](const auto& one) { statement->bind(index, one); }, value);
  }
  return statement;
}

FeedSummary read_summary(const Statement::Rows& rows) {
  FeedSummary feed;
  feed.id = rows.integer(0);
  feed.url = rows.text(1);
  feed.title = rows.text(2);
  feed.tags = read_list(rows.view(3));
  feed.home_page_url = rows.text(4);
  feed.format = rows.text(5);
  feed.language = rows.text(6);
  feed.subscribed = rows.flag(7);
  feed.damaged = rows.flag(8);
  feed.entries = static_cast<std::uint64_t>(rows.integer(9));
  feed.unread = static_cast<std::uint64_t>(rows.integer(10));
  feed.poll = read_poll(rows, 11);
  return feed;
}

/// Those that are no longer subscribed last; by what is shown of them, case ignored.
void sort_by_title(std::vector<FeedSummary>& feeds) {
  std::vector<std::pair<std::tuple<bool, std::string, std::string>, std::size_t>> order;
  for (const FeedSummary& feed : feeds) {
    order.push_back(
        {{!feed.subscribed, fold_case(feed.title.empty() ? feed.url : feed.title), feed.url}, order.size()});
  }
  std::ranges::sort(order);
  std::vector<FeedSummary> sorted;
  sorted.reserve(feeds.size());
  for (const auto& [key, index] : order) sorted.push_back(std::move(feeds[index]));
  feeds = std::move(sorted);
}

}  // namespace

Result<std::size_t> SqliteReader::find(const query::Filter& filter,
                                       const std::function<bool(const Article&)>& each) const {
  const Query query = select_articles(filter);
  auto statement = prepare(connection_, query);
  if (!statement) return statement.error();
  auto rows = statement->query();
  std::size_t handed = 0;
  auto row = rows.next();
  for (; row && *row; row = rows.next()) {
    ++handed;
    if (!each(read_article(rows))) return handed;
  }
  if (!row) return row.error();
  return handed;
}

Result<std::vector<EntryId>> SqliteReader::find_ids(const query::Filter& filter) const {
  const Query query = select_ids(filter);
  auto statement = prepare(connection_, query);
  if (!statement) return statement.error();
  auto rows = statement->query();
  std::vector<EntryId> ids;
  auto row = rows.next();
  for (; row && *row; row = rows.next()) ids.push_back(rows.integer(0));
  if (!row) return row.error();
  return ids;
}

Result<std::size_t> SqliteReader::count(const query::Filter& filter) const {
  const Query query = count_articles(filter);
  auto statement = prepare(connection_, query);
  if (!statement) return statement.error();
  auto rows = statement->query();
  if (const auto row = rows.next(); !row) return row.error();
  return static_cast<std::size_t>(rows.integer(0));
}

Result<std::optional<Article>> SqliteReader::article(EntryId id) const {
  query::Filter filter;
  filter.where = {query::HasId{id}};
  std::optional<Article> article;
  const auto found = find(filter, [&](const Article& one) {
    article = one;
    return false;
  });
  if (!found) return found.error();
  return article;
}

Result<std::vector<FeedSummary>> SqliteReader::feeds() const {
  // The counters of each feed are kept in its row: nothing here grows with the number of articles.
  auto statement = connection_.prepare(
      "SELECT id, url, CASE given_title WHEN '' THEN title ELSE given_title END, tags, home_page_url, format, language,"
      " subscribed, damaged, entries, unread, " +
      std::string{poll_columns} + " FROM feed");
  if (!statement) return statement.error();
  std::vector<FeedSummary> feeds;
  auto rows = statement->query();
  auto row = rows.next();
  for (; row && *row; row = rows.next()) feeds.push_back(read_summary(rows));
  if (!row) return row.error();
  sort_by_title(feeds);
  return feeds;
}

Result<Totals> SqliteReader::totals() const {
  auto statement = connection_.prepare(
      "SELECT total(subscribed), total(subscribed AND failures > 0), total(subscribed AND last_fetch IS NULL),"
      " total(entries), total(unread), (SELECT count(*) FROM entry WHERE starred = 1), max(last_fetch),"
      " min(CASE WHEN subscribed AND NOT gone THEN next_due END),"
      " (SELECT page_count * page_size FROM pragma_page_count, pragma_page_size),"
      " (SELECT user_version FROM pragma_user_version) FROM feed");
  if (!statement) return statement.error();
  auto rows = statement->query();
  if (const auto row = rows.next(); !row) return row.error();
  const auto number = [&](int column) { return static_cast<std::uint64_t>(rows.integer(column)); };
  Totals totals;
  totals.feeds = number(0);
  totals.feeds_failing = number(1);
  totals.feeds_never_fetched = number(2);
  totals.entries = number(3);
  totals.unread = number(4);
  totals.starred = number(5);
  totals.last_fetch = rows.maybe_instant(6);
  totals.next_due = rows.maybe_instant(7);
  totals.store_bytes = number(8);
  totals.schema_version = static_cast<int>(rows.integer(9));
  return totals;
}

}  // namespace telex::store::sqlite
