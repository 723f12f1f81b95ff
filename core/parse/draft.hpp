#pragma once
#include <climits>
#include <string>
#include <utility>
#include <vector>

#include "feed/document.hpp"
#include "parse/text.hpp"

/// What the elements of a feed or an entry offer, before it is decided what counts.
namespace telex::parse {

/// One of several elements that say the same. The lowest rank wins, and of equal ranks the first.
template <class T>
class Choice {
 public:
  void offer(T value, int rank) {
    if (rank >= rank_) return;
    value_ = std::move(value);
    rank_ = rank;
  }
  /// The same, but of equal ranks the last: where publishers repeat dates and links, the last one is meant.
  void offer_last(T value, int rank) {
    if (rank <= rank_) rank_ = INT_MAX;
    offer(std::move(value), rank);
  }
  bool is_given() const { return rank_ != INT_MAX; }
  int rank() const { return rank_; }
  const T& value() const { return value_; }
  T take() && { return std::move(value_); }

 private:
  T value_{};
  int rank_ = INT_MAX;
};

/// How many tags, authors and enclosures of one entry (or feed) are kept.
inline constexpr std::size_t max_listed = 256;

/// What feeds and entries have in common.
struct Draft {
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
  std::optional<bool> is_explicit;

  void add_tag(std::string tag);
  void add_author(feed::Person person, int rank);  ///< a better rank replaces, an equal one is added
};

struct EntryDraft : Draft {
  Choice<Text> content;
  Choice<Text> description;  ///< of RSS; it is also offered as summary
  Choice<std::string> external_url;
  Choice<std::string> comments_url;
  Choice<std::string> via;
  std::string original_url;
  std::string comments_feed_url;
  std::optional<std::uint64_t> comments_count;
  std::string in_reply_to;
  std::vector<feed::Transcript> transcripts;
  std::string chapters_url;
  std::optional<std::uint64_t> season;
  std::optional<std::uint64_t> episode;
  std::string episode_type;
  std::optional<feed::Source> source;
  std::optional<double> lat;
  std::optional<double> lon;
  std::vector<feed::Enclosure> enclosures;
  std::optional<std::chrono::seconds> duration;  ///< of the entry's recording
  bool summary_is_body = false;                  ///< the summary is an RSS description, which often is the whole

  void add_enclosure(feed::Enclosure enclosure);
};

struct FeedDraft : Draft {
  Choice<std::string> feed_url;
  Choice<std::string> favicon;
  Choice<std::string> generator;
  std::string next_url;
  std::string prev_archive_url;
  std::vector<feed::Hub> hubs;
  std::optional<std::chrono::minutes> ttl;
  std::optional<std::chrono::minutes> update_period;
  int update_frequency = 1;
  std::vector<int> skip_hours;
  std::vector<std::string> skip_days;
  std::string podcast_guid;
  std::string podcast_type;
  std::string new_feed_url;
  bool is_complete = false;
};

/// Decides: plain titles, sanitised bodies, absolute URLs.
feed::Entry finish(EntryDraft&& draft);

/// The same for the feed's own fields; format, encoding, problems and entries are the caller's.
void finish(FeedDraft&& draft, feed::Document& document);

}  // namespace telex::parse
