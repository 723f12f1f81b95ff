#pragma once
#include <cstddef>
#include <string>
#include <string_view>

/// Text on a terminal, measured in cells: most characters take one, East Asian wide ones and emoji two, combining marks
/// none. Pure; text is UTF-8.
namespace telex::cli {

/// Untrusted text made safe for a terminal: escape sequences, control characters and marks that turn the direction of
/// writing are gone. Line breaks stay, tabs are spaces.
std::string safe_text(std::string_view text);

/// The same on one line: each run of white space is one space, none at the ends.
std::string safe_line(std::string_view text);

/// The cells that a line takes, Unicode Standard Annex 11. Ambiguous characters count as one.
std::size_t width(std::string_view line);

/// A line cut to at most `cells`, "…" in place of what is missing.
std::string cut(std::string_view line, std::size_t cells);

/// cut(), and spaces up to exactly `cells`.
std::string fitted(std::string_view line, std::size_t cells);

/// Breaks each line of the text where Unicode Standard Annex 14 allows it, to at most `cells` unless a single word is
/// wider. Further lines of a list item are indented as its text.
std::string wrapped(std::string_view text, std::size_t cells);

}  // namespace telex::cli
