#include "config/load.hpp"

#include <fmt/format.h>
#include <glob.h>
#include <toml++/toml.h>

#include <algorithm>
#include <cstdlib>
#include <deque>
#include <filesystem>
#include <optional>
#include <stdexcept>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "config/address.hpp"
#include "config/findings.hpp"
#include "config/opml.hpp"
#include "config/sections.hpp"

namespace telex::config {
namespace {

/// The file's one name, whatever symbolic links and ".." lead to it.
std::string canonical(const std::string& path) {
  std::error_code failure;
  const auto real = std::filesystem::canonical(path, failure);
  return failure ? path : real.string();
}

bool is_pattern(std::string_view path) { return path.find_first_of("*?[") != std::string_view::npos; }

/// The files that a pattern matches, sorted by name.
std::vector<std::string> matches(const std::string& pattern) {
  glob_t found{};
  std::vector<std::string> files;
  if (::glob(pattern.c_str(), 0, nullptr, &found) == 0) files.assign(found.gl_pathv, found.gl_pathv + found.gl_pathc);
  ::globfree(&found);
  return files;
}

std::optional<toml::table> parse_toml(const std::string& text, const Source& source) {
  try {
    return toml::parse(std::string_view{text});
  } catch (const toml::parse_error& error) {
    source.report(error.source().begin.line, "",
                  fmt::format("is no TOML (column {}): {}", error.source().begin.column, error.description()),
                  Fault::malformed);
    return std::nullopt;
  }
}

/// Where a feed was met first.
struct Place {
  std::size_t index;  ///< among the feeds
  const Source* source;
  std::size_t line;
};

void join(std::vector<std::string>& tags, const std::vector<std::string>& more) {
  for (const std::string& tag : more) {
    if (std::find(tags.begin(), tags.end(), tag) == tags.end()) tags.push_back(tag);
  }
}

/// Reads a configuration, file by file: first all TOML, then OPML, whose feeds are merged with those of TOML.
class Loader {
 public:
  Loaded load(const std::string& file, const Environment& environment);
  boost::system::result<std::string, std::vector<Error>> read_store(const std::string& file,
                                                                    const Environment& environment);

 private:
  std::optional<toml::table> open(const Source& source, const std::string& file);
  void include(const Source& source, const Reference& reference);
  void include_file(const Source& source, const Reference& reference, const std::string& path);
  void take(const Source& source, FileContents contents);
  void add_feed(PlacedFeed feed);
  void read_opml(const Source& source, const Reference& reference);
  void add_opml_feed(const Source& source, const OpmlFeed& outline);
  void add_publication(const Source& source, PlacedPublication placed);
  void set_store(const Source& source, const toml::table& table, const Environment& environment);
  const Source& new_source(std::string name);

