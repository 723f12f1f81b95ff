#include "feed/document.hpp"

#include <array>

namespace telex::feed {

std::string_view to_string(Format format) {
  static constexpr std::array<std::string_view, 12> names{"rss-0.9",  "rss-0.91", "rss-0.92", "rss-0.93",
                                                          "rss-0.94", "rss-1.0",  "rss-2.0",  "atom-0.3",
                                                          "atom-1.0", "json-1.0", "json-1.1", "cdf"};
  return names.at(static_cast<std::size_t>(format));
}

std::string to_string(const Problem& problem) {
  return problem.place.empty() ? problem.message : problem.place + ": " + problem.message;
}

}  // namespace telex::feed
