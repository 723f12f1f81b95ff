#include <filesystem>
#include <sstream>

#include "parse/read.hpp"

using namespace telex;

namespace {

/// One feed of the sample corpus beside the project: its file, and how many items it has.
struct Sample {
  std::string path;
  std::size_t items = 0;
  bool damaged = false;
};

std::vector<Sample> samples(const std::filesystem::path& corpus) {
  std::vector<Sample> found;
  std::istringstream lines{parse::test::file(corpus / "manifest.tsv")};
  std::string line;
  std::getline(lines, line);
  while (std::getline(lines, line)) {
    std::vector<std::string> fields;
    std::istringstream cells{line};
    for (std::string cell; std::getline(cells, cell, '\t');) fields.push_back(cell);
    const auto path = corpus / "sample" / fields.at(0);
    if (std::filesystem::exists(path)) found.push_back({path, std::stoul(fields.at(6)), fields.at(10) == "yes"});
  }
  return found;
}

}  // namespace

TEST_CASE("parse: feeds of real publishers are read with all their items") {
  const std::filesystem::path corpus = std::filesystem::path{TELEX_SOURCE_DIR} / "../shared/corpus";
  if (!std::filesystem::exists(corpus / "manifest.tsv")) {
    MESSAGE("no corpus beside the project");
    return;
  }
  const std::vector<Sample> found = samples(corpus);
  CHECK_FALSE(found.empty());
  for (const Sample& sample : found) {
    CAPTURE(sample.path);
    const auto document = parse::parse(parse::test::file(sample.path), {});
    REQUIRE(document.has_value());
    CHECK(document->entries.size() == sample.items);
    CHECK(document->damaged == sample.damaged);
  }
}
