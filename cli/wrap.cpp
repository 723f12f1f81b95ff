#include <unicode/ubrk.h>
#include <unicode/utext.h>

#include <algorithm>
#include <memory>
#include <vector>

#include "cli/cells.hpp"

namespace telex::cli {
namespace {

struct CloseBreaks {
  void operator()(UBreakIterator* breaks) const { ubrk_close(breaks); }
};
struct CloseText {
  void operator()(UText* text) const { utext_close(text); }
};

std::vector<std::size_t> breaks_at_spaces(std::string_view line) {
  std::vector<std::size_t> out;
  for (std::size_t i = 1; i < line.size(); ++i) {
    if (line[i - 1] == ' ' && line[i] != ' ') out.push_back(i);
  }
  out.push_back(line.size());
  return out;
}

/// Where a next line may begin. ICU's rules cost some milliseconds to load, so English goes without.
std::vector<std::size_t> breaks_of(std::string_view line) {
  if (std::ranges::all_of(line, [](char c) { return static_cast<unsigned char>(c) < 0x80; }))
    return breaks_at_spaces(line);
  UErrorCode failure = U_ZERO_ERROR;
  const std::unique_ptr<UText, CloseText> text{
      utext_openUTF8(nullptr, line.data(), static_cast<std::int64_t>(line.size()), &failure)};
  const std::unique_ptr<UBreakIterator, CloseBreaks> breaks{ubrk_open(UBRK_LINE, "", nullptr, 0, &failure)};
  if (U_SUCCESS(failure)) ubrk_setUText(breaks.get(), text.get(), &failure);
  if (U_FAILURE(failure)) return breaks_at_spaces(line);
  std::vector<std::size_t> out;
  for (std::int32_t at = ubrk_next(breaks.get()); at != UBRK_DONE; at = ubrk_next(breaks.get())) {
    out.push_back(static_cast<std::size_t>(at));
  }
  return out;
}

std::string_view without_end_spaces(std::string_view line) {
  while (line.ends_with(' ')) line.remove_suffix(1);
  return line;
}

/// What further lines of a list item or a quotation begin with: the same margin, spaces in place of the item's mark.
std::string hanging_margin(std::string_view line) {
  std::size_t margin = 0;
  while (line.substr(margin).starts_with(' ') || line.substr(margin).starts_with("> ")) {
    margin += line[margin] == ' ' ? 1U : 2U;
  }
  const std::string_view text = line.substr(margin);
  const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
  const bool numbered = digits > 0 && digits < 4 && text.substr(digits).starts_with(". ");
  const std::size_t bullet = text.starts_with("- ") ? 2 : 0;
  const std::size_t mark = numbered ? digits + 2 : bullet;
  return std::string{line.substr(0, margin)}.append(mark, ' ');
}

void add_wrapped(std::string& out, std::string_view line, std::size_t cells) {
  if (width(line) <= cells) {
    out.append(line);
    return;
  }
  const std::string margin = cut(hanging_margin(line), cells / 2);
  std::size_t used = 0;
  std::size_t from = 0;
  for (const std::size_t to : breaks_of(line)) {
    const std::string_view word = line.substr(from, to - from);
    if (used > 0 && used + width(without_end_spaces(word)) > cells) {
      out.erase(without_end_spaces(out).size());
      out.append("\n").append(margin);
      used = width(margin);
    }
    out.append(word);
    used += width(word);
    from = to;
  }
}

}  // namespace

std::string wrapped(std::string_view text, std::size_t cells) {
  std::string out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    add_wrapped(out, text.substr(0, end), cells);
    if (end < text.size()) out += '\n';
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

}  // namespace telex::cli
