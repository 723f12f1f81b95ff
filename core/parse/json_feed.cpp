#include "parse/json_feed.hpp"

#include <algorithm>
#include <boost/json/monotonic_resource.hpp>
#include <boost/json/parse_options.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/stream_parser.hpp>
#include <boost/json/value.hpp>
#include <boost/system/error_code.hpp>
#include <iterator>
#include <optional>
#include <vector>

#include "base/url.hpp"
#include "base/utf8.hpp"
#include "html/sanitise.hpp"
#include "html/text.hpp"
#include "parse/ascii.hpp"
#include "parse/date.hpp"
#include "parse/draft.hpp"
#include "parse/link.hpp"
#include "parse/xml_feed.hpp"

namespace telex::parse {
namespace {

namespace json = boost::json;

constexpr std::size_t max_json_depth = 128;

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

/// A string, or a number or truth value as text: publishers use numbers as ids. Anything else is empty.
std::string text_of(const json::value& value) {
  if (value.is_string()) return std::string{trimmed(std::string_view{value.get_string()})};
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

template <class Target, std::size_t Size>
void count_unknown_members(const Member<Target> (&members)[Size], const json::object& object,
                           Explanation& explanation) {
  for (const auto& member : object) {
    const std::string_view name = member.key();
    const auto same = [&](const Member<Target>& known) { return known.name == name; };
    if (std::any_of(std::begin(members), std::end(members), same)) continue;
    if (name != "version") count_unknown(explanation, std::string{name});
  }
}

void read_items(feed::Document& document, const json::value& value, const Context& context) {
  std::size_t count = 0;
  each_object(value, [&](const json::object& object) {
    if (++count == max_entries + 1) context.problems.note("the feed has too many entries, the rest is left out");
    if (count > max_entries) return;
    feed::Entry entry;
    read_members(entry_members, entry, object, context);
    if (context.explanation) {
      context.explanation->entries.push_back(origins_of(entry_members, object));
      count_unknown_members(entry_members, object, *context.explanation);
    }
    if (context.take) return context.take(std::move(entry));
    document.entries.push_back(std::move(entry));
  });
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
    {"items", read_items},
};

bool is_feed(const json::object& object) {
  const json::value* version = object.if_contains("version");
  if (version && text_of(*version).find("jsonfeed.org/version/") != std::string::npos) return true;
  const json::value* items = object.if_contains("items");
  return items && items->is_array();
}

/// The longest beginning that is a whole document once its brackets are closed: up to the last comma outside strings.
std::string closed_beginning(std::string_view text) {
  std::string open;
  std::string open_at_cut;
  std::size_t cut = 0;
  bool in_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (in_string) {
      if (c == '\\') ++i;
      in_string = c != '"';
    } else if (c == '"') {
      in_string = true;
    } else if (c == '{' || c == '[') {
      open += c == '{' ? '}' : ']';
    } else if ((c == '}' || c == ']') && !open.empty()) {
      open.pop_back();
    } else if (c == ',' && open.size() <= max_json_depth) {
      cut = i;
      open_at_cut = open;
    }
  }
  return std::string{text.substr(0, cut)} + std::string{open_at_cut.rbegin(), open_at_cut.rend()};
}

json::parse_options lenient() {
  json::parse_options options;
  options.max_depth = max_json_depth;
  options.allow_comments = true;
  options.allow_trailing_commas = true;
  return options;
}

bool is_escape_of_surrogate(std::string_view text, char from, char to) {
  return text.size() >= 6 && text[0] == '\\' && text[1] == 'u' && (text[2] | 0x20) == 'd' && (text[3] | 0x20) >= from &&
         (text[3] | 0x20) <= to;
}

/// The text with each escape of half a surrogate pair, which no JSON parser reads, as that of U+FFFD; RFC 8259 section
/// 8.2. Absent where there is none.
std::optional<std::string> without_lone_surrogates(std::string_view text) {
  std::string out;
  std::size_t copied = 0;
  for (std::size_t at = text.find('\\'); at != std::string_view::npos; at = text.find('\\', at)) {
    const std::string_view here = text.substr(at);
    const bool high = is_escape_of_surrogate(here, '8', '9') || is_escape_of_surrogate(here, 'a', 'b');
    const bool pair = high && is_escape_of_surrogate(here.substr(6), 'c', 'f');
    if (!pair && (high || is_escape_of_surrogate(here, 'c', 'f'))) {
      out.append(text.substr(copied, at - copied)).append("\\ufffd");
      copied = at + 6;
    }
    at += pair ? 12 : copied > at ? 6 : 2;
  }
  if (copied == 0) return std::nullopt;
  return out.append(text.substr(copied));
}

std::optional<json::value> read_value(std::string_view text, json::storage_ptr memory, Problems& problems);

/// A second look at what is not well-formed.
std::optional<json::value> read_damaged(std::string_view text, std::size_t read, const json::storage_ptr& memory,
                                        Problems& problems) {
  if (const auto mended = without_lone_surrogates(text)) {
    problems.damage("half a surrogate pair stands alone");
    return read_value(*mended, memory, problems);
  }
  problems.cut(feed::Cut::inside_last_entry);
  json::stream_parser parser{{}, lenient()};
  parser.reset(memory);
  boost::system::error_code error;
  parser.write(closed_beginning(text.substr(0, read)), error);
  if (!error) parser.finish(error);
  if (error) return std::nullopt;
  return parser.release();
}

/// The document as far as it can be read; absent where that is not far.
std::optional<json::value> read_value(std::string_view text, json::storage_ptr memory, Problems& problems) {
  json::stream_parser parser{{}, lenient()};
  parser.reset(memory);
  boost::system::error_code error;
  const std::size_t read = parser.write_some(text.data(), text.size(), error);
  if (!error) parser.finish(error);
  if (!error) {
    if (!trimmed(text.substr(read)).empty()) problems.damage("text stands after the document's end");
    return parser.release();
  }
  problems.damage("the JSON is not well-formed: " + error.message());
  return read_damaged(text, read, memory, problems);
}

}  // namespace

bool looks_like_json(std::string_view text) { return trimmed(text).starts_with('{'); }

Result<feed::Document> read_json_feed(std::string_view text, const std::string& url, Problems& problems,
                                      Explanation* explanation, const TakeEntry& take) {
  json::monotonic_resource memory;
  const auto value = read_value(text, &memory, problems);
  if (!value) return Error{Fault::not_a_feed, "this is neither XML nor well-formed JSON", {}};
  if (!value->is_object() || !is_feed(value->get_object())) {
    return Error{Fault::not_a_feed, "this is JSON but no JSON Feed", {}};
  }
  feed::Document document;
  const json::value* version = value->get_object().if_contains("version");
  const bool is_1_1 = version && text_of(*version).find("version/1.1") != std::string::npos;
  document.format = is_1_1 ? feed::Format::json_1_1 : feed::Format::json_1_0;
  if (explanation) {
    explanation->feed = origins_of(document_members, value->get_object());
    std::erase_if(explanation->feed, [](const Origin& origin) { return origin.field == "items"; });
    count_unknown_members(document_members, value->get_object(), *explanation);
  }
  html::UrlBudget budget{text.size()};
  const Context context{parse_base(url), budget, problems, explanation, take};
  read_members(document_members, document, value->get_object(), context);
  if (budget.is_exceeded()) problems.note(budget_exceeded);
  return document;
}

}  // namespace telex::parse
