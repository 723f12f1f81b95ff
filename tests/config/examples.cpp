#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>

#include "config/load_from.hpp"
#include "config/opml.hpp"

using namespace telex;
using namespace telex::config;

namespace {

const std::filesystem::path source_dir = TELEX_SOURCE_DIR;

/// The example with each key that stands in a comment made a key of the file.
std::string uncommented(const std::string& example) {
  std::string out;
  std::size_t at = 0;
  while (at < example.size()) {
    const std::size_t end = std::min(example.find('\n', at), example.size());
    std::string line = example.substr(at, end - at);
    const std::size_t word_end = line.find_first_not_of("abcdefghijklmnopqrstuvwxyz_", 2);
    const bool key =
        line.starts_with("# ") && word_end != std::string::npos && line.substr(word_end).starts_with(" = ");
    if (key || line.starts_with("# [")) line.erase(0, 2);
    out += line + "\n";
    at = end + 1;
  }
  return out;
}

}  // namespace

TEST_CASE("config: the annotated example is valid as it stands") {
  const Loaded loaded = load((source_dir / "config/telex.toml").string(), Environment{});
  REQUIRE(loaded.has_value());
  CHECK(loaded->store == "sqlite:/var/lib/telex/telex.db");
  CHECK(loaded->fetch == FetchSettings{});
  CHECK(loaded->feeds.size() == 1);
}

TEST_CASE("config: the annotated example says the defaults where it says so") {
  const support::TempDir scratch;
  scratch.write("telex.toml", uncommented(support::read_file(source_dir / "config/telex.toml")));
  scratch.write("subscriptions.opml", "<opml><body/></opml>");
  const Loaded loaded = load_from(scratch);
  REQUIRE(loaded.has_value());
  FetchSettings fetch = loaded->fetch;
  CHECK(fetch.user_agent.starts_with("telex/"));
  fetch.user_agent.clear();
  CHECK(fetch == FetchSettings{});
  CHECK(loaded->retention == RetentionSettings{});
  CHECK(loaded->stories == StoriesSettings{});
  CHECK(loaded->rules.size() == 1);
  CHECK(loaded->publications.size() == 1);
  CHECK(loaded->listen == "127.0.0.1:7070");
}

TEST_CASE("config: the example lists of feeds are valid") {
  const support::TempDir scratch;
  scratch.write("telex.toml", "include = [\"" + (source_dir / "config/feeds.example.toml").string() +
                                  "\"]\nopml = [\"" + (source_dir / "config/subscriptions.example.opml").string() +
                                  "\"]\n");
  const Loaded loaded = load_from(scratch);
  REQUIRE(loaded.has_value());
  CHECK(loaded->feeds.size() > 40);
  CHECK(std::all_of(loaded->feeds.begin(), loaded->feeds.end(),
                    [](const feed::Subscription& feed) { return !feed.title.empty() && !feed.tags.empty(); }));
}

TEST_CASE("config: the annotated example and the example lists name no feed twice, so that all can be used together") {
  const support::TempDir scratch;
  scratch.write("telex.toml", support::read_file(source_dir / "config/telex.toml"));
  std::filesystem::create_directory(scratch.file("feeds.d"));
  scratch.write("feeds.d/world.toml", support::read_file(source_dir / "config/feeds.example.toml"));
  const Loaded loaded = load_from(scratch);
  REQUIRE(loaded.has_value());
  CHECK(loaded->feeds.size() > 20);
}

TEST_CASE("config: real subscription lists are read, and their faults named") {
  const std::filesystem::path lists = source_dir / "../shared/corpus/opml";
  if (!std::filesystem::exists(lists)) {
    MESSAGE("skipped: the corpus is not there");
    return;
  }
  const struct {
    std::string name;
    std::size_t feeds;
    std::size_t faults;
  } rows[] = {{"engineering_blogs.opml", 422, 0},
              {"hackernews-personal-blogs.opml", 1229, 0},
              {"japan.opml", 8, 0},
              {"liferea-de.opml", 15, 0},
              {"news.opml", 11, 2}};
  for (const auto& row : rows) {
    CAPTURE(row.name);
    const OpmlList list = parse_opml(support::read_file(lists / row.name));
    CHECK(list.feeds.size() == row.feeds);
    CHECK(list.faults.size() == row.faults);
  }
}
