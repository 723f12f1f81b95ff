#pragma once
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "feed/subscription.hpp"
#include "store/sqlite/connection.hpp"
#include "store/types.hpp"

namespace telex::store::sqlite {

/// How much a feed's counters move.
struct Counts {
  std::int64_t entries = 0;
  std::int64_t unread = 0;
};

/// The writing side of the table `feed`.
class Feeds {
 public:
  static Result<Feeds> prepare(const Connection& connection);

  /// As Backend::subscribe(), in a transaction of its own.
  Result<std::vector<FeedRecord>> subscribe(Connection& connection, std::span<const feed::Subscription> subscriptions);

  /// Writes how a poll went, in the caller's transaction. Fails with not_found where there is no such feed.
  Result<void> write_poll(const Connection& connection, const FeedUpdate& update);

  /// Moves a feed's counters, in the caller's transaction.
  Result<void> count(FeedId feed, const Counts& counts) { return count_.run(counts.entries, counts.unread, feed); }

 private:
  struct Row {  ///< a feed as the configuration last left it
    FeedRecord record;
    std::string given_title;
    std::string tags;
    int priority = 0;
    bool subscribed = false;
  };
  using Known = std::unordered_map<std::string, Row>;

  Result<Known> read();
  Result<void> apply(const Connection& connection, std::span<const feed::Subscription> changed,
                     std::span<const FeedId> dropped, const Known& known);
  Result<void> configure(const Connection& connection, const feed::Subscription& subscription, const Known& known);
  Result<void> write_tags(FeedId feed, const feed::Subscription& subscription);

  Statement read_, insert_, configure_, unsubscribe_, drop_tags_, add_tag_, poll_, details_, count_;
};

}  // namespace telex::store::sqlite
