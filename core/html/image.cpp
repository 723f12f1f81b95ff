#include "html/image.hpp"

#include <algorithm>
#include <charconv>

#include "html/scan.hpp"

namespace telex::html {
namespace {

/// Cuts off and returns the text up to the first character that `ends`.
template <class Predicate>
std::string_view take_until(std::string_view& text, Predicate ends) {
  const auto end = std::find_if(text.begin(), text.end(), ends);
  const std::string_view taken = text.substr(0, static_cast<std::size_t>(end - text.begin()));
  text.remove_prefix(taken.size());
  return taken;
}

bool is_descriptor(std::string_view text) {
  if (text.empty()) return true;
  const char unit = text.back();
  text.remove_suffix(1);
  const auto in_number = [](char c) { return is_digit(c) || c == '.'; };
  return (unit == 'x' || unit == 'w') && !text.empty() && std::all_of(text.begin(), text.end(), in_number);
}

double size_of(std::string_view descriptor) {
  double size = 1;
  std::from_chars(descriptor.data(), descriptor.data() + descriptor.size(), size);
  return size;
}

}  // namespace

std::vector<ImageCandidate> parse_srcset(std::string_view srcset) {
  std::vector<ImageCandidate> candidates;
  while (true) {
    take_until(srcset, [](char c) { return !is_space(c) && c != ','; });
    if (srcset.empty()) return candidates;
    std::string_view url = take_until(srcset, is_space);
    std::string_view descriptor;
    if (url.ends_with(',')) {
      while (url.ends_with(',')) url.remove_suffix(1);
    } else {
      descriptor = trimmed(take_until(srcset, [](char c) { return c == ','; }));
    }
    if (is_descriptor(descriptor)) candidates.push_back({std::string{url}, std::string{descriptor}});
  }
}

std::string to_srcset(const std::vector<ImageCandidate>& candidates) {
  std::string out;
  for (const ImageCandidate& candidate : candidates) {
    if (!out.empty()) out += ", ";
    out += candidate.url;
    if (!candidate.descriptor.empty()) out.append(" ").append(candidate.descriptor);
  }
  return out;
}

std::optional<std::string> largest_image(const std::vector<ImageCandidate>& candidates) {
  const auto size = [](const ImageCandidate& candidate) { return size_of(candidate.descriptor); };
  const auto largest = std::ranges::max_element(candidates, {}, size);
  return largest == candidates.end() ? std::nullopt : std::optional{largest->url};
}

bool is_at_most_one_pixel(std::string_view length) {
  length = trimmed(length);
  if (length.ends_with("px")) length.remove_suffix(2);
  return length == "0" || length == "1";
}

bool hides_image(std::string_view style) {
  std::string plain;
  for (const char c : style.substr(0, 1024)) {
    if (!is_space(c)) plain += lower(c);
  }
  bool narrow = false;
  bool flat = false;
  for (std::string_view rest = plain; !rest.empty(); rest.remove_prefix(std::min<std::size_t>(rest.size(), 1))) {
    std::string_view value = take_until(rest, [](char c) { return c == ';'; });
    const std::string_view name = take_until(value, [](char c) { return c == ':'; });
    value = value.substr(std::min<std::size_t>(value.size(), 1));
    value = value.substr(0, value.find('!'));  // "!important"
    if (name == "display" && value == "none") return true;
    narrow = narrow || (name == "width" && is_at_most_one_pixel(value));
    flat = flat || (name == "height" && is_at_most_one_pixel(value));
  }
  return narrow && flat;
}

}  // namespace telex::html
