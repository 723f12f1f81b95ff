#pragma once
#include <cstddef>
#include <map>
#include <string>
#include <string_view>

namespace telex::parse {

/// Internal entities that a document type declares. Values are kept expanded, and bounded both each and in all that
/// they are used for: nested definitions cannot multiply.
class Entities {
 public:
  static constexpr std::size_t max_entities = 256;
  static constexpr std::size_t max_value_bytes = 4096;
  static constexpr std::size_t max_expansion_bytes = std::size_t{1} << 20;

  /// The declarations of an internal subset, XML 1.0 section 4.2.1. External and parameter entities are passed over.
  void declare_all(std::string_view subset);

  /// The text that a name stands for; nullptr where it is not declared, or where the bound on expansion is reached.
  const std::string* find(std::string_view name);

  bool is_exhausted() const { return expanded_bytes_ > max_expansion_bytes; }

 private:
  void declare(std::string_view name, std::string_view value);

  std::map<std::string, std::string, std::less<>> values_;
  std::size_t expanded_bytes_ = 0;
};

/// What a reference turned out to be.
enum class ReferenceKind {
  fine,      ///< XML reads it as it stands
  legacy,    ///< well-formed, but means another character: &#147; is a quotation mark of windows-1252
  declared,  ///< an internal entity
  html,      ///< a name of HTML that XML does not have
  naked,     ///< an '&' that begins no reference
  invalid,   ///< a number that is no character
};

struct Reference {
  ReferenceKind kind = ReferenceKind::fine;
  std::size_t length = 1;   ///< bytes that it takes, '&' included
  std::string replacement;  ///< escaped for XML text and attribute values; empty where kind is `fine`
};

/// Reads the reference at text[0] == '&', XML 1.0 section 4.1.
Reference read_reference(std::string_view text, Entities& entities);

}  // namespace telex::parse
