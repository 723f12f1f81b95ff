#pragma once
#include <cstddef>
#include <string>
#include <vector>

namespace telex::parse {

/// Where a field of the document came from.
struct Origin {
  static constexpr std::size_t max_listed = 32;  ///< as many stand in each list, the first ones

  std::string field;                     ///< as `telex parse` prints it: "title", "_telex.via"
  std::vector<std::string> elements;     ///< start tags, shortened: `<guid isPermaLink="false">`; several for a list
  std::vector<std::string> passed_over;  ///< those that say the same and count less

  friend bool operator==(const Origin&, const Origin&) = default;
};

/// An element, or a member of JSON, in which nothing is known to stand.
struct Unknown {
  std::string element;
  std::size_t times = 0;

  friend bool operator==(const Unknown&, const Unknown&) = default;
};

/// How a document was read, for the publisher who wonders why.
struct Explanation {
  static constexpr std::size_t max_unknown = 100;  ///< as many are listed

  std::string encoding;  ///< why the bytes were read in the document's encoding: "the XML declaration names it"
  std::vector<Origin> feed;
  std::vector<std::vector<Origin>> entries;  ///< one list for each entry of the document
  std::vector<Unknown> unknown;              ///< in order of appearance
};

/// Counts an element that is not understood.
void count_unknown(Explanation& explanation, std::string element);

}  // namespace telex::parse
