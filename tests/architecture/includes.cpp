#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "architecture/source_tree.hpp"

using namespace telex::architecture;
using Names = std::vector<std::string>;

namespace {

/// Which folders a folder stands on; it may include these and what these stand on. A new folder adds its line.
const std::map<std::string, Names> stands_on{
    {"base", {}},
    {"feed", {"base"}},
    {"html", {"feed"}},
    {"parse", {"html"}},
    {"text", {"html"}},
    {"dedup", {"text"}},
    {"story", {"text"}},
    {"schedule", {"feed"}},
    {"query", {"feed"}},
    {"rules", {"query"}},
    {"net", {"base"}},
    {"fetch", {"net", "feed"}},  // a request is made of a subscription
    {"websub", {"fetch"}},
    {"store", {"dedup", "story", "query"}},
    {"publish", {"store"}},
    {"pipeline", {"parse", "schedule", "rules", "websub", "publish"}},
    {"config", {"pipeline"}},
    {"daemon", {"config"}},
    {"cli", {"config"}},
};

bool may_include(const std::string& folder, const std::string& other) {
  if (folder == other) return true;
  const auto below = stands_on.find(folder);
  return below != stands_on.end() && std::any_of(below->second.begin(), below->second.end(),
                                                 [&](const std::string& next) { return may_include(next, other); });
}

std::string place(const Source& source, const Include& include) {
  return source.path + ':' + std::to_string(include.line) + " includes " + include.target;
}

/// Reports every include of a header that starts with `prefix` outside the folders (given as starts of paths).
void check_only_in(const std::string& prefix, const Names& folders) {
  for (const Source& source : sources()) {
    const bool allowed = std::any_of(folders.begin(), folders.end(),
                                     [&](const std::string& folder) { return source.path.starts_with(folder); });
    if (allowed) continue;
    for (const Include& include : source.includes) {
      if (include.target.starts_with(prefix)) FAIL_CHECK(place(source, include));
    }
  }
}

bool is_pure(const std::string& folder) {
  static const std::set<std::string> pure{"feed", "parse", "html", "text", "dedup", "story", "schedule", "query"};
  return pure.contains(folder);
}

}  // namespace

TEST_CASE("architecture: the source files are found with their includes") {
  CHECK(sources().size() > 30);
  const auto found = find_includes("#pragma once\n#include <vector>\n\n#include \"base/url.hpp\"\n// #include <no>\n");
  REQUIRE(found.size() == 2);
  CHECK(found[0].target == "vector");
  CHECK_FALSE(found[0].project);
  CHECK(found[1].target == "base/url.hpp");
  CHECK(found[1].line == 4);
}

TEST_CASE("architecture: the table of edges has no cycle and tells above from below") {
  for (const auto& [folder, below] : stands_on) {
    for (const std::string& next : below) {
      CAPTURE(folder);
      CAPTURE(next);
      REQUIRE(stands_on.contains(next));
      CHECK_FALSE(may_include(next, folder));
    }
  }
  CHECK(may_include("cli", "base"));
  CHECK_FALSE(may_include("net", "feed"));
  CHECK_FALSE(may_include("parse", "store"));
}

TEST_CASE("architecture: folders include only what they stand on") {
  for (const Source& source : sources()) {
    for (const Include& include : source.includes) {
      const std::string other = include.target.substr(0, include.target.find('/'));
      if (include.project && !may_include(source.folder, other)) FAIL_CHECK(place(source, include));
    }
  }
}

TEST_CASE("architecture: each library is included in its own place alone") {
  check_only_in("curl/", {"core/net/"});
  check_only_in("sqlite3.h", {"core/store/sqlite/"});
  check_only_in("pugixml.hpp", {"core/parse/", "config/"});
  check_only_in("toml++/", {"config/"});
  check_only_in("systemd/", {"daemon/"});
}

TEST_CASE("architecture: telex, which starts without libcurl, includes nothing that fetches") {
  for (const Source& source : sources()) {
    if (source.folder != "cli") continue;
    for (const Include& include : source.includes) {
      const bool fetches = include.project && may_include(include.target.substr(0, include.target.find('/')), "net") &&
                           !include.target.starts_with("cli/") && !include.target.starts_with("config/");
      if (fetches) FAIL_CHECK(place(source, include));
    }
  }
}

TEST_CASE("architecture: pure folders know neither the event loop nor the clock") {
  static const Names loop{"boost/asio", "base/clock.hpp", "base/run_on.hpp", "base/spawn.hpp"};
  static const Names clock{"system_clock::now", "steady_clock::now", "std::time(", "clock_gettime"};
  for (const Source& source : sources()) {
    if (!is_pure(source.folder)) continue;
    for (const Include& include : source.includes) {
      for (const std::string& header : loop) {
        if (include.target.starts_with(header)) FAIL_CHECK(place(source, include));
      }
    }
    for (const std::string& call : clock) {
      if (source.text.find(call) != std::string::npos) FAIL_CHECK((source.path + " calls " + call));
    }
  }
}

TEST_CASE("architecture: one folder is one namespace") {
  for (const Source& source : sources()) {
    const bool header = source.path.ends_with(".hpp") && source.path.starts_with("core/") && source.folder != "base";
    if (header && source.text.find("namespace telex::" + source.folder) == std::string::npos) {
      FAIL_CHECK((source.path + " is not in telex::" + source.folder));
    }
  }
}

TEST_CASE("architecture: no source file but a table has 400 lines") {
  static const std::set<std::string> tables{"core/html/named_characters.cpp"};
  for (const Source& source : sources()) {
    if (source.lines >= 400 && !tables.contains(source.path))
      FAIL_CHECK((source.path + " has " + std::to_string(source.lines) + " lines"));
  }
}
