#include "store/fold.hpp"

#include <unicode/unistr.h>

#include <algorithm>

#include "base/ascii.hpp"

namespace telex::store {
std::string fold_case(std::string_view text) {
  if (std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; })) return ascii::lower(text);
  std::string out;
  icu::UnicodeString::fromUTF8({text.data(), static_cast<int>(text.size())}).foldCase().toUTF8String(out);
  return out;
}

std::string primary_language(std::string_view tag) { return ascii::lower(tag.substr(0, tag.find_first_of("-_"))); }

}  // namespace telex::store
