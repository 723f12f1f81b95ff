#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "query/filter.hpp"
#include "store/types.hpp"

namespace telex::store {

/// The reading side of a store: a connection of its own, never blocked by the writer, usable with or without a daemon.
/// One thread at a time.
class Reader {
 public:
  Reader() = default;
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;
  virtual ~Reader() = default;

  /// Calls `each` for every article that the filter finds, in its order, until `each` returns false; memory does not
  /// grow with their number. Returns how many were handed over.
  virtual Result<std::size_t> find(const query::Filter& filter,
                                   const std::function<bool(const Article&)>& each) const = 0;

  /// The ids of what find() would give, in its order; no article is read for them.
  virtual Result<std::vector<EntryId>> find_ids(const query::Filter& filter) const = 0;

  /// How many articles the filter finds; its limit does not count.
  virtual Result<std::size_t> count(const query::Filter& filter) const = 0;

  /// One article; absent where there is none of that id.
  virtual Result<std::optional<Article>> article(EntryId id) const = 0;

  /// All feeds, by title; those that are no longer subscribed last.
  virtual Result<std::vector<FeedSummary>> feeds() const = 0;

  virtual Result<Totals> totals() const = 0;
};

/// Opens the store for reading; `url` is "sqlite:PATH". Fails with not_found where there is none yet, forbidden where
/// the user may not read it, store_newer, store_corrupt.
Result<std::unique_ptr<Reader>> open_reader(const std::string& url);

}  // namespace telex::store
