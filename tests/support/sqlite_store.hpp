#pragma once
#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <vector>

#include "store/backend.hpp"
#include "store/reader.hpp"
#include "support/entries.hpp"
#include "support/temp_dir.hpp"

namespace telex::test {

/// An SQLite store with feeds in a folder of its own.
struct SqliteStore {
  explicit SqliteStore(std::vector<feed::Subscription> subscriptions = {subscription("https://example.org/feed")}) {
    backend = store::open_backend(url).value();
    for (const store::FeedRecord& record : backend->subscribe(subscriptions).value()) feeds.push_back(record.id);
    reader = store::open_reader(url).value();
  }

  store::Saved save(store::FeedUpdate update) {
    const std::vector<store::FeedUpdate> updates{std::move(update)};
    return backend->commit(updates).value().front();
  }

  std::size_t mark(std::vector<store::EntryId> ids, store::Backend::Mark mark) {
    return backend->mark(ids, mark).value();
  }

  /// The titles of what a query finds, in its order, joined by a space.
  std::string find(const std::string& query, query::Order order = query::Order::newest_first) const {
    query::Filter filter;
    filter.where = query::parse(query, hour(1000)).value();
    filter.order = order;
    std::string titles;
    const auto found = reader->find(filter, [&](const store::Article& article) {
      titles.append(titles.empty() ? "" : " ").append(article.entry.title);
      return true;
    });
    REQUIRE(found.has_value());
    CHECK(reader->count(filter).value() == *found);
    return titles;
  }

  store::Article article(store::EntryId id) const { return reader->article(id).value().value(); }

  support::TempDir folder;
  std::string path = folder.file("telex.db");
  std::string url = "sqlite:" + path;
  std::unique_ptr<store::Backend> backend;
  std::vector<store::FeedId> feeds;
  std::unique_ptr<store::Reader> reader;
};

}  // namespace telex::test
