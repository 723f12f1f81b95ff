#include "parse/json_feed.hpp"

#include <algorithm>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <iterator>
#include <optional>
#include <utility>
#include <vector>

#include "base/url.hpp"
#include "base/utf8.hpp"
#include "html/sanitise.hpp"
#include "html/text.hpp"
#include "parse/ascii.hpp"
#include "parse/characters.hpp"
#include "parse/date.hpp"
#include "parse/draft.hpp"
#include "parse/json_walk.hpp"
#include "parse/link.hpp"
#include "parse/xml_feed.hpp"

namespace telex::parse {
namespace {

namespace json = boost::json;

/// What rows need besides their value.
struct Context {
  std::optional<Url> base;
  html::UrlBudget& budget;
  Problems& problems;
  Explanation* explanation;
  const TakeEntry& take;
};

template <class Target>
struct Member {
  std::string_view name;
  void (*read)(Target& target, const json::value& value, const Context& context);
};

/// A string, or a number as text: publishers use numbers as ids. Anything else is empty. Without the characters that
/// XML does not have: JSON has them all, escaped, and no feed means them.
std::string text_of(const json::value& value) {
  if (value.is_string()) {
    std::string text{trimmed(std::string_view{value.get_string()})};
    return leave_out_forbidden(text) ? std::string{trimmed(text)} : text;
  }
  if (value.is_int64()) return std::to_string(value.get_int64());
  if (value.is_uint64()) return std::to_string(value.get_uint64());
  if (value.is_double()) return json::serialize(value);
  return {};
}

std::string link_of(const json::value& value, const Context& context) {
  const std::string text = text_of(value);
  return text.empty() ? text : resolve_link(context.budget, context.base, text);
}

std::optional<Instant> date_of(const json::value& value, const Context& context) {
  const std::string text = text_of(value);
  if (text.empty()) return std::nullopt;
  const auto date = parse_date(text);
  if (!date) {
    context.problems.note("the date \"" + std::string{utf8::truncated(text, 60)} + "\" cannot be read",
                          "date_published");
  }
  return date;
}

std::optional<std::uint64_t> number_of(const json::value& value) {
  if (value.is_int64() && value.get_int64() >= 0) return static_cast<std::uint64_t>(value.get_int64());
  if (value.is_uint64()) return value.get_uint64();
  if (value.is_double() && value.get_double() >= 0 && value.get_double() < 1e15) {
    return static_cast<std::uint64_t>(value.get_double());
  }
  return std::nullopt;
}

template <class Target, std::size_t Size>
void read_members(const Member<Target> (&members)[Size], Target& target, const json::object& object,
                  const Context& context) {
  for (const Member<Target>& member : members) {
    const json::value* value = object.if_contains({member.name.data(), member.name.size()});
    if (value && !value->is_null()) member.read(target, *value, context);
  }
}

/// Calls `visit(const json::object&)` for each object of an array, or for the value itself where it is one.
template <class Visit>
void each_object(const json::value& value, Visit&& visit) {
  if (value.is_object()) visit(value.get_object());
  if (!value.is_array()) return;
  for (const json::value& element : value.get_array()) {
    if (element.is_object()) visit(element.get_object());
  }
}

constexpr Member<feed::Person> person_members[] = {
    {"name", [](feed::Person& p, const json::value& v, const Context&) { p.name = one_line(text_of(v)); }},
    {"url", [](feed::Person& p, const json::value& v, const Context& c) { p.url = link_of(v, c); }},
    {"avatar", [](feed::Person& p, const json::value& v, const Context& c) { p.avatar = link_of(v, c); }},
    {"_email", [](feed::Person& p, const json::value& v, const Context&) { p.email = text_of(v); }},
};

/// JSON Feed 1.0 has one `author`, 1.1 a list of `authors`.
template <class Target>
void read_authors(Target& target, const json::value& value, const Context& context) {
  if (!target.authors.empty()) return;
  each_object(value, [&](const json::object& object) {
    feed::Person person;
    read_members(person_members, person, object, context);
    if (person != feed::Person{} && target.authors.size() < max_listed) target.authors.push_back(std::move(person));
  });
  if (value.is_string() && !text_of(value).empty()) target.authors.push_back({text_of(value), {}, {}, {}});
}

constexpr Member<feed::Enclosure> attachment_members[] = {
    {"url", [](feed::Enclosure& e, const json::value& v, const Context& c) { e.url = link_of(v, c); }},
    {"mime_type", [](feed::Enclosure& e, const json::value& v, const Context&) { e.mime_type = text_of(v); }},
    {"title", [](feed::Enclosure& e, const json::value& v, const Context&) { e.title = one_line(text_of(v)); }},
    {"size_in_bytes", [](feed::Enclosure& e, const json::value& v, const Context&) { e.size_bytes = number_of(v); }},
    {"duration_in_seconds",
     [](feed::Enclosure& e, const json::value& v, const Context&) {
       const auto number = number_of(v);
       if (number && *number < 1'000'000'000) e.duration = std::chrono::seconds{*number};
     }},
};

void read_attachments(feed::Entry& entry, const json::value& value, const Context& context) {
  each_object(value, [&](const json::object& object) {
    feed::Enclosure enclosure;
    read_members(attachment_members, enclosure, object, context);
    if (!enclosure.url.empty() && entry.enclosures.size() < max_listed) {
      entry.enclosures.push_back(std::move(enclosure));
    }
  });
}

void read_tags(feed::Entry& entry, const json::value& value, const Context&) {
  if (value.is_string() && !text_of(value).empty()) entry.tags.push_back(text_of(value));
  if (!value.is_array()) return;
  for (const json::value& tag : value.get_array()) {
    std::string text = text_of(tag);
    if (!text.empty() && entry.tags.size() < max_listed) entry.tags.push_back(std::move(text));
  }
}

/// Titles and summaries are plain text in JSON Feed; ours of a summary is HTML.
constexpr Member<feed::Entry> entry_members[] = {
    {"id", [](feed::Entry& e, const json::value& v, const Context&) { e.id = text_of(v); }},
    {"url", [](feed::Entry& e, const json::value& v, const Context& c) { e.url = link_of(v, c); }},
    {"external_url", [](feed::Entry& e, const json::value& v, const Context& c) { e.external_url = link_of(v, c); }},
    {"title", [](feed::Entry& e, const json::value& v, const Context&) { e.title = one_line(text_of(v)); }},
    {"content_html", [](feed::Entry& e, const json::value& v,
                        const Context& c) { e.content_html = html::sanitise(text_of(v), c.base, c.budget); }},
    {"content_text", [](feed::Entry& e, const json::value& v, const Context&) { e.content_text = text_of(v); }},
    {"summary", [](feed::Entry& e, const json::value& v, const Context&) { e.summary = html::escape(text_of(v)); }},
    {"image", [](feed::Entry& e, const json::value& v, const Context& c) { e.image = link_of(v, c); }},
    {"banner_image",
     [](feed::Entry& e, const json::value& v, const Context& c) {
       if (e.image.empty()) e.image = link_of(v, c);
     }},
    {"date_published", [](feed::Entry& e, const json::value& v, const Context& c) { e.published = date_of(v, c); }},
    {"date_modified", [](feed::Entry& e, const json::value& v, const Context& c) { e.updated = date_of(v, c); }},
    {"language", [](feed::Entry& e, const json::value& v, const Context&) { e.language = text_of(v); }},
    {"authors", read_authors<feed::Entry>},
    {"author", read_authors<feed::Entry>},
    {"tags", read_tags},
    {"attachments", read_attachments},
};

void read_hubs(feed::Document& document, const json::value& value, const Context& context) {
  each_object(value, [&](const json::object& object) {
    const json::value* type = object.if_contains("type");
    const json::value* url = object.if_contains("url");
    if (url && document.hubs.size() < max_listed) {
      document.hubs.push_back({type ? text_of(*type) : std::string{}, link_of(*url, context)});
    }
  });
}

/// The field of a member's name. Both alternatives to a name stand behind it in their table and count less.
std::string_view field_of(std::string_view member) {
  return member == "author" ? "authors" : member == "banner_image" ? "image" : member;
}

/// Where the fields come from: each from the member of its name, but for a few.
template <class Target, std::size_t Size>
std::vector<Origin> origins_of(const Member<Target> (&members)[Size], const json::object& object) {
  std::vector<Origin> origins;
  for (const Member<Target>& member : members) {
    const json::value* value = object.if_contains({member.name.data(), member.name.size()});
    if (!value || value->is_null()) continue;
    const std::string_view field = field_of(member.name);
    const auto same = [&](const Origin& origin) { return origin.field == field; };
    const auto found = std::find_if(origins.begin(), origins.end(), same);
    if (found == origins.end()) {
      origins.push_back({std::string{field}, {std::string{member.name}}, {}});
    } else {
      found->passed_over.emplace_back(member.name);
    }
  }
  return origins;
}

constexpr Member<feed::Document> document_members[] = {
    {"title", [](feed::Document& d, const json::value& v, const Context&) { d.title = one_line(text_of(v)); }},
    {"home_page_url",
     [](feed::Document& d, const json::value& v, const Context& c) { d.home_page_url = link_of(v, c); }},
    {"feed_url", [](feed::Document& d, const json::value& v, const Context& c) { d.feed_url = link_of(v, c); }},
    {"description",
     [](feed::Document& d, const json::value& v, const Context&) { d.description = html::escape(text_of(v)); }},
    {"icon", [](feed::Document& d, const json::value& v, const Context& c) { d.icon = link_of(v, c); }},
    {"favicon", [](feed::Document& d, const json::value& v, const Context& c) { d.favicon = link_of(v, c); }},
    {"language", [](feed::Document& d, const json::value& v, const Context&) { d.language = text_of(v); }},
    {"next_url", [](feed::Document& d, const json::value& v, const Context& c) { d.next_url = link_of(v, c); }},
    {"authors", read_authors<feed::Document>},
    {"author", read_authors<feed::Document>},
    {"hubs", read_hubs},
};

template <class Target, std::size_t Size>
bool has_name(const Member<Target> (&members)[Size], std::string_view name) {
  return std::any_of(std::begin(members), std::end(members), [&](const auto& known) { return known.name == name; });
}

/// Makes a document of the pieces.
class FeedPieces : public JsonPieces {
 public:
  explicit FeedPieces(const Context& context) : context_{context} {}

  bool is_known(Place place, std::string_view name) const override {
    if (place == Place::item) return has_name(entry_members, name);
    if (place == Place::feed) return has_name(document_members, name) || name == "items" || name == "version";
    return has_name(person_members, name) || has_name(attachment_members, name) || name == "type";
  }

  void pass_over(std::string_view name) override {
    if (context_.explanation && name != "version") count_unknown(*context_.explanation, std::string{name});
  }

  bool wants_item() override {
    if (items_ < max_entries) return true;
    if (!std::exchange(overfull_, true)) {
      context_.problems.note("the feed has too many entries, the rest is left out");
    }
    return false;
  }

  void take_item(const json::object& item) override {
    ++items_;
    feed::Entry entry;
    read_members(entry_members, entry, item, context_);
    if (context_.explanation) context_.explanation->entries.push_back(origins_of(entry_members, item));
    if (context_.take) return context_.take(std::move(entry));
    document_.entries.push_back(std::move(entry));
  }

  void take_member(std::string_view name, const json::value& value) override { members_[name] = value; }

  std::string version() const {
    const json::value* version = members_.if_contains("version");
    return version ? text_of(*version) : std::string{};
  }

  feed::Document finish() && {
    document_.format =
        version().find("version/1.1") != std::string::npos ? feed::Format::json_1_1 : feed::Format::json_1_0;
    if (context_.explanation) context_.explanation->feed = origins_of(document_members, members_);
    read_members(document_members, document_, members_, context_);
    return std::move(document_);
  }

 private:
  Context context_;
  feed::Document document_;
  json::object members_;
  std::size_t items_ = 0;
  bool overfull_ = false;
};

/// The text after any comments at its beginning.
std::string_view after_comments(std::string_view text) {
  for (text = trimmed(text); text.starts_with("/*") || text.starts_with("//"); text = trimmed(text)) {
    const std::string_view end = text[1] == '*' ? "*/" : "\n";
    const std::size_t at = text.find(end, 2);
    if (at == std::string_view::npos) return {};
    text.remove_prefix(at + end.size());
  }
  return text;
}

}  // namespace

bool looks_like_json(std::string_view text) { return after_comments(text).starts_with('{'); }

Result<feed::Document> read_json_feed(std::string_view text, const std::string& url, Problems& problems,
                                      Explanation* explanation, const TakeEntry& take) {
  html::UrlBudget budget{text.size()};
  FeedPieces pieces{Context{parse_base(url), budget, problems, explanation, take}};
  const JsonShape shape = walk_json(text, pieces, problems);
  if (budget.is_exceeded()) problems.note(budget_exceeded);
  if (shape.has_items || pieces.version().find("jsonfeed.org/version/") != std::string::npos) {
    return std::move(pieces).finish();
  }
  if (shape.is_broken) return Error{Fault::not_a_feed, "this is neither XML nor well-formed JSON", {}};
  return Error{Fault::not_a_feed, "this is JSON but no JSON Feed", {}};
}

}  // namespace telex::parse
