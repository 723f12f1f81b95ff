#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"

namespace telex::config {

/// The faults of a configuration as they are found, in whatever order.
class Findings {
 public:
  void add(std::size_t file_order, std::size_t line, Error error);
  bool empty() const { return found_.empty(); }

  /// By file in the order of reading, then by line.
  std::vector<Error> sorted() &&;

 private:
  struct Finding {
    std::size_t file_order;
    std::size_t line;
    Error error;
  };
  std::vector<Finding> found_;
};

/// One file that is being read.
struct Source {
  std::string name;       ///< path as people know it
  std::string directory;  ///< where its relative paths start
  std::size_t order;      ///< in which files are read
  Findings& findings;

  /// `key` may be empty; `line` 0 means the file as a whole.
  void report(std::size_t line, std::string_view key, std::string message, Fault fault = Fault::invalid) const;

  /// "file:line"
  std::string place(std::size_t line) const;

  /// The path itself where absolute, else below `directory`.
  std::string path_of(std::string_view path) const;
};

/// A path that a file names, to be read later.
struct Reference {
  std::string path;  ///< as written
  std::size_t line;
};

/// The directory of a file's path; empty for the current one.
std::string directory_of(const std::string& file);

/// A whole file. Faults: not_found, forbidden, io.
Result<std::string> read_file(const std::string& path);

}  // namespace telex::config
