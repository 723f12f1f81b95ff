#include "parse/declaration.hpp"

#include <algorithm>

#include "parse/ascii.hpp"
#include "parse/cursor.hpp"
#include "parse/name.hpp"

namespace telex::parse {
namespace {

/// S Name Eq Literal; nothing is taken where it is not there.
bool take_attribute(Cursor& cursor, std::string_view name, std::string_view& value) {
  Cursor ahead = cursor;
  if (!ahead.take_space() || !ahead.take(name)) return false;
  ahead.take_space();
  if (!ahead.take("=")) return false;
  ahead.take_space();
  if (!ahead.take_quoted(value)) return false;
  cursor = ahead;
  return true;
}

/// Production VersionNum of the fifth edition.
bool is_version(std::string_view text) {
  return text.size() > 2 && text.starts_with("1.") && std::all_of(text.begin() + 2, text.end(), is_digit);
}

/// Production EncName.
bool is_encoding_name(std::string_view text) {
  const auto fits = [](char c) { return is_letter(c) || is_digit(c) || c == '.' || c == '_' || c == '-'; };
  return !text.empty() && is_letter(text.front()) && std::all_of(text.begin(), text.end(), fits);
}

}  // namespace

XmlDeclaration read_xml_declaration(std::string_view text) {
  Cursor cursor{text};
  std::string_view value;
  if (!cursor.take("<?xml") || !take_attribute(cursor, "version", value) || !is_version(value)) return {};
  if (take_attribute(cursor, "encoding", value) && !is_encoding_name(value)) return {};
  value = "no";
  if (take_attribute(cursor, "standalone", value) && value != "yes" && value != "no") return {};
  cursor.take_space();
  return {cursor.take("?>") && cursor.at_end(), value == "yes"};
}

bool is_instruction(std::string_view inside) {
  Cursor cursor{inside};
  const std::string_view target = cursor.take_token();
  return is_ncname(target) && !same_letters(target, "xml") && (cursor.at_end() || cursor.take_space());
}

bool is_comment(std::string_view inside) {
  return !inside.ends_with('-') && inside.find("--") == std::string_view::npos;
}

}  // namespace telex::parse
