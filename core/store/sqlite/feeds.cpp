#include "store/sqlite/feeds.hpp"

#include <algorithm>
#include <unordered_set>

#include "store/fold.hpp"
#include "store/sqlite/columns.hpp"
#include "store/sqlite/extra.hpp"

namespace telex::store::sqlite {
namespace {

constexpr std::string_view insert_sql = "INSERT INTO feed(given_title, tags, priority, url) VALUES(?, ?, ?, ?)";

constexpr std::string_view configure_sql =
    "UPDATE feed SET subscribed = 1, given_title = ?, tags = ?, priority = ? WHERE id = ?";

constexpr std::string_view poll_sql =
    "UPDATE feed SET last_fetch = ?, last_success = ?, next_due = ?,"
    " failures = ?, http_status = ?, gone = ?, last_error = ?, validator_url = ?, etag = ?, last_modified = ?"
    " WHERE id = ?";

constexpr std::string_view details_sql =
    "UPDATE feed SET title = ?, home_page_url = ?, description = ?, language = ?, icon = ?, format = ?, damaged = ?"
    " WHERE id = ?";

constexpr std::string_view count_sql = "UPDATE feed SET entries = entries + ?, unread = unread + ? WHERE id = ?";

}  // namespace

Result<Feeds> Feeds::prepare(const Connection& connection) {
  Feeds feeds;
  const std::string read_sql =
      "SELECT id, url, given_title, tags, priority, subscribed, " + std::string{poll_columns} + " FROM feed";
  const auto prepared = prepare_all(connection, {{feeds.read_, read_sql},
                                                 {feeds.insert_, insert_sql},
                                                 {feeds.configure_, configure_sql},
                                                 {feeds.unsubscribe_, "UPDATE feed SET subscribed = 0 WHERE id = ?"},
                                                 {feeds.drop_tags_, "DELETE FROM feed_tag WHERE feed = ?"},
                                                 {feeds.add_tag_, "INSERT OR IGNORE INTO feed_tag VALUES(?, ?)"},
                                                 {feeds.poll_, poll_sql},
                                                 {feeds.details_, details_sql},
                                                 {feeds.count_, count_sql}});
  if (!prepared) return prepared.error();
  return feeds;
}

Result<Feeds::Known> Feeds::read() {
  Known known;
  auto rows = read_.query();
  auto row = rows.next();
  for (; row && *row; row = rows.next()) {
    Row one;
    one.record = {rows.integer(0), rows.text(1), read_poll(rows, 6)};
    one.given_title = rows.text(2);
    one.tags = rows.text(3);
    one.priority = static_cast<int>(rows.integer(4));
    one.subscribed = rows.flag(5);
    std::string url = one.record.url;
    known.emplace(std::move(url), std::move(one));
  }
  if (!row) return row.error();
  return known;
}

Result<std::vector<FeedRecord>> Feeds::subscribe(Connection& connection,
                                                 std::span<const feed::Subscription> subscriptions) {
  auto known = read();
  if (!known) return known.error();
  std::vector<feed::Subscription> changed;
  std::unordered_set<std::string_view> wanted;
  wanted.reserve(subscriptions.size());
  for (const feed::Subscription& s : subscriptions) {
    const auto found = known->find(s.url);
    const bool same = found != known->end() && found->second.subscribed && found->second.given_title == s.title &&
                      found->second.priority == s.priority && found->second.tags == write_list(s.tags);
    if (wanted.insert(s.url).second && !same) changed.push_back(s);
  }
  std::vector<FeedId> dropped;
  for (const auto& [url, row] : *known) {
    if (row.subscribed && !wanted.contains(url)) dropped.push_back(row.record.id);
  }

  if (!changed.empty() || !dropped.empty()) {
    auto transaction = Transaction::begin(connection);
    if (!transaction) return transaction.error();
    if (const auto done = apply(connection, changed, dropped, *known); !done) return done.error();
    if (const auto done = transaction->commit(); !done) return done.error();
    known = read();
    if (!known) return known.error();
  }
  std::vector<FeedRecord> records;
  records.reserve(subscriptions.size());
  for (const feed::Subscription& s : subscriptions) records.push_back(known->at(s.url).record);
  return records;
}

Result<void> Feeds::apply(const Connection& connection, std::span<const feed::Subscription> changed,
                          std::span<const FeedId> dropped, const Known& known) {
  for (const feed::Subscription& subscription : changed) {
    if (const auto done = configure(connection, subscription, known); !done) return done;
  }
  for (const FeedId feed : dropped) {
    if (const auto done = unsubscribe_.run(feed); !done) return done;
  }
  return {};
}

Result<void> Feeds::configure(const Connection& connection, const feed::Subscription& s, const Known& known) {
  const auto found = known.find(s.url);
  const std::string tags = write_list(s.tags);
  if (found != known.end()) {
    const FeedId feed = found->second.record.id;
    if (const auto done = configure_.run(s.title, tags, s.priority, feed); !done) return done;
    if (const auto done = drop_tags_.run(feed); !done) return done;
    return write_tags(feed, s);
  }
  if (const auto done = insert_.run(s.title, tags, s.priority, s.url); !done) return done;
  return write_tags(connection.last_insert_id(), s);
}

Result<void> Feeds::write_tags(FeedId feed, const feed::Subscription& subscription) {
  for (const std::string& tag : subscription.tags) {
    if (const auto done = add_tag_.run(fold_case(tag), feed); !done) return done;
  }
  return {};
}

Result<void> Feeds::write_poll(const Connection& connection, const FeedUpdate& update) {
  const PollState& p = update.poll;
  const auto done = poll_.run(p.last_fetch, p.last_success, p.next_due, p.failures, p.http_status, p.gone, p.last_error,
                              p.validators.url, p.validators.etag, p.validators.last_modified, update.feed);
  if (!done) return done;
  if (connection.changes() == 0) {
    return Error{Fault::not_found, "the store has no feed of number " + std::to_string(update.feed), connection.path()};
  }
  if (!update.details) return {};
  const FeedDetails& d = *update.details;
  return details_.run(d.title, d.home_page_url, d.description, d.language, d.icon, d.format, d.damaged, update.feed);
}

}  // namespace telex::store::sqlite
