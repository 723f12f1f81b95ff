#pragma once
#include <toml++/toml.h>

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "config/findings.hpp"

namespace telex::config {

/// A key's value in a TOML file. Every reader gives the value, or reports file, line, key, what was found and what
/// would be right, and gives nothing.
class Value {
 public:
  Value(const toml::node& node, std::string_view section, std::string_view name, const Source& source)
      : node_{node}, section_{section}, name_{name}, source_{source} {}

  std::optional<bool> boolean() const;
  std::optional<std::int64_t> integer(std::int64_t from, std::int64_t to) const;

  /// A line of text: no control characters, as most end up in an HTTP request or on a terminal.
  std::optional<std::string> text() const;
  std::optional<std::string> text_that_is_not_empty() const;

  /// One of the words.
  std::optional<std::string> choice(std::span<const std::string_view> words) const;

  /// A list of texts, none of them empty.
  std::optional<std::vector<std::string>> texts() const;

  /// The same, with the line of each.
  std::optional<std::vector<Reference>> references() const;
  std::optional<std::map<std::string, std::string>> text_table() const;

  std::optional<std::chrono::milliseconds> duration(std::chrono::milliseconds at_least) const;
  std::optional<std::chrono::seconds> whole_seconds(std::chrono::seconds at_least) const;
  std::optional<std::uint64_t> bytes() const;

  const toml::table* table() const;
  const toml::array* array() const;

  std::string key() const;  ///< "fetch.interval"
  std::size_t line() const { return node_.source().begin.line; }
  const Source& source() const { return source_; }
  void report(std::string message) const { source_.report(line(), key(), std::move(message)); }

 private:
  void report_type(std::string_view wanted) const;

  const toml::node& node_;
  std::string_view section_;
  std::string_view name_;
  const Source& source_;
};

}  // namespace telex::config
