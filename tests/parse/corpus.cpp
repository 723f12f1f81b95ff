#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <sstream>

#include "parse/encoding.hpp"
#include "parse/read.hpp"
#include "parse/source_items.hpp"
#include "support/temp_dir.hpp"

using namespace telex;
using parse::test::SourceItem;

namespace {

const std::filesystem::path corpus = std::filesystem::path{TELEX_SOURCE_DIR} / "../shared/corpus";

/// The lines of a table below its heading, cut at the tabs.
std::vector<std::vector<std::string>> cells_of(const std::string& table) {
  std::vector<std::vector<std::string>> rows;
  std::istringstream lines{table};
  std::string line;
  std::getline(lines, line);
  while (std::getline(lines, line)) {
    std::istringstream cells{line};
    rows.emplace_back();
    for (std::string cell; std::getline(cells, cell, '\t');) rows.back().push_back(cell);
  }
  return rows;
}

/// What the corpus's manifest says of one feed.
struct Row {
  std::size_t items = 0;
  bool damaged = false;
};

std::map<std::string, Row> rows_of(const std::string& manifest) {
  std::map<std::string, Row> rows;
  for (const auto& cells : cells_of(manifest)) rows[cells.at(0)] = {std::stoul(cells.at(6)), cells.at(10) == "yes"};
  return rows;
}

/// The versions in the timelines that are feeds: a few are error pages.
std::vector<std::string> feeds_of(const std::string& table) {
  std::vector<std::string> names;
  for (const auto& cells : cells_of(table)) {
    if (cells.at(6) == "1") names.push_back(cells.at(0));
  }
  return names;
}

std::vector<SourceItem> items_of_json(const std::string& text) {
  std::vector<SourceItem> items;
  const boost::json::value feed = boost::json::parse(text);
  for (const boost::json::value& item : feed.at("items").as_array()) {
    const auto has = [&](std::string_view name) {
      const boost::json::value* value = item.as_object().if_contains(name);
      return value && !(value->is_string() && value->get_string().empty());
    };
    items.push_back({has("title"), has("url"), has("id"), has("date_published"), has("attachments")});
  }
  return items;
}

std::vector<SourceItem> items_of(const std::string& bytes) {
  if (bytes.find_first_not_of(" \r\n\t") != std::string::npos && bytes[bytes.find_first_not_of(" \r\n\t")] == '{') {
    return items_of_json(bytes);
  }
  parse::Problems problems;
  return parse::test::source_items(parse::decode(bytes, {}, problems).text);
}

/// How many entries lack what their source has, and how many have it.
struct Tally {
  std::string name;
  std::size_t found = 0;
  std::size_t missing = 0;

  void add(bool in_source, bool in_entry, const feed::Entry& entry) {
    if (!in_source) return;
    ++(in_entry ? found : missing);
    CAPTURE(name);
    CAPTURE(entry.id);
    CAPTURE(entry.title);
    CHECK(in_entry);
  }
};

/// The entry whose link is "http://Guy%20English,%20Rene%20Ritchie,%20Gus%20Mueller".
constexpr std::string_view linked_to_people = "FCA73556-4645-4B67-8ED7-F61F100A2B10";

struct Tallies {
  std::vector<Tally> fields{{"title"}, {"link"}, {"id"}, {"date"}, {"enclosure"}};

  void add(const SourceItem& source, const feed::Entry& entry) {
    fields[0].add(source.title, !entry.title.empty(), entry);
    fields[1].add(source.link && entry.id != linked_to_people, !entry.url.empty(), entry);
    fields[2].add(source.id, !entry.id.empty(), entry);
    fields[3].add(source.date, entry.published || entry.updated, entry);
    fields[4].add(source.enclosure, !entry.enclosures.empty(), entry);
  }

  void add(const std::string& bytes, const feed::Document& document) {
    const std::vector<SourceItem> sources = items_of(bytes);
    REQUIRE(sources.size() == document.entries.size());
    for (std::size_t i = 0; i < sources.size(); ++i) add(sources[i], document.entries[i]);
  }

  /// Each field was looked for, or the counting is broken.
  void report(std::size_t at_least) const {
    for (const Tally& field : fields) {
      MESSAGE(field.name << ": " << field.found << " found, " << field.missing << " missing");
      CHECK(field.found > at_least);
    }
  }
};

/// Unpacks an archive of the corpus; false, with a word, where there is none.
bool unpack(const std::string& archive, const support::TempDir& folder) {
  const std::filesystem::path path = corpus / archive;
  const std::string command = "tar -xJf '" + path.string() + "' -C '" + folder.path().string() + "'";
  if (std::filesystem::exists(path) && std::system(command.c_str()) == 0) return true;
  MESSAGE("no corpus beside the project, or no xz to unpack it");
  return false;
}

}  // namespace

TEST_CASE("parse: feeds of real publishers are read with all that their items have") {
  const support::TempDir folder;
  if (!unpack("feeds.tar.xz", folder)) return;
  const auto rows = rows_of(parse::test::file(corpus / "manifest.tsv"));
  REQUIRE(rows.size() > 500);
  Tallies tallies;
  for (const auto& [name, row] : rows) {
    CAPTURE(name);
    const std::string bytes = parse::test::file(folder.path() / "feeds" / name);
    const auto document = parse::parse(bytes, {});
    REQUIRE(document.has_value());
    CHECK(document->entries.size() == row.items);
    CHECK(document->damaged == row.damaged);
    tallies.add(bytes, *document);
  }
  tallies.report(5000);
}

TEST_CASE("parse: every version of a feed over time is read with all that its items have") {
  const support::TempDir folder;
  if (!unpack("timelines.tar.xz", folder)) return;
  Tallies tallies;
  for (const std::string& name : feeds_of(parse::test::file(corpus / "timelines.tsv"))) {
    CAPTURE(name);
    const std::string bytes = parse::test::file(folder.path() / "timelines" / name);
    const auto document = parse::parse(bytes, {});
    REQUIRE(document.has_value());
    tallies.add(bytes, *document);
  }
  tallies.report(100);
}
