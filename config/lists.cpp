#include "config/lists.hpp"

#include <array>
#include <cctype>
#include <limits>
#include <unordered_set>
#include <utility>

#include "config/address.hpp"

namespace telex::config {
namespace {

using feed::Subscription;

constexpr std::int64_t any_count = std::numeric_limits<std::int32_t>::max();

constexpr char proxy_form[] = R"(a proxy's URL, as in "http://host:3128" or "socks5h://host:1080")";
constexpr char web_form[] = R"(an http or https URL, as in "https://news.example.org/hook")";

std::string_view trimmed(std::string_view text) {
  const std::size_t from = text.find_first_not_of(' ');
  if (from == std::string_view::npos) return {};
  return text.substr(from, text.find_last_not_of(' ') - from + 1);
}

void read_url(const Value& value, Subscription& subscription) {
  if (const auto read = value.text()) subscription.url = trimmed(*read);
}

/// A tag stands once, whatever is written.
void read_tags(const Value& value, Subscription& subscription) {
  const auto read = value.texts();
  if (!read) return;
  for (const std::string& written : *read) {
    const std::string_view tag = trimmed(written);
    const auto& tags = subscription.tags;
    if (std::find(tags.begin(), tags.end(), tag) == tags.end()) subscription.tags.emplace_back(tag);
  }
}

/// RFC 9110 section 5.1: a field's name is a token.
bool is_token(std::string_view name) {
  return !name.empty() && std::all_of(name.begin(), name.end(), [](unsigned char c) {
    return std::isalnum(c) != 0 ||
           std::string_view{"!#$%&'*+-.^_`|~"}.find(static_cast<char>(c)) != std::string_view::npos;
  });
}

void read_headers(const Value& value, Subscription& subscription) {
  auto read = value.text_table();
  if (!read) return;
  for (const auto& [name, ignored] : *read) {
    if (!is_token(name))
      value.report(fmt::format("\"{}\" is no name of a header; write one as in \"Accept-Language\"", name));
  }
  subscription.headers = std::move(*read);
}

void read_http_version(const Value& value, Subscription& subscription) {
  static constexpr std::array<std::string_view, 3> versions{"1.0", "1.1", "2"};
  if (auto read = value.choice(versions)) subscription.http_version = std::move(*read);
}

constexpr Key<Subscription> feed_rows[] = {
    {"url", read_url},
    {"title", text<&Subscription::title>},
    {"tags", read_tags},
    {"interval", whole_seconds<&Subscription::interval, 1>},
    {"priority", integer<&Subscription::priority, 0, any_count>},
    {"full_text", boolean<&Subscription::full_text>},
    {"headers", read_headers},
    {"user_agent", text<&Subscription::user_agent>},
    {"username", text<&Subscription::username>},
    {"password", text<&Subscription::password>},
    {"proxy", checked<&Subscription::proxy, is_proxy_address, proxy_form>},
    {"cookie", text<&Subscription::cookie>},
    {"timeout", milliseconds<&Subscription::timeout, 1>},
    {"http_version", read_http_version},
    {"verify_tls", boolean<&Subscription::verify_tls>},
};

void read_feed(const toml::table& table, const Source& source, std::vector<PlacedFeed>& feeds) {
  PlacedFeed feed{.subscription = {}, .identity = {}, .source = &source, .line = table.source().begin.line};
  read_keys(table, "feed", source, feed_keys, feed.subscription);
  const toml::node* url = table.get("url");
  if (!url) {
    source.report(feed.line, "feed.url", R"(is missing; write url = "https://example.org/feed.xml")");
    return;
  }
  if (!url->is_string()) return;
  feed.line = url->source().begin.line;
  Result<std::string> identity = feed_identity(feed.subscription.url);
  if (!identity) return source.report(feed.line, "feed.url", identity.error().message);
  feed.identity = std::move(*identity);
  feeds.push_back(std::move(feed));
}

void read_match(const Value& value, std::string& match) {
  if (auto read = value.text_that_is_not_empty()) match = std::move(*read);
}

void read_mark(const Value& value, Rule& rule) {
  static constexpr std::array<std::string_view, 1> words{"read"};
  rule.mark_read = value.choice(words).has_value();
}

constexpr Key<Rule> rule_rows[] = {
    {"match", [](const Value& value, Rule& rule) { read_match(value, rule.match); }},
    {"tag", texts<&Rule::tags>},
    {"mark", read_mark},
    {"star", boolean<&Rule::star>},
    {"drop", boolean<&Rule::drop>},
    {"story_priority", integer<&Rule::story_priority, 0, any_count>},
    {"exec", texts<&Rule::exec>},
    {"webhook", checked<&Rule::webhook, is_web_address, web_form>},
};

/// The name becomes a path segment below /feeds/ and the name of a file.
void read_name(const Value& value, Publication& publication) {
  auto read = value.text_that_is_not_empty();
  if (!read) return;
  if (!is_token(*read) || read->starts_with('.')) {
    value.report(fmt::format("\"{}\" cannot be the name of a file; write letters, digits, - and _", *read));
  }
  publication.name = std::move(*read);
}

void read_path(const Value& value, Publication& publication) {
  if (const auto read = value.text_that_is_not_empty()) publication.path = value.source().path_of(*read);
}

constexpr Key<Publication> publication_rows[] = {
    {"name", read_name},
    {"match", [](const Value& value, Publication& publication) { read_match(value, publication.match); }},
    {"path", read_path},
};

void require(const toml::table& table, const Value& list, std::string_view name, std::string_view example) {
  if (table.contains(name)) return;
  list.source().report(table.source().begin.line, fmt::format("{}.{}", list.key(), name),
                       fmt::format("is missing; write {}", example));
}

template <class Target>
Target read_row(const toml::table& table, const Value& list, Keys<Target> keys) {
  Target target;
  read_keys(table, list.key(), list.source(), keys, target);
  return target;
}

/// Calls `each` for every table of a [[list]].
template <class Each>
void for_each_table(const Value& list, Each each) {
  const toml::array* tables = list.array();
  if (!tables) return;
  for (const toml::node& node : *tables) each(*node.as_table());
}

}  // namespace

constinit const Keys<Subscription> feed_keys{feed_rows};

void read_feeds(const Value& value, std::vector<PlacedFeed>& feeds) {
  for_each_table(value, [&](const toml::table& table) { read_feed(table, value.source(), feeds); });
}

void read_rules(const Value& value, std::vector<Rule>& rules) {
  for_each_table(value, [&](const toml::table& table) {
    rules.push_back(read_row(table, value, Keys<Rule>{rule_rows}));
    require(table, value, "match", R"(match = "QUERY")");
    if (table.size() > (table.contains("match") ? 1U : 0U)) return;
    value.source().report(table.source().begin.line, "rule",
                          "does nothing; add tag, mark, star, drop, story_priority, exec or webhook");
  });
}

void read_publications(const Value& value, std::vector<PlacedPublication>& publications) {
  for_each_table(value, [&](const toml::table& table) {
    Publication read = read_row(table, value, Keys<Publication>{publication_rows});
    publications.push_back({std::move(read), table.source().begin.line});
    require(table, value, "name", R"(name = "world")");
    require(table, value, "match", R"(match = "QUERY")");
  });
}

}  // namespace telex::config
