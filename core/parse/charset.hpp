#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace telex::parse {

/// A character encoding that ICU can decode.
struct Charset {
  std::string name;       ///< lower case, as `encoding` reports it: "utf-8", "windows-1252"
  std::string converter;  ///< ICU's name; empty for UTF-8, which needs none
  bool wide = false;      ///< units of two or four bytes, so that no ASCII text can be in it

  bool is_utf8() const { return converter.empty(); }
};

/// The encoding that a label means, WHATWG Encoding Standard section 4.2: "gb2312" is gb18030, "iso-8859-1" is
/// windows-1252. Labels outside that standard are taken where ICU knows them. Absent for a bogus label.
std::optional<Charset> charset_of_label(std::string_view label);

/// Bytes as UTF-8.
struct Converted {
  std::string text;
  bool clean = true;  ///< false where some bytes mean nothing in the encoding and became U+FFFD
};

/// Decodes bytes; absent where ICU has no such converter.
std::optional<Converted> convert(std::string_view bytes, const Charset& charset);

/// What the bytes look like to a statistical detector; absent where it is not sure. For bytes that are no UTF-8.
std::optional<Charset> detect_charset(std::string_view bytes);

}  // namespace telex::parse
