#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "parse/doctype.hpp"
#include "parse/tag.hpp"

namespace telex::parse {

/// Checks names and namespaces of one element after the other: Namespaces in XML 1.0 (third edition), sections 3 to 6.
class Prefixes {
 public:
  /// Enters an element that stands inside `depth` others. What is wrong with its names and namespaces; absent where
  /// nothing is. An undeclared prefix is told once.
  std::optional<std::string> enter(const RawTag& tag, std::size_t depth);

  /// Forgets what elements declared that stood inside `depth` others or more.
  void leave(std::size_t depth) {
    while (!bindings_.empty() && bindings_.back().depth >= depth) forget();
  }

  /// The same prefixes for a text of its own that stands here.
  Prefixes seen_from_within() const;

  /// Where these are all that is kept, no prefix is held to be undeclared any more.
  void declared_by_default(std::vector<DefaultAttribute> attributes) { defaults_ = std::move(attributes); }

 private:
  struct Binding {
    std::string_view prefix;
    std::string_view uri;
    std::size_t depth;
  };

  void forget();
  void declare_all(const RawTag& tag, std::size_t depth);
  void check_declaration(std::string_view attribute, std::string_view uri);
  void bind(std::string_view attribute, std::string_view uri, std::size_t depth);
  void check_names(const RawTag& tag);
  void check_twins(const RawTag& tag);
  void check(std::string_view name);
  void check_prefix(std::string_view name, std::string_view prefix);
  const Binding* find(std::string_view prefix) const;
  void fault(std::string message);

  std::vector<Binding> bindings_;
  std::vector<DefaultAttribute> defaults_;
  std::vector<std::string_view> undeclared_;
  std::vector<std::pair<std::string_view, std::string_view>> expanded_;  // local names and URIs of one element's
  std::optional<std::string> fault_;
  std::string_view last_ = "xml";  // the last prefix that was found
};

}  // namespace telex::parse
