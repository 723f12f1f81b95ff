#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parse/tag.hpp"

namespace telex::parse {

/// Checks that every namespace prefix is declared somewhere before its use, Namespaces in XML 1.0 section 5. Scopes are
/// not followed: publishers forget declarations, they do not misplace them.
class Prefixes {
 public:
  /// What is wrong with the prefixes of a tag; absent where nothing is. Each fault is told once.
  std::optional<std::string> fault_of(const RawTag& tag);

 private:
  bool is_declared(std::string_view prefix) const;
  void declare(std::string_view prefix);
  bool check(std::string_view name);

  std::vector<std::string_view> declared_{"xml", "xmlns"};
  std::string_view last_ = "xml";
};

}  // namespace telex::parse
