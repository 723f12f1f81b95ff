#pragma once
#include "parse/draft.hpp"
#include "parse/element.hpp"

/// The elements that are understood, one row of a table for each spelling.
namespace telex::parse {

/// Reads one child of an item or entry into the draft; an unknown element is passed over.
void read_entry_element(EntryDraft& draft, const Element& element);

/// Reads one child of a channel or feed, other than its entries.
void read_feed_element(FeedDraft& draft, const Element& element);

/// Reads what both have in common; false where the element is none of that.
bool read_common_element(Draft& draft, const Element& element);

/// Media RSS 1.5.1: <media:content> with what is inside, and <media:thumbnail>.
void read_media_content(EntryDraft& draft, const Element& element, int rank);
void read_media_thumbnail(EntryDraft& draft, const Element& element, int rank);

/// Podcasting 2.0 (https://podcastindex.org/namespace/1.0) and iTunes. Of the people only hosts are authors: who is a
/// guest, or edits the sound, does not speak for the episode.
void read_podcast_person(Draft& draft, const Element& element, int rank);
void read_explicit(Draft& draft, const Element& element, int rank);
void read_transcript(EntryDraft& draft, const Element& element, int rank);
void read_chapters(EntryDraft& draft, const Element& element, int rank);
void read_season(EntryDraft& draft, const Element& element, int rank);
void read_episode(EntryDraft& draft, const Element& element, int rank);
void read_episode_type(EntryDraft& draft, const Element& element, int rank);

/// Link elements: Atom's by their relation (RFC 4287 section 4.2.7, RFC 5005, WebSub section 4), RSS's by their text.
void read_entry_link(EntryDraft& draft, const Element& element, int rank);
void read_feed_link(FeedDraft& draft, const Element& element, int rank);

/// A text under the rules of its vocabulary.
Text read_text(const Draft& draft, const Element& element);

/// A language tag, BCP 47; the underscore that some write becomes a hyphen.
void offer_language(Draft& draft, std::string_view tag, int rank);

/// What the element points to by `rdf:resource`, also without the prefix.
std::string_view resource_of(const Element& element);

bool is_http_url(std::string_view text);

/// A date; one that cannot be read becomes a problem.
std::optional<Instant> read_date(const Element& element, std::string_view text);

/// The address of a picture: <itunes:image href>, <image><url>, <logo>URL</logo>, in this order, since beside an
/// attribute the text is a title. Empty where there is none.
std::string image_url(const Element& element);

/// A whole number; absent for anything else.
std::optional<std::uint64_t> read_number(std::string_view text);

/// "1:02:03", "62:03" or seconds, as iTunes and Media RSS write durations.
std::optional<std::chrono::seconds> read_duration(std::string_view text);

}  // namespace telex::parse
