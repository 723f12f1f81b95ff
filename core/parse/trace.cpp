#include "parse/trace.hpp"

#include <algorithm>
#include <iterator>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/utf8.hpp"
#include "parse/ascii.hpp"

namespace telex::parse {
namespace {

/// A field of a draft, by its name in the output.
template <class Target>
struct Watched {
  std::string_view field;
  Mark (*mark)(const Target& draft);
  bool is_list = false;
};

template <class T>
Mark mark(const Choice<T>& choice) {
  return choice.mark();
}

template <class T>
Mark mark(const std::vector<T>& list) {
  return {list.size(), list.size(), 0};
}

/// A place is made of two elements, or of a point that replaces them.
Mark mark_of_place(const EntryDraft& draft) {
  const Mark& lat = draft.lat.mark();
  const Mark& lon = draft.lon.mark();
  return {lat.offered + lon.offered, lat.taken + lon.taken, std::min(lat.rank, lon.rank)};
}

/// The mark of a member, as a row of a table wants it.
template <auto Member>
constexpr auto of = [](const auto& draft) { return mark(draft.*Member); };

/// The body is named after what becomes of it when everything is known: rename_body().
constexpr std::string_view content = "content_html";
constexpr std::string_view summary = "summary";

constexpr Watched<EntryDraft> entry_fields[] = {
    {"id", of<&EntryDraft::id>},
    {"url", of<&EntryDraft::url>},
    {"external_url", of<&EntryDraft::external_url>},
    {"title", of<&EntryDraft::title>},
    {content, of<&EntryDraft::content>},
    {summary, of<&EntryDraft::summary>},
    {"image", of<&EntryDraft::image>},
    {"date_published", of<&EntryDraft::published>},
    {"date_modified", of<&EntryDraft::updated>},
    {"language", of<&EntryDraft::language>},
    {"authors", of<&EntryDraft::authors>, true},
    {"tags", of<&EntryDraft::tags>, true},
    {"attachments", of<&EntryDraft::enclosures>, true},
    {"attachments.duration_in_seconds", of<&EntryDraft::duration>},
    {"_telex.comments_url", of<&EntryDraft::comments_url>},
    {"_telex.comments_feed_url", of<&EntryDraft::comments_feed_url>},
    {"_telex.comments_count", of<&EntryDraft::comments_count>},
    {"_telex.in_reply_to", of<&EntryDraft::in_reply_to>},
    {"_telex.season", of<&EntryDraft::season>},
    {"_telex.episode", of<&EntryDraft::episode>},
    {"_telex.episode_type", of<&EntryDraft::episode_type>},
    {"_telex.explicit", of<&EntryDraft::is_explicit>},
    {"_telex.chapters_url", of<&EntryDraft::chapters_url>},
    {"_telex.transcripts", of<&EntryDraft::transcripts>, true},
    {"_telex.rights", of<&EntryDraft::rights>},
    {"_telex.source", of<&EntryDraft::source>},
    {"_telex.via", of<&EntryDraft::via>},
    {"_telex.geo", mark_of_place, true},
};

constexpr Watched<FeedDraft> feed_fields[] = {
    {"title", of<&FeedDraft::title>},
    {"home_page_url", of<&FeedDraft::url>},
    {"feed_url", of<&FeedDraft::feed_url>},
    {"description", of<&FeedDraft::summary>},
    {"icon", of<&FeedDraft::image>},
    {"favicon", of<&FeedDraft::favicon>},
    {"language", of<&FeedDraft::language>},
    {"authors", of<&FeedDraft::authors>, true},
    {"hubs", of<&FeedDraft::hubs>, true},
    {"_telex.id", of<&FeedDraft::id>},
    {"_telex.published", of<&FeedDraft::published>},
    {"_telex.updated", of<&FeedDraft::updated>},
    {"_telex.generator", of<&FeedDraft::generator>},
    {"_telex.rights", of<&FeedDraft::rights>},
    {"_telex.tags", of<&FeedDraft::tags>, true},
    {"_telex.ttl_minutes", of<&FeedDraft::ttl>},
    {"_telex.skip_hours", of<&FeedDraft::skip_hours>},
    {"_telex.skip_days", of<&FeedDraft::skip_days>},
    {"_telex.update_interval_minutes", of<&FeedDraft::update_period>},
    {"_telex.next_url", of<&FeedDraft::next_url>},
    {"_telex.prev_archive_url", of<&FeedDraft::prev_archive_url>},
    {"_telex.podcast_guid", of<&FeedDraft::podcast_guid>},
    {"_telex.podcast_type", of<&FeedDraft::podcast_type>},
    {"_telex.explicit", of<&FeedDraft::is_explicit>},
    {"_telex.complete", of<&FeedDraft::is_complete>},
    {"_telex.new_feed_url", of<&FeedDraft::new_feed_url>},
};

std::span<const Watched<EntryDraft>> fields_of(const EntryDraft&) { return entry_fields; }
std::span<const Watched<FeedDraft>> fields_of(const FeedDraft&) { return feed_fields; }

/// The attributes on which it depends how an element is read.
constexpr std::string_view telling[] = {"rel",    "type",     "mode",      "role",   "ispermalink",
                                        "medium", "xml:lang", "rdf:about", "lastmod"};

bool tells(std::string_view attribute) {
  return std::any_of(std::begin(telling), std::end(telling),
                     [&](std::string_view name) { return same_letters(name, attribute); });
}

std::string start_tag(pugi::xml_node node) {
  constexpr std::size_t max_value = 40;
  std::string tag = "<" + std::string{node.name()};
  for (const pugi::xml_attribute attribute : node.attributes()) {
    if (!tells(attribute.name())) continue;
    const std::string_view value = attribute.value();
    const std::string_view kept = utf8::truncated(value, max_value);
    tag.append(" ").append(attribute.name()).append("=\"").append(kept);
    tag.append(kept.size() < value.size() ? "…\"" : "\"");
  }
  return tag + ">";
}

/// The tags from below the root down to the element; the element's own where it is the root.
std::string path(pugi::xml_node node, pugi::xml_node root) {
  std::string tags = start_tag(node);
  while (node != root && node.parent() && node.parent() != root) {
    node = node.parent();
    tags.insert(0, start_tag(node) + " ");
  }
  return tags;
}

void add(std::vector<std::string>& list, const std::string& text) {
  if (list.size() >= Origin::max_listed) return;
  if (std::find(list.begin(), list.end(), text) == list.end()) list.push_back(text);
}

/// Notes that `tag` said what `now` counts.
void note(Origin& origin, const std::string& tag, const Mark& before, const Mark& now, bool is_list) {
  if (now.taken == before.taken) return add(origin.passed_over, tag);
  const bool adds = is_list && now.rank == before.rank;
  if (!adds) {
    for (const std::string& old : origin.elements) add(origin.passed_over, old);
    origin.elements.clear();
  }
  add(origin.elements, tag);
  std::erase(origin.passed_over, tag);
}

}  // namespace

void count_unknown(Explanation& explanation, std::string element) {
  std::vector<Unknown>& list = explanation.unknown;
  const auto same = [&](const Unknown& unknown) { return unknown.element == element; };
  const auto found = std::find_if(list.begin(), list.end(), same);
  if (found != list.end()) {
    ++found->times;
  } else if (list.size() < Explanation::max_unknown) {
    list.push_back({std::move(element), 1});
  }
}

template <class Target>
void Trace::compare(const Target& draft, const Element& element) {
  const auto watched = fields_of(draft);
  fields_.resize(watched.size());
  std::string tag;
  for (std::size_t i = 0; i < watched.size(); ++i) {
    const Mark now = watched[i].mark(draft);
    if (now.offered == fields_[i].mark.offered) continue;
    if (tag.empty()) tag = path(element.node(), root_);
    fields_[i].origin.field = watched[i].field;
    note(fields_[i].origin, tag, fields_[i].mark, now, watched[i].is_list);
    fields_[i].mark = now;
  }
}

void Trace::observe(const EntryDraft& draft, const Element& element) { compare(draft, element); }

void Trace::observe(const FeedDraft& draft, const Element& element) { compare(draft, element); }

void Trace::observe_unknown(const Element& element) {
  count_unknown(explanation_, "<" + std::string{element.node().name()} + ">");
}

std::vector<Origin> Trace::take() && {
  std::vector<Origin> origins;
  for (Field& field : fields_) {
    if (!field.origin.elements.empty()) origins.push_back(std::move(field.origin));
  }
  return origins;
}

void rename_body(std::vector<Origin>& origins, const EntryDraft& draft) {
  const bool is_summary = body_is_summary(draft);
  const Choice<Text>& body = is_summary ? draft.summary : draft.content;
  const bool is_plain = body.is_given() && body.value().kind == TextKind::plain;
  for (Origin& origin : origins) {
    if (is_summary && origin.field == summary) origin.field = content;
    if (is_plain && origin.field == content) origin.field = "content_text";
  }
}

}  // namespace telex::parse
