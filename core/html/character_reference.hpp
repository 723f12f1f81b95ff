#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace telex::html {

/// What a character reference stands for; `length` counts its bytes from the ampersand on, 0 where there is none.
struct CharacterReference {
  std::size_t length = 0;
  char32_t first = 0;
  char32_t second = 0;  ///< 0 but for the few names that stand for two characters
};

/// The reference at the start of `text`, which starts with '&'. HTML Standard, section 13.2.5.72 and following: the
/// longest name counts, some need no semicolon, numbers of windows-1252 controls mean what their authors meant. In an
/// attribute, `&copy=1` is no reference.
CharacterReference character_reference_at(std::string_view text, bool in_attribute);

/// Appends `text` with its references decoded.
void append_decoded(std::string& out, std::string_view text, bool in_attribute);

struct NamedCharacter {
  char32_t first;
  char32_t second;
};

/// The characters of a reference by its name, which is "amp" for `&amp;`; absent where there is no such name.
std::optional<NamedCharacter> named_character(std::string_view name);

/// Whether the name may stand without its semicolon.
bool is_legacy_name(std::string_view name);

}  // namespace telex::html
