#include <doctest/doctest.h>

#include <algorithm>
#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <filesystem>
#include <set>

#include "e2e/installation.hpp"

using namespace telex;
using namespace telex::e2e;
using support::feed_answer;
using support::Origin;
namespace fs = std::filesystem;

namespace {

const std::string archive = TELEX_SOURCE_DIR "/../shared/corpus/timelines.tar.xz";

/// The versions of one feed over time, oldest first.
std::vector<std::string> versions(const support::TempDir& folder, const std::string& name) {
  const auto unpacked =
      support::run({.arguments = {"/usr/bin/tar", "-xJf", archive, "-C", folder.path().string(), "timelines/" + name}});
  REQUIRE(unpacked.exit_code == 0);
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator{folder.path() / "timelines" / name}) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  std::vector<std::string> bodies;
  for (const fs::path& file : files) bodies.push_back(support::read_file(file));
  return bodies;
}

/// What tells the items of one document apart: the guid, else the link, else the title.
std::set<std::string> identities(const Installation& installation, const std::string& body) {
  support::Command command = installation.telex({"parse", "-"});
  command.input = body;
  const auto parsed = support::run(command);
  std::set<std::string> found;
  if (parsed.exit_code != 0) return found;
  const boost::json::value document = boost::json::parse(parsed.out);
  for (const auto& item : document.as_object().at("items").as_array()) {
    const auto& object = item.as_object();
    std::string identity = text(object, "id");
    if (identity.empty()) identity = text(object, "url");
    if (identity.empty()) identity = text(object, "title");
    found.insert(identity);
  }
  return found;
}

}  // namespace

TEST_CASE("e2e: a real feed played through its history stores each item once") {
  if (!fs::exists(archive)) {
    MESSAGE("the timelines are not there");
    return;
  }
  for (const std::string name : {"nzherald", "ggetkornews-ko", "hardfork-podcast", "paulgraham"}) {
    CAPTURE(name);
    const support::TempDir folder;
    const Installation installation;
    Origin origin;
    installation.configure({origin.url()});
    std::set<std::string> expected;
    std::vector<std::string> bodies = versions(folder, name);
    bodies.resize(std::min<std::size_t>(bodies.size(), 12));
    for (const std::string& body : bodies) {
      expected.merge(identities(installation, body));
      origin.serve("/", feed_answer(body));
      CHECK(installation.fetch_all().signal == 0);
    }
    CHECK(expected.size() > 0);
    CHECK(installation.articles().size() == expected.size());
  }
}
