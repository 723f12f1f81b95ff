#include "store/fold.hpp"

#include <unicode/unistr.h>

#include <algorithm>

namespace telex::store {
namespace {

std::string ascii_lower(std::string_view text) {
  std::string out{text};
  std::ranges::transform(out, out.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return out;
}

}  // namespace

std::string fold_case(std::string_view text) {
  if (std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; })) return ascii_lower(text);
  std::string out;
  icu::UnicodeString::fromUTF8({text.data(), static_cast<int>(text.size())}).foldCase().toUTF8String(out);
  return out;
}

std::string primary_language(std::string_view tag) { return ascii_lower(tag.substr(0, tag.find_first_of("-_"))); }

}  // namespace telex::store
