#include "config/sections.hpp"

#include <limits>
#include <utility>

#include "config/address.hpp"
#include "config/environment.hpp"
#include "config/keys.hpp"
#include "config/lists.hpp"

namespace telex::config {
namespace {

constexpr std::int64_t any_count = std::numeric_limits<std::int32_t>::max();

constexpr char proxy_form[] = R"(a proxy's URL, as in "http://host:3128" or "socks5h://host:1080")";
constexpr char listen_form[] = R"(an address to listen on: HOST:PORT, as in "127.0.0.1:7070" or "[::1]:7070")";
constexpr char web_form[] = R"(an http or https URL, as in "https://news.example.org/websub/")";

void read_max_body(const Value& value, FetchSettings& fetch) {
  if (const auto read = value.bytes()) fetch.max_body_bytes = *read;
}

constexpr Key<FetchSettings> fetch_keys[] = {
    {"interval", whole_seconds<&FetchSettings::interval, 1>},
    {"interval_min", whole_seconds<&FetchSettings::interval_min, 1>},
    {"interval_max", whole_seconds<&FetchSettings::interval_max, 1>},
    {"concurrency", integer<&FetchSettings::concurrency, 1, 65'535>},
    {"per_host", integer<&FetchSettings::per_host, 1, 65'535>},
    {"host_delay", milliseconds<&FetchSettings::host_delay, 0>},
    {"timeout", milliseconds<&FetchSettings::timeout, 1>},
    {"connect_timeout", milliseconds<&FetchSettings::connect_timeout, 1>},
    {"max_body", read_max_body},
    {"allow_private", boolean<&FetchSettings::allow_private>},
    {"user_agent", text<&FetchSettings::user_agent>},
    {"proxy", checked<&FetchSettings::proxy, is_proxy_address, proxy_form>},
};

constexpr Key<RetentionSettings> retention_keys[] = {
    {"max_age", whole_seconds<&RetentionSettings::max_age, 0>},
    {"max_items_per_feed", integer<&RetentionSettings::max_items_per_feed, 0, any_count>},
};

constexpr Key<StoriesSettings> stories_keys[] = {
    {"enabled", boolean<&StoriesSettings::enabled>},
    {"window", whole_seconds<&StoriesSettings::window, 1>},
};

constexpr Key<Settings> http_keys[] = {{"listen", checked<&Settings::listen, is_listen_address, listen_form>}};
constexpr Key<Settings> websub_keys[] = {{"callback", checked<&Settings::websub_callback, is_web_address, web_form>}};

/// All that the top level of a file can say.
struct Draft {
  FileContents contents;
  Settings settings;
};

void read_store(const Value& value, Draft& draft) {
  const auto read = value.text();
  if (!read) return;
  Result<std::string> store = resolve_store(*read, value.source().directory);
  if (!store) return value.report(store.error().message);
  draft.settings.store = std::move(*store);
}

void read_includes(const Value& value, Draft& draft) {
  if (auto read = value.references()) draft.contents.includes = std::move(*read);
}

void read_opml_names(const Value& value, Draft& draft) {
  if (auto read = value.references()) draft.contents.opml = std::move(*read);
}

/// The line of the key that is written, where only one of two is.
std::size_t line_of(const Value& section, const char* first, const char* second) {
  const toml::table& table = *section.table();
  const toml::node* node = table.get(first) ? table.get(first) : table.get(second);
  return node ? node->source().begin.line : section.line();
}

void read_fetch(const Value& value, Draft& draft) {
  FetchSettings& fetch = draft.settings.fetch;
  read_section(value, Keys<FetchSettings>{fetch_keys}, fetch);
  if (fetch.interval_min <= fetch.interval_max) return;
  value.source().report(
      line_of(value, "interval_min", "interval_max"), "fetch.interval_min",
      fmt::format("\"{}\" is above fetch.interval_max, which is \"{}\"; write \"{}\" or less",
                  to_text(fetch.interval_min), to_text(fetch.interval_max), to_text(fetch.interval_max)));
}

void read_retention(const Value& value, Draft& draft) {
  read_section(value, Keys<RetentionSettings>{retention_keys}, draft.settings.retention);
}

void read_stories(const Value& value, Draft& draft) {
  read_section(value, Keys<StoriesSettings>{stories_keys}, draft.settings.stories);
}

void read_http(const Value& value, Draft& draft) { read_section(value, Keys<Settings>{http_keys}, draft.settings); }

void read_websub(const Value& value, Draft& draft) { read_section(value, Keys<Settings>{websub_keys}, draft.settings); }

constexpr Key<Draft> main_keys[] = {
    {"store", read_store},
    {"include", read_includes},
    {"opml", read_opml_names},
    {"fetch", read_fetch},
    {"retention", read_retention},
    {"stories", read_stories},
    {"http", read_http},
    {"websub", read_websub},
    {"rule", [](const Value& value, Draft& draft) { read_rules(value, draft.contents.rules); }},
    {"publish", [](const Value& value, Draft& draft) { read_publications(value, draft.contents.publications); }},
    {"feed", [](const Value& value, Draft& draft) { read_feeds(value, draft.contents.feeds); }},
};

/// Settings of the whole come from one file, so that nobody has to search for the one that wins.
void refuse(const Value& value, Draft&) { value.report("belongs in the main file, not in one that it includes"); }

bool is_list(std::string_view key) {
  return key == "include" || key == "opml" || key == "rule" || key == "publish" || key == "feed";
}

std::vector<Key<Draft>> included_keys() {
  std::vector<Key<Draft>> keys{std::begin(main_keys), std::end(main_keys)};
  for (Key<Draft>& key : keys) key.read = is_list(key.name) ? key.read : refuse;
  return keys;
}

template <class Target>
void append(std::vector<KnownKey>& known, Keys<Target> keys, std::string_view home) {
  for (const Key<Target>& key : keys) known.push_back({key.name, home});
}

/// WebSub's callback is answered by the HTTP server.
void check_websub(const toml::table& table, const Source& source, const Settings& settings) {
  if (settings.websub_callback.empty() || !settings.listen.empty()) return;
  source.report(table.get("websub")->source().begin.line, "websub.callback", "needs [http] listen as well");
}

}  // namespace

std::vector<KnownKey> all_keys() {
  std::vector<KnownKey> known;
  append(known, Keys<Draft>{main_keys}, "at the top of the main file, before the first [section]");
  append(known, Keys<FetchSettings>{fetch_keys}, "in [fetch]");
  append(known, Keys<RetentionSettings>{retention_keys}, "in [retention]");
  append(known, Keys<StoriesSettings>{stories_keys}, "in [stories]");
  append(known, Keys<Settings>{http_keys}, "in [http]");
  append(known, Keys<Settings>{websub_keys}, "in [websub]");
  append(known, feed_keys, "in [[feed]]");
  return known;
}

FileContents read_main(const toml::table& table, const Source& source, Settings& settings) {
  Draft draft{.contents = {}, .settings = std::move(settings)};
  read_keys(table, "", source, Keys<Draft>{main_keys}, draft);
  check_websub(table, source, draft.settings);
  settings = std::move(draft.settings);
  return std::move(draft.contents);
}

FileContents read_included(const toml::table& table, const Source& source) {
  const std::vector<Key<Draft>> keys = included_keys();
  Draft draft;
  read_keys(table, "", source, Keys<Draft>{keys}, draft);
  return std::move(draft.contents);
}

}  // namespace telex::config
