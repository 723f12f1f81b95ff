#pragma once
#include <string>
#include <vector>

namespace telex::architecture {

struct Include {
  int line = 0;
  std::string target;    ///< between the quotes or brackets
  bool project = false;  ///< in quotes
};

/// A source file of the project.
struct Source {
  std::string path;    ///< from the project's folder: "core/parse/date.cpp"
  std::string folder;  ///< "parse", "config", "daemon", "cli"
  std::string text;
  int lines = 0;
  std::vector<Include> includes;
};

/// The #include directives of a text.
std::vector<Include> find_includes(const std::string& text);

/// All .cpp and .hpp files under core/, config/, daemon/ and cli/, by path.
const std::vector<Source>& sources();

}  // namespace telex::architecture