  Findings findings_;
  std::deque<Source> sources_;     ///< their addresses stay
  std::vector<std::string> open_;  ///< canonical paths of the files that are being read, outermost first
  std::unordered_set<std::string> read_;
  std::unordered_map<std::string, Place> places_;  ///< of feeds, by identity
  std::vector<std::pair<const Source*, Reference>> opml_;
  Settings settings_;
};

const Source& Loader::new_source(std::string name) {
  std::string directory = directory_of(name);
  return sources_.emplace_back(Source{std::move(name), std::move(directory), sources_.size(), findings_});
}

void Loader::include(const Source& source, const Reference& reference) {
  const std::string path = source.path_of(reference.path);
  if (!is_pattern(path)) return include_file(source, reference, path);
  for (const std::string& match : matches(path)) include_file(source, reference, match);
}

void Loader::include_file(const Source& source, const Reference& reference, const std::string& path) {
  const std::string real = canonical(path);
  if (std::find(open_.begin(), open_.end(), real) != open_.end()) {
    return source.report(
        reference.line, "include",
        fmt::format("\"{}\" leads back to {}, which is being read; name a file that does not include this one",
                    reference.path, path));
  }
  if (!read_.insert(real).second) return;
  const Source& included = new_source(path);
  std::optional<toml::table> table;
  if (const Result<std::string> text = read_file(path)) {
    table = parse_toml(*text, included);
  } else {
    source.report(reference.line, "include", fmt::format("\"{}\": {} ({})", reference.path, text.error().message, path),
                  text.error().fault);
  }
  if (!table) return;
  open_.push_back(real);
  take(included, read_included(*table, included));
  open_.pop_back();
}

void Loader::take(const Source& source, FileContents contents) {
  for (PlacedFeed& feed : contents.feeds) add_feed(std::move(feed));
  for (Rule& rule : contents.rules) settings_.rules.push_back(std::move(rule));
  for (PlacedPublication& placed : contents.publications) add_publication(source, std::move(placed));
  for (Reference& reference : contents.opml) opml_.emplace_back(&source, std::move(reference));
  for (const Reference& reference : contents.includes) include(source, reference);
}

void Loader::add_publication(const Source& source, PlacedPublication placed) {
  const std::string& name = placed.publication.name;
  const bool taken = std::any_of(settings_.publications.begin(), settings_.publications.end(),
                                 [&](const Publication& other) { return !name.empty() && other.name == name; });
  if (taken) source.report(placed.line, "publish.name", fmt::format("\"{}\" is taken already; write another", name));
  settings_.publications.push_back(std::move(placed.publication));
}

void Loader::add_feed(PlacedFeed feed) {
  const Place here{settings_.feeds.size(), feed.source, feed.line};
  const auto [first, is_new] = places_.try_emplace(std::move(feed.identity), here);
  if (is_new) {
    settings_.feeds.push_back(std::move(feed.subscription));
    return;
  }
  feed.source->report(feed.line, "feed.url",
                      fmt::format("\"{}\" stands at {} already; remove one of the two", feed.subscription.url,
                                  first->second.source->place(first->second.line)));
}

void Loader::read_opml(const Source& source, const Reference& reference) {
  const std::string path = source.path_of(reference.path);
  if (!read_.insert(canonical(path)).second) return;
  const Result<std::string> text = read_file(path);
  if (!text) {
    source.report(reference.line, "opml", fmt::format("\"{}\": {} ({})", reference.path, text.error().message, path),
                  text.error().fault);
    return;
  }
  const Source& list = new_source(path);
  const OpmlList read = parse_opml(*text);
  for (const OpmlFault& fault : read.faults) list.report(fault.line, "", fault.message, Fault::malformed);
  for (const OpmlFeed& outline : read.feeds) add_opml_feed(list, outline);
}

void Loader::add_opml_feed(const Source& source, const OpmlFeed& outline) {
  // Lists are passed around: one of them must not name a program to run, or a file to publish.
  if (outline.url.starts_with("exec:") || outline.url.starts_with("file:")) {
    return source.report(outline.line, "xmlUrl",
                         fmt::format("\"{}\" may not stand in OPML; write it as [[feed]] in TOML", outline.url));
  }
  Result<std::string> identity = feed_identity(outline.url);
  if (!identity) return source.report(outline.line, "xmlUrl", identity.error().message);
  const Place here{settings_.feeds.size(), &source, outline.line};
  const auto [first, is_new] = places_.try_emplace(std::move(*identity), here);
  if (is_new) settings_.feeds.emplace_back().url = outline.url;
  feed::Subscription& feed = settings_.feeds[first->second.index];
  if (feed.title.empty()) feed.title = outline.title;
  join(feed.tags, outline.tags);
}

Loaded Loader::load(const std::string& file, const Environment& environment) {
  const Source& source = new_source(file);
  const std::optional<toml::table> table = open(source, file);
  if (table) {
    open_.push_back(canonical(file));
    read_.insert(open_.back());
    take(source, read_main(*table, source, settings_));
    for (const auto& [from, reference] : opml_) read_opml(*from, reference);
    set_store(source, *table, environment);
  }
  if (!findings_.empty()) return std::move(findings_).sorted();
  settings_.file = file;
  return std::move(settings_);
}

std::optional<toml::table> Loader::open(const Source& source, const std::string& file) {
  const Result<std::string> text = read_file(file);
  if (text) return parse_toml(*text, source);
  source.report(0, "", text.error().message, text.error().fault);
  return std::nullopt;
}

boost::system::result<std::string, std::vector<Error>> Loader::read_store(const std::string& file,
                                                                          const Environment& environment) {
  const Source& source = new_source(file);
  if (std::optional<toml::table> table = open(source, file)) {
    for (const std::string_view list : {"include", "opml", "feed", "rule", "publish"}) table->erase(list);
    read_main(*table, source, settings_);
    set_store(source, *table, environment);
  }
  if (!findings_.empty()) return std::move(findings_).sorted();
  return std::move(settings_.store);
}

/// The default counts only where nothing is written, lest a faulty `store` be reported twice.
void Loader::set_store(const Source& source, const toml::table& table, const Environment& environment) {
  if (table.contains("store")) return;
  std::optional<std::string> store = default_store(environment);
  if (!store) return source.report(0, "store", "is missing, and HOME is not set; write store = \"sqlite:PATH\"");
  settings_.store = std::move(*store);
}

}  // namespace

Loaded load(const std::string& file, const Environment& environment) { return Loader{}.load(file, environment); }

boost::system::result<std::string, std::vector<Error>> read_store(const std::string& file,
                                                                  const Environment& environment) {
  return Loader{}.read_store(file, environment);
}

std::vector<std::string> not_active_yet(const Settings& settings) {
  std::vector<std::string> notes;
  const auto note = [&](bool used, std::string_view what) {
    if (used) notes.push_back(fmt::format("{} is read and checked, but not active in this version", what));
  };
  note(settings.retention != RetentionSettings{}, "[retention]");
  note(settings.stories != StoriesSettings{}, "[stories]");
  note(!settings.listen.empty(), "[http]");
  note(!settings.websub_callback.empty(), "[websub]");
  note(!settings.rules.empty(), "[[rule]]");
  note(!settings.publications.empty(), "[[publish]]");
  note(std::any_of(settings.feeds.begin(), settings.feeds.end(), [](const auto& feed) { return feed.full_text; }),
       "full_text");
  return notes;
}

}  // namespace telex::config

namespace telex {

void throw_exception_from_error(const std::vector<Error>& errors, const boost::source_location& where) {
  throw std::logic_error((errors.empty() ? std::string{"no error"} : to_string(errors.front())) +
                         " (unchecked result in " + where.function_name() + ")");
}

}  // namespace telex
