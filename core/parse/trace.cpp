#include "parse/trace.hpp"

#include <algorithm>
#include <iterator>
#include <span>
#include <string_view>

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
Mark size_of(const std::vector<T>& list) {
  return {list.size(), list.size(), 0};
}

Mark presence(bool given) { return {given ? 1U : 0U, given ? 1U : 0U, 0}; }

/// The body is named after what becomes of it when everything is known: rename_body().
constexpr std::string_view content = "content_html";
constexpr std::string_view summary = "summary";

constexpr Watched<EntryDraft> entry_fields[] = {
    {"id", [](const EntryDraft& d) { return d.id.mark(); }},
    {"url", [](const EntryDraft& d) { return d.url.mark(); }},
    {"external_url", [](const EntryDraft& d) { return d.external_url.mark(); }},
    {"title", [](const EntryDraft& d) { return d.title.mark(); }},
    {content, [](const EntryDraft& d) { return d.content.mark(); }},
    {summary, [](const EntryDraft& d) { return d.summary.mark(); }},
    {"image", [](const EntryDraft& d) { return d.image.mark(); }},
    {"date_published", [](const EntryDraft& d) { return d.published.mark(); }},
    {"date_modified", [](const EntryDraft& d) { return d.updated.mark(); }},
    {"language", [](const EntryDraft& d) { return d.language.mark(); }},
    {"authors", [](const EntryDraft& d) { return d.authors.mark(); }, true},
    {"tags", [](const EntryDraft& d) { return size_of(d.tags); }, true},
    {"attachments", [](const EntryDraft& d) { return size_of(d.enclosures); }, true},
    {"attachments.duration_in_seconds", [](const EntryDraft& d) { return presence(d.duration.has_value()); }},
    {"_telex.comments_url", [](const EntryDraft& d) { return d.comments_url.mark(); }},
    {"_telex.rights", [](const EntryDraft& d) { return d.rights.mark(); }},
    {"_telex.source", [](const EntryDraft& d) { return presence(d.source.has_value()); }},
    {"_telex.via", [](const EntryDraft& d) { return d.via.mark(); }},
    {"_telex.geo", [](const EntryDraft& d) { return presence(d.lat && d.lon); }},
};

constexpr Watched<FeedDraft> feed_fields[] = {
    {"title", [](const FeedDraft& d) { return d.title.mark(); }},
    {"home_page_url", [](const FeedDraft& d) { return d.url.mark(); }},
    {"feed_url", [](const FeedDraft& d) { return d.feed_url.mark(); }},
    {"description", [](const FeedDraft& d) { return d.summary.mark(); }},
    {"icon", [](const FeedDraft& d) { return d.image.mark(); }},
    {"favicon", [](const FeedDraft& d) { return d.favicon.mark(); }},
    {"language", [](const FeedDraft& d) { return d.language.mark(); }},
    {"authors", [](const FeedDraft& d) { return d.authors.mark(); }, true},
    {"hubs", [](const FeedDraft& d) { return size_of(d.hubs); }, true},
    {"_telex.id", [](const FeedDraft& d) { return d.id.mark(); }},
    {"_telex.published", [](const FeedDraft& d) { return d.published.mark(); }},
    {"_telex.updated", [](const FeedDraft& d) { return d.updated.mark(); }},
    {"_telex.generator", [](const FeedDraft& d) { return d.generator.mark(); }},
    {"_telex.rights", [](const FeedDraft& d) { return d.rights.mark(); }},
    {"_telex.tags", [](const FeedDraft& d) { return size_of(d.tags); }, true},
    {"_telex.ttl_minutes", [](const FeedDraft& d) { return presence(d.ttl.has_value()); }},
    {"_telex.skip_hours", [](const FeedDraft& d) { return size_of(d.skip_hours); }},
    {"_telex.skip_days", [](const FeedDraft& d) { return size_of(d.skip_days); }},
    {"_telex.update_interval_minutes", [](const FeedDraft& d) { return presence(d.update_period.has_value()); }},
    {"_telex.next_url", [](const FeedDraft& d) { return presence(!d.next_url.empty()); }},
    {"_telex.prev_archive_url", [](const FeedDraft& d) { return presence(!d.prev_archive_url.empty()); }},
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
