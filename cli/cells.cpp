#include "cli/cells.hpp"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cstdint>
#include <utility>

namespace telex::cli {
namespace {

bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80; }

/// Takes one code point off the front; ill-formed bytes give U+FFFD.
UChar32 take(std::string_view& text) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  const auto length = static_cast<std::int32_t>(std::min<std::size_t>(text.size(), 4));
  std::int32_t size = 0;
  UChar32 code_point = 0;
  U8_NEXT_OR_FFFD(bytes, size, length, code_point);
  text.remove_prefix(static_cast<std::size_t>(size));
  return code_point;
}

bool is_control(UChar32 c) { return (c < 0x20 && c != '\n') || (c >= 0x7F && c < 0xA0); }

/// Marks by which a title could turn the rest of a line round: U+061C, U+200E to U+200F, U+202A to U+202E, U+2066 to
/// U+2069. Line and paragraph separators would break a line unseen.
bool is_unsafe_mark(UChar32 c) {
  return c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

bool ends_string(std::string_view text) { return text.starts_with('\a') || text.starts_with("\x1b\\"); }

/// What follows ESC, ECMA-48: a control sequence up to its final byte, a string up to its terminator, else one byte. A
/// sequence that does not end is taken for its introducer alone.
void skip_escape(std::string_view& text) {
  if (text.empty()) return;
  const char kind = text.front();
  text.remove_prefix(1);
  if (kind == '[') {
    const auto end = std::ranges::find_if(text, [](char c) { return c < 0x20 || c > 0x3F; });
    const bool ended = end != text.end() && *end >= 0x40 && *end < 0x7F;
    if (ended) text.remove_prefix(static_cast<std::size_t>(end - text.begin()) + 1);
  } else if (std::string_view{"]PX^_"}.find(kind) != std::string_view::npos) {
    std::size_t length = 0;
    while (length < text.size() && !ends_string(text.substr(length))) ++length;
    if (length < text.size()) text.remove_prefix(length + (text[length] == '\a' ? 1 : 2));
  }
}

int cells_of(UChar32 c) {
  const int type = u_charType(c);
  if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_FORMAT_CHAR) return 0;
  if (c >= 0x1160 && c <= 0x11FF) return 0;  // Hangul vowels and finals join the syllable before them
  const int kind = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
  return kind == U_EA_WIDE || kind == U_EA_FULLWIDTH ? 2 : 1;
}

/// The longest start of a line that takes at most `cells`, and the cells that it takes.
std::pair<std::string_view, std::size_t> start_of(std::string_view line, std::size_t cells) {
  std::string_view rest = line;
  std::size_t taken = 0;
  while (!rest.empty()) {
    std::string_view after = rest;
    const std::size_t more = is_ascii(rest.front()) ? 1 : static_cast<std::size_t>(cells_of(take(after)));
    if (taken + more > cells) break;
    if (after.size() == rest.size()) after.remove_prefix(1);
    taken += more;
    rest = after;
  }
  return {line.substr(0, line.size() - rest.size()), taken};
}

}  // namespace

std::string safe_text(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const std::string_view before = text;
    const UChar32 c = take(text);
    if (c == 0x1B) {
      skip_escape(text);
    } else if (c == '\t') {
      out += ' ';
    } else if (!is_control(c) && !is_unsafe_mark(c)) {
      out.append(before.substr(0, before.size() - text.size()));
    }
  }
  return out;
}

std::string safe_line(std::string_view text) {
  std::string line = safe_text(text);
  std::ranges::replace(line, '\n', ' ');
  const auto twice = std::ranges::unique(line, [](char a, char b) { return a == ' ' && b == ' '; });
  line.erase(twice.begin(), twice.end());
  if (line.ends_with(' ')) line.pop_back();
  if (line.starts_with(' ')) line.erase(0, 1);
  return line;
}

std::size_t width(std::string_view line) { return start_of(line, line.size() * 2).second; }

std::string cut(std::string_view line, std::size_t cells) {
  const auto [start, taken] = start_of(line, cells);
  if (start.size() == line.size() || cells == 0) return std::string{start};
  return std::string{start_of(line, cells - 1).first} + "…";
}

std::string fitted(std::string_view line, std::size_t cells) {
  std::string out = cut(line, cells);
  out.append(cells - width(out), ' ');
  return out;
}

}  // namespace telex::cli
