#include "architecture/source_tree.hpp"

#include <algorithm>
#include <filesystem>
#include <sstream>

#include "support/temp_dir.hpp"

namespace telex::architecture {

namespace fs = std::filesystem;

std::vector<Include> find_includes(const std::string& text) {
  static const std::string directive = "#include ";
  std::vector<Include> found;
  std::istringstream lines{text};
  std::string line;
  for (int number = 1; std::getline(lines, line); ++number) {
    if (!line.starts_with(directive)) continue;
    const auto end = line.find_first_of("\">", directive.size() + 1);
    found.push_back({.line = number,
                     .target = line.substr(directive.size() + 1, end - directive.size() - 1),
                     .project = line[directive.size()] == '"'});
  }
  return found;
}

namespace {

Source read(const fs::path& root, const fs::path& file) {
  const fs::path path = file.lexically_relative(root);
  auto part = path.begin();
  if (*part == "core") ++part;
  Source source{.path = path.string(), .folder = part->string(), .text = support::read_file(file), .includes = {}};
  source.lines = static_cast<int>(std::count(source.text.begin(), source.text.end(), '\n'));
  source.includes = find_includes(source.text);
  return source;
}

std::vector<Source> read_all() {
  const fs::path root{TELEX_SOURCE_DIR};
  std::vector<Source> all;
  for (const char* const folder : {"core", "config", "daemon", "cli"}) {
    for (const auto& entry : fs::recursive_directory_iterator{root / folder}) {
      const auto extension = entry.path().extension();
      if (extension == ".cpp" || extension == ".hpp") all.push_back(read(root, entry.path()));
    }
  }
  std::sort(all.begin(), all.end(), [](const Source& a, const Source& b) { return a.path < b.path; });
  return all;
}

}  // namespace

const std::vector<Source>& sources() {
  static const std::vector<Source> all = read_all();
  return all;
}

}  // namespace telex::architecture
