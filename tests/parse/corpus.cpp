#include <cstdint>
#include <filesystem>
#include <map>
#include <set>
#include <sstream>

#include "parse/read.hpp"

using namespace telex;

namespace {

/// What the corpus's manifest says of one feed.
struct Row {
  std::size_t items = 0;
  bool damaged = false;
};

/// Rows by size in bytes: the samples have names of their own. Sizes that two feeds share are left out.
std::map<std::uintmax_t, Row> rows_by_size(const std::string& manifest) {
  std::map<std::uintmax_t, Row> rows;
  std::set<std::uintmax_t> ambiguous;
  std::istringstream lines{manifest};
  std::string line;
  std::getline(lines, line);
  while (std::getline(lines, line)) {
    std::vector<std::string> fields;
    std::istringstream cells{line};
    for (std::string cell; std::getline(cells, cell, '\t');) fields.push_back(cell);
    const std::uintmax_t size = std::stoul(fields.at(8));
    if (!rows.emplace(size, Row{std::stoul(fields.at(6)), fields.at(10) == "yes"}).second) ambiguous.insert(size);
  }
  for (const std::uintmax_t size : ambiguous) rows.erase(size);
  return rows;
}

}  // namespace

TEST_CASE("parse: feeds of real publishers are read with all their items") {
  const std::filesystem::path corpus = std::filesystem::path{TELEX_SOURCE_DIR} / "../shared/corpus";
  if (!std::filesystem::exists(corpus / "manifest.tsv")) {
    MESSAGE("no corpus beside the project");
    return;
  }
  const auto rows = rows_by_size(parse::test::file(corpus / "manifest.tsv"));
  std::size_t checked = 0;
  for (const auto& sample : std::filesystem::directory_iterator{corpus / "sample"}) {
    const auto row = rows.find(sample.file_size());
    if (row == rows.end()) continue;
    CAPTURE(sample.path().string());
    const auto document = parse::parse(parse::test::file(sample.path()), {});
    REQUIRE(document.has_value());
    CHECK(document->entries.size() == row->second.items);
    CHECK(document->damaged == row->second.damaged);
    ++checked;
  }
  CHECK(checked > 20);
}
