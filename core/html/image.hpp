#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace telex::html {

/// One of an image's sources: a URL and when to use it ("2x", "640w", or empty).
struct ImageCandidate {
  std::string_view url;
  std::string_view descriptor;
};

/// Reads a `srcset`, HTML Standard, section 4.8.4.3.6. Candidates with descriptors of other forms are left out.
std::vector<ImageCandidate> image_candidates(std::string_view srcset);

/// The URL of the largest one; there is at least one.
std::string_view largest_image(const std::vector<ImageCandidate>& candidates);

/// Whether a length attribute says 0 or 1 pixels.
bool is_at_most_one_pixel(std::string_view length);

/// Whether a `style` keeps an image from being seen.
bool hides_image(std::string_view style);

}  // namespace telex::html
