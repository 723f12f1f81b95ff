#include "parse/characters.hpp"

#include <cstddef>
#include <string_view>

namespace telex::parse {
namespace {

/// What is left out below U+0020.
constexpr bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r';
}

/// U+FFFE and U+FFFF, as UTF-8 has them.
constexpr bool is_noncharacter(const char* at) {
  return at[0] == '\xEF' && at[1] == '\xBF' && (at[2] == '\xBE' || at[2] == '\xBF');
}

/// Blocks of a fixed size, which the compiler turns into vector instructions: nearly every document passes, and byte by
/// byte this would take as long as all the rest of the repair.
bool has_forbidden(std::string_view text) {
  constexpr std::size_t block = 64;
  const char* at = text.data();
  const char* const end = at + text.size();
  for (; end - at >= static_cast<std::ptrdiff_t>(block + 2); at += block) {
    unsigned char found = 0;
    for (std::size_t i = 0; i < block; ++i) {
      const auto a = static_cast<unsigned char>(at[i]);
      const auto b = static_cast<unsigned char>(at[i + 1]);
      const auto c = static_cast<unsigned char>(at[i + 2]);
      found |= static_cast<unsigned char>((a < 0x20) & (a != '\t') & (a != '\n') & (a != '\r'));
      found |= static_cast<unsigned char>((a == 0xEF) & (b == 0xBF) & (c >= 0xBE));
    }
    if (found != 0) return true;
  }
  bool found = false;
  for (; at != end; ++at) found = found || is_control(*at) || (end - at > 2 && is_noncharacter(at));
  return found;
}

}  // namespace

bool leave_out_forbidden(std::string& text) {
  if (!has_forbidden(text)) return false;
  std::size_t kept = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_control(text[i])) continue;
    if (i + 2 < text.size() && is_noncharacter(text.data() + i)) {
      i += 2;
    } else {
      text[kept++] = text[i];
    }
  }
  text.resize(kept);
  return true;
}

std::string without_controls(std::string text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte < 0x20 || byte == 0x7F) text[i] = ' ';
    if (byte == 0xC2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xA0) text.replace(i, 2, " ");
  }
  return text;
}

}  // namespace telex::parse
