#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace telex::html {

/// One of an image's sources: a URL and when to use it ("2x", "640w", or empty).
struct ImageCandidate {
  std::string url;
  std::string descriptor;
};

/// Reads a `srcset`, HTML Standard, section 4.8.4.3.6. Candidates with descriptors of other forms are left out.
std::vector<ImageCandidate> parse_srcset(std::string_view srcset);

std::string to_srcset(const std::vector<ImageCandidate>& candidates);

/// The one for the most pixels; absent where there is none at all.
std::optional<std::string> largest_image(const std::vector<ImageCandidate>& candidates);

/// Whether a length attribute says 0 or 1 pixels.
bool is_at_most_one_pixel(std::string_view length);

/// Whether a `style` keeps an image from being seen.
bool hides_image(std::string_view style);

}  // namespace telex::html
