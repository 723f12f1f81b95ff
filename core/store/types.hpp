#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/instant.hpp"
#include "dedup/identity.hpp"
#include "feed/document.hpp"
#include "feed/validators.hpp"

namespace telex::store {

/// Ids are positive and ascend in order of arrival.
using FeedId = std::int64_t;
using EntryId = std::int64_t;

/// How the polls of a feed went and when the next one is due. Written with the entries, in one transaction.
struct PollState {
  std::optional<Instant> last_fetch;    ///< end of the last poll
  std::optional<Instant> last_success;  ///< end of the last poll that gave a document or a 304
  std::optional<Instant> next_due;
  int failures = 0;        ///< in a row
  int http_status = 0;     ///< of the last answer; 0: there was none
  std::string last_error;  ///< in a user's words; empty after a success
  bool gone = false;       ///< answered 410: not polled until somebody asks for it
  feed::Validators validators;

  friend bool operator==(const PollState&, const PollState&) = default;
};

/// A feed's row as the daemon needs it.
struct FeedRecord {
  FeedId id = 0;
  std::string url;  ///< as configured
  PollState poll;
};

/// An entry made ready off the writer's thread.
struct PreparedEntry {
  dedup::Identity identity;
  std::uint64_t revision = 0;  ///< dedup::revision()
  feed::Entry entry;
  std::string text;  ///< plain text of the body, for the full-text index
};

/// What a document says of its feed as a whole.
struct FeedDetails {
  std::string title;
  std::string home_page_url;
  std::string description;
  std::string language;
  std::string icon;
  std::string format;
  bool damaged = false;
};

/// The outcome of one poll, to be stored all or nothing. Without `details` only the poll's state is stored (a 304, or
/// a failure).
struct FeedUpdate {
  FeedId feed = 0;
  Instant at;  ///< first_seen of new entries, last_changed of changed ones
  PollState poll;
  std::optional<FeedDetails> details;
  std::vector<PreparedEntry> entries;  ///< document order: the newest usually first
  /// False where the body ended early: new entries count, known ones keep what is stored, since the last entry of a cut
  /// document may be the stump of one that is stored whole.
  bool complete = true;
};

/// What became of one update.
struct Saved {
  FeedId feed = 0;
  std::vector<EntryId> added;  ///< ascending
  std::size_t changed = 0;     ///< entries updated in place
  std::size_t unchanged = 0;   ///< known entries left as they are
};

/// What lists go by: `published` where that is not after `first_seen`, else `first_seen`. So the first import of an old
/// blog does not bury the day, and a post dated 2099 does not stay on top.
Instant time_of(const std::optional<Instant>& published, Instant first_seen);

/// An article as it is read back.
struct Article {
  EntryId id = 0;
  feed::Entry entry;
  std::string feed_url;    ///< as configured
  std::string feed_title;  ///< the configuration's title, else the feed's own
  std::vector<std::string> feed_tags;
  Instant first_seen;
  Instant last_changed;
  bool unread = true;
  bool starred = false;

  Instant time() const;  ///< time_of() it
};

/// A feed as people see it.
struct FeedSummary {
  FeedId id = 0;
  std::string url;
  std::string title;
  std::vector<std::string> tags;
  std::string home_page_url;
  std::string format;
  std::string language;
  bool subscribed = true;  ///< still in the configuration
  bool damaged = false;
  PollState poll;
  std::uint64_t entries = 0;
  std::uint64_t unread = 0;
};

/// Totals over the store.
struct Totals {
  std::uint64_t feeds = 0;          ///< subscribed
  std::uint64_t feeds_failing = 0;  ///< whose last poll failed
  std::uint64_t feeds_never_fetched = 0;
  std::uint64_t entries = 0;
  std::uint64_t unread = 0;
  std::uint64_t starred = 0;
  std::optional<Instant> last_fetch;
  std::optional<Instant> next_due;
  std::uint64_t store_bytes = 0;
  int schema_version = 0;
};

}  // namespace telex::store
