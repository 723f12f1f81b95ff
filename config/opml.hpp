#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// OPML 2.0 subscription lists, http://opml.org/spec2.opml
namespace telex::config {

/// One outline with an xmlUrl.
struct OpmlFeed {
  std::string url;                ///< as written, white space cut off
  std::string title;              ///< its text, else its title; may be empty
  std::vector<std::string> tags;  ///< names of the outlines round it, outermost first, then its categories
  std::size_t line = 0;
};

struct OpmlFault {
  std::size_t line = 0;
  std::string message;
};

/// What a list says, and what is wrong with it. Feeds are given as far as they could be read.
struct OpmlList {
  std::vector<OpmlFeed> feeds;
  std::vector<OpmlFault> faults;
};

/// Reads a list, encoded in UTF-8. URLs are not checked, and a feed that stands twice is given twice. Pure.
OpmlList parse_opml(std::string_view text);

}  // namespace telex::config
