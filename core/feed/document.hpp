#pragma once
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"

/// The vocabulary of feeds: plain structs, no behaviour. An empty string or an absent optional means "not given".
namespace telex::feed {

/// The dialect that a document was read as.
enum class Format {
  rss_0_9,
  rss_0_91,
  rss_0_92,
  rss_0_93,
  rss_0_94,
  rss_1_0,
  rss_2_0,
  atom_0_3,
  atom_1_0,
  json_1_0,
  json_1_1,
  cdf
};

/// "rss-2.0", "atom-1.0", "json-1.1", … as `telex parse` prints it.
std::string_view to_string(Format format);

struct Person {
  std::string name;
  std::string url;
  std::string avatar;  ///< URL of a picture
  std::string email;

  friend bool operator==(const Person&, const Person&) = default;
};

/// A file that belongs to an entry: RSS 2.0 <enclosure>, Atom link rel=enclosure, Media RSS content.
struct Enclosure {
  std::string url;
  std::string mime_type;
  std::string title;
  std::optional<std::uint64_t> size_bytes;
  std::optional<std::chrono::seconds> duration;

  friend bool operator==(const Enclosure&, const Enclosure&) = default;
};

/// Where an entry was taken over from: RSS <source>, atom:source.
struct Source {
  std::string title;
  std::string url;
  std::string id;

  friend bool operator==(const Source&, const Source&) = default;
};

/// What is said in a recording, as text: podcast:transcript.
struct Transcript {
  std::string url;
  std::string mime_type;  ///< "text/vtt", "application/srt", "text/html", "application/json"
  std::string language;

  friend bool operator==(const Transcript&, const Transcript&) = default;
};

/// WGS 84, degrees.
struct GeoPoint {
  double lat = 0;
  double lon = 0;

  friend bool operator==(const GeoPoint&, const GeoPoint&) = default;
};

struct Hub {
  std::string type;  ///< "WebSub", "rssCloud"
  std::string url;

  friend bool operator==(const Hub&, const Hub&) = default;
};

/// Something in the document that breaks a rule, and what was made of it; for publishers and for `damaged`.
struct Problem {
  std::string message;  ///< a clause: "the date \"tomorrow\" cannot be read"
  std::string place;    ///< element or "line N"; may be empty

  friend bool operator==(const Problem&, const Problem&) = default;
};

/// "line 3: a naked '&'": the problem as one line, after its place where it has one.
std::string to_string(const Problem& problem);

/// One article as one document gives it. All text is UTF-8; all URLs are absolute where a base is known.
struct Entry {
  std::string id;            ///< the publisher's guid or atom:id, byte for byte; empty where there is none
  std::string url;           ///< permalink
  std::string external_url;  ///< what a link blog's entry points to
  std::string title;         ///< plain text
  std::string content_html;  ///< sanitised HTML
  std::string content_text;  ///< where the body is plain text
  std::string summary;       ///< sanitised HTML
  std::string image;         ///< URL
  std::optional<Instant> published;
  std::optional<Instant> updated;
  std::string language;  ///< BCP 47
  std::vector<Person> authors;
  std::vector<std::string> tags;
  std::vector<Enclosure> enclosures;
  std::string comments_url;
  std::string comments_feed_url;                ///< the comments as a feed
  std::optional<std::uint64_t> comments_count;  ///< when the document was written
  std::string in_reply_to;                      ///< what the entry answers: its address, else its id
  std::vector<Transcript> transcripts;
  std::string chapters_url;  ///< a file of chapters, podcast:chapters
  std::optional<std::uint64_t> season;
  std::optional<std::uint64_t> episode;
  std::string episode_type;  ///< "full", "trailer", "bonus"
  std::optional<bool> is_explicit;
  std::string rights;
  std::optional<Source> source;
  std::string via;  ///< URL
  std::optional<GeoPoint> geo;

  friend bool operator==(const Entry&, const Entry&) = default;
};

/// Whether the bytes ended before the document did.
enum class Cut { none, between_entries, inside_last_entry };

/// One feed document.
struct Document {
  Format format = Format::rss_2_0;
  std::string id;
  std::string title;  ///< plain text
  std::string home_page_url;
  std::string feed_url;     ///< the feed's own address of itself (rel=self)
  std::string description;  ///< sanitised HTML or plain text
  std::string icon;
  std::string favicon;
  std::string language;
  std::vector<Person> authors;
  std::vector<Hub> hubs;
  std::vector<std::string> tags;
  std::string generator;
  std::string rights;
  std::optional<Instant> published;
  std::optional<Instant> updated;
  std::optional<std::chrono::minutes> ttl;
  std::optional<std::chrono::minutes> update_interval;  ///< sy:updatePeriod / sy:updateFrequency
  std::vector<int> skip_hours;                          ///< 0-23, UTC
  std::vector<std::string> skip_days;                   ///< "Monday" … "Sunday"
  std::string next_url;                                 ///< RFC 5005 paged feed
  std::string prev_archive_url;                         ///< RFC 5005 archived feed
  std::string podcast_guid;                             ///< of the show, wherever its feed lives
  std::string podcast_type;                             ///< "episodic", "serial"
  std::optional<bool> is_explicit;
  bool is_complete = false;  ///< the publisher promises that no more entries come
  std::string new_feed_url;  ///< where the publisher says that the feed has moved
  std::string encoding;      ///< as decoded, lower case: "utf-8", "windows-1252"
  bool damaged = false;      ///< not well-formed, or bytes its encoding does not have
  Cut cut = Cut::none;
  std::vector<Problem> problems;
  std::vector<Entry> entries;  ///< in document order
};

}  // namespace telex::feed
