#pragma once
#include <climits>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "feed/document.hpp"
#include "parse/text.hpp"

/// What the elements of a feed or an entry offer, before it is decided what counts.
namespace telex::parse {

class Trace;

/// How often something was said, and how often it counted; tells a Trace what changed.
struct Mark {
  std::size_t offered = 0;
  std::size_t taken = 0;
  int rank = 0;

  friend bool operator==(const Mark&, const Mark&) = default;
};

/// One of several elements that say the same. The lowest rank wins, and of equal ranks the first.
template <class T>
class Choice {
 public:
  void offer(T value, int rank) {
    ++mark_.offered;
    if (rank >= mark_.rank) return;
    ++mark_.taken;
    value_ = std::move(value);
    mark_.rank = rank;
  }
  /// The same, but of equal ranks the last: where publishers repeat dates and links, the last one is meant.
  void offer_last(T value, int rank) {
    if (rank <= mark_.rank) mark_.rank = INT_MAX;
    offer(std::move(value), rank);
  }
  /// The same as offer(), where there is a value.
  void offer_given(std::optional<T> value, int rank) {
    if (value) offer(std::move(*value), rank);
  }
  /// The value, to be added to.
  T& extend() {
    ++mark_.offered;
    ++mark_.taken;
    return value_;
  }
  bool is_given() const { return mark_.rank != INT_MAX; }
  int rank() const { return mark_.rank; }
  const Mark& mark() const { return mark_; }
  const T& value() const { return value_; }
  T take() && { return std::move(value_); }

 private:
  T value_{};
  Mark mark_{.rank = INT_MAX};
};

/// How many tags, authors and enclosures of one entry (or feed) are kept.
inline constexpr std::size_t max_listed = 256;

/// What feeds and entries have in common.
struct Draft {
  Trace* trace = nullptr;   ///< asks where fields come from; mostly nobody does
  bool atom_rules = false;  ///< text without a namespace's word for it follows Atom's rules, not RSS's

  Choice<Text> title;
  Choice<Text> summary;  ///< a feed's description
  Choice<Text> rights;
  Choice<std::string> id;
  Choice<std::string> url;
  Choice<std::string> language;
  Choice<std::string> image;
  Choice<Instant> published;
  Choice<Instant> updated;
  Choice<std::vector<feed::Person>> authors;
  std::vector<std::string> tags;
  Choice<bool> is_explicit;

  void add_tag(std::string tag);
  void add_authors(std::vector<feed::Person> people, int rank);
  void add_author(feed::Person person, int rank);  ///< a better rank replaces, an equal one is added
};

struct EntryDraft : Draft {
  Choice<Text> content;
  Choice<std::string> external_url;
  Choice<std::string> comments_url;
  Choice<std::string> via;
  Choice<std::string> comments_feed_url;
  Choice<std::uint64_t> comments_count;
  Choice<std::string> in_reply_to;
  std::vector<feed::Transcript> transcripts;
  Choice<std::string> chapters_url;
  Choice<std::uint64_t> season;
  Choice<std::uint64_t> episode;
  Choice<std::string> episode_type;
  Choice<feed::Source> source;
  Choice<double> lat;
  Choice<double> lon;
  std::vector<feed::Enclosure> enclosures;
  Choice<std::chrono::seconds> duration;  ///< of the entry's recording
  bool summary_is_body = false;           ///< the summary is an RSS description, which often is the whole

  void add_enclosure(feed::Enclosure enclosure);
};

struct FeedDraft : Draft {
  Choice<std::string> feed_url;
  Choice<std::string> favicon;
  Choice<std::string> generator;
  Choice<std::string> next_url;
  Choice<std::string> prev_archive_url;
  std::vector<feed::Hub> hubs;
  Choice<std::chrono::minutes> ttl;
  Choice<std::chrono::minutes> update_period;
  int update_frequency = 1;
  std::vector<int> skip_hours;
  std::vector<std::string> skip_days;
  Choice<std::string> podcast_guid;
  Choice<std::string> podcast_type;
  Choice<std::string> new_feed_url;
  Choice<bool> is_complete;
};

/// Every text of a feed: where it comes in pieces, what has been read of it outlives the tree that it views.
inline constexpr Choice<Text> FeedDraft::*feed_texts[] = {&FeedDraft::title, &FeedDraft::summary, &FeedDraft::rights};

/// Whether the summary, an RSS description, stands in for the body that is missing.
bool body_is_summary(const EntryDraft& draft);

/// Decides: plain titles, sanitised bodies, absolute URLs.
feed::Entry finish(EntryDraft&& draft, html::UrlBudget& budget);

/// The same for the feed's own fields; format, encoding, problems and entries are the caller's.
void finish(FeedDraft&& draft, html::UrlBudget& budget, feed::Document& document);

}  // namespace telex::parse
