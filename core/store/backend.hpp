#pragma once
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "feed/subscription.hpp"
#include "store/types.hpp"

namespace telex::store {

/// The writing side of a store: synchronous, one thread at a time, every call all or nothing. Faults: store_busy,
/// store_full (waiting can help), store_readonly, store_newer, store_corrupt, io.
class Backend {
 public:
  Backend() = default;
  Backend(const Backend&) = delete;
  Backend& operator=(const Backend&) = delete;
  virtual ~Backend() = default;

  /// Makes the store's feeds those of the configuration: new ones are added, known ones take over title, tags and
  /// priority, the others are kept but no longer subscribed. Returns the subscribed feeds in the order of
  /// `subscriptions`. Writes nothing where nothing changed.
  virtual Result<std::vector<FeedRecord>> subscribe(std::span<const feed::Subscription> subscriptions) = 0;

  /// Stores many polls in one transaction. Known entries whose revision is the same are not written.
  virtual Result<std::vector<Saved>> commit(std::span<const FeedUpdate> updates) = 0;

  enum class Mark { read, unread, starred, unstarred };

  /// Sets a state on articles; returns how many changed. Unknown ids change nothing.
  virtual Result<std::size_t> mark(std::span<const EntryId> ids, Mark mark) = 0;
};

/// Opens the store for writing, creating or migrating it as needed. `url` is "sqlite:PATH".
Result<std::unique_ptr<Backend>> open_backend(const std::string& url);

/// Opens a store that is there for mark(), while the daemon writes or not. Never creates or migrates one: fails with
/// not_found where there is none yet, invalid where an earlier version has written it, store_readonly and forbidden
/// where this user may not change or read it.
Result<std::unique_ptr<Backend>> open_marker(const std::string& url);

}  // namespace telex::store
