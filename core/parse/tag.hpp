#pragma once
#include <cstddef>
#include <string_view>
#include <vector>

namespace telex::parse {

struct RawAttribute {
  std::string_view name;
  std::string_view value;  ///< between the quotes, references as written
};

/// A start tag as it stands in the text.
struct RawTag {
  static constexpr std::size_t max_attributes = 128;

  std::string_view name;
  std::vector<RawAttribute> attributes;  ///< no name twice
  std::size_t end = 0;                   ///< past '>'; 0 where this is no tag but a stray '<'
  std::size_t broken_off = 0;  ///< where another tag starts between its attributes, in the place of its '>'; or 0
  bool is_empty = false;       ///< ends in "/>"
  bool is_regular = true;      ///< well-formed, references in values apart
  bool has_odd_names = false;  ///< a colon or a letter beyond ASCII stands in some name
  bool is_overfull = false;    ///< had more attributes than max_attributes; those are left out
};

/// Reads the start tag at text[at] == '<' as leniently as browsers do. Never looks past the next '<' that could start
/// a tag, so that reading every tag of a text is linear. `tag` is reused to save allocations.
void scan_tag(std::string_view text, std::size_t at, RawTag& tag);

}  // namespace telex::parse
