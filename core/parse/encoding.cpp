#include "parse/encoding.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "base/utf8.hpp"
#include "parse/ascii.hpp"
#include "parse/charset.hpp"

namespace telex::parse {
namespace {

using namespace std::string_view_literals;

struct Pattern {
  std::string_view bytes;
  std::string_view label;
};

/// UTF-32 before UTF-16, whose mark is its beginning.
constexpr std::array marks{Pattern{"\xEF\xBB\xBF"sv, "utf-8"}, Pattern{"\x00\x00\xFE\xFF"sv, "utf-32be"},
                           Pattern{"\xFF\xFE\x00\x00"sv, "utf-32le"}, Pattern{"\xFE\xFF"sv, "utf-16be"},
                           Pattern{"\xFF\xFE"sv, "utf-16le"}};

/// XML 1.0 appendix F.1: '<' or a JSON brace in wide units. UTF-32 first here too.
constexpr std::array starts{Pattern{"\x00\x00\x00<"sv, "utf-32be"}, Pattern{"<\x00\x00\x00"sv, "utf-32le"},
                            Pattern{"\x00\x00\x00{"sv, "utf-32be"}, Pattern{"{\x00\x00\x00"sv, "utf-32le"},
                            Pattern{"\x00<\x00"sv, "utf-16be"},     Pattern{"<\x00"sv, "utf-16le"},
                            Pattern{"\x00{\x00"sv, "utf-16be"},     Pattern{"{\x00"sv, "utf-16le"}};

template <std::size_t Size>
const Pattern* match(const std::array<Pattern, Size>& patterns, std::string_view bytes) {
  for (const Pattern& pattern : patterns) {
    if (bytes.starts_with(pattern.bytes)) return &pattern;
  }
  return nullptr;
}

/// Takes the bytes over where they are UTF-8, and leaves them alone where not.
std::optional<Decoded> as_utf8(std::string& bytes, std::string_view reason) {
  if (!utf8::is_valid(bytes)) return std::nullopt;
  return Decoded{std::move(bytes), "utf-8", reason};
}

std::optional<Decoded> decoded_as(std::string_view bytes, const Charset& charset, Problems& problems) {
  auto converted = convert(bytes, charset);
  if (!converted) return std::nullopt;
  if (!converted->clean) problems.damage("some bytes are not " + charset.name + " and were replaced");
  return Decoded{std::move(converted->text), charset.name, {}};
}

bool is_ascii(std::string_view bytes) {
  unsigned char all = 0;
  for (const char c : bytes) all = static_cast<unsigned char>(all | static_cast<unsigned char>(c));
  return all < 0x80;
}

/// A declared encoding is believed where every byte fits it. US-ASCII is believed of ASCII alone: servers add it to
/// text/xml by default.
std::optional<Decoded> as_declared(std::string& bytes, std::string_view label, std::string_view reason) {
  const auto charset = charset_of_label(label);
  if (!charset || charset->wide) return std::nullopt;
  const bool says_ascii = same_letters(label, "us-ascii") || same_letters(label, "ascii");
  if (says_ascii && !is_ascii(bytes)) return std::nullopt;
  if (charset->is_utf8()) return as_utf8(bytes, reason);
  auto converted = convert(bytes, *charset);
  if (!converted || !converted->clean) return std::nullopt;
  return Decoded{std::move(converted->text), charset->name, reason};
}

std::string not_believed(std::string_view label, std::string_view by) {
  const std::string what =
      std::string{by} + " names \"" + std::string{utf8::truncated(utf8::repaired(label), 40)} + '"';
  return what + (charset_of_label(label) ? ", which the bytes are not" : ", an encoding that is unknown");
}

/// The declaration of a document that is read in another encoding. One of wide units and one of bytes can't both be
/// right, XML 1.0 section 4.3.3: a fatal error. What a byte order mark or the server says otherwise counts more.
void check_declaration(const Decoded& decoded, bool by_server, Problems& problems) {
  const std::string label = declared_encoding(decoded.text);
  const auto declared = charset_of_label(label);
  const auto charset = charset_of_label(decoded.encoding);
  if (label.empty() ||
      (declared && charset && declared->wide == charset->wide && (declared->wide || declared->name == charset->name))) {
    return;
  }
  const bool is_fatal = !by_server && declared && charset && declared->wide != charset->wide;
  const std::string message = not_believed(label, "the XML declaration");
  is_fatal ? problems.damage(message) : problems.note(message);
}

/// UTF-8 with a few bad bytes is still UTF-8: decoding it as anything else would spoil every other character.
bool is_mostly_utf8(std::string_view bytes) {
  std::size_t good = 0;
  std::size_t bad = 0;
  while (!bytes.empty()) {
    const std::size_t valid = utf8::valid_prefix(bytes);
    for (const char c : bytes.substr(0, valid)) good += (static_cast<unsigned char>(c) & 0xC0) == 0xC0;
    if (valid == bytes.size()) break;
    ++bad;
    bytes.remove_prefix(valid + 1);
  }
  return good > bad;
}

/// Whether all but the last character is UTF-8: the document was cut inside of that.
bool is_cut_utf8(std::string_view bytes) {
  const std::string_view rest = bytes.substr(utf8::valid_prefix(bytes));
  const auto is_continuation = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; };
  return !rest.empty() && rest.size() < 4 && static_cast<unsigned char>(rest.front()) >= 0xC2 &&
         std::all_of(rest.begin() + 1, rest.end(), is_continuation);
}

Charset guess(std::string_view bytes, bool says_utf8) {
  if (is_cut_utf8(bytes)) return *charset_of_label("utf-8");
  if (says_utf8 && is_mostly_utf8(bytes)) return *charset_of_label("utf-8");
  if (auto detected = detect_charset(bytes)) return *detected;
  if (is_mostly_utf8(bytes)) return *charset_of_label("utf-8");
  return *charset_of_label("windows-1252");
}

Decoded undeclared(std::string& bytes, bool is_named, bool says_utf8, Problems& problems) {
  const std::string_view reason = is_named ? "every byte fits, and the encoding that is named is not the document's"
                                           : "nothing names another, and every byte fits";
  if (auto decoded = as_utf8(bytes, reason)) return std::move(*decoded);
  problems.damage("the bytes are not the UTF-8 that they should be");
  if (auto decoded = decoded_as(bytes, guess(bytes, says_utf8), problems)) {
    decoded->reason = "no declaration fits, and the bytes look like it";
    return std::move(*decoded);
  }
  return {utf8::repaired(bytes), "utf-8", "nothing fits"};
}

}  // namespace

std::string charset_parameter(std::string_view content_type) {
  const std::string folded = lower(content_type);
  std::size_t at = folded.find("charset");
  if (at == std::string::npos) return {};
  at += 7;
  while (at < folded.size() && is_space(folded[at])) ++at;
  if (at >= folded.size() || folded[at] != '=') return {};
  const std::string_view value = trimmed(std::string_view{folded}.substr(at + 1));
  const std::size_t from = value.find_first_not_of("\"' ");
  if (from == std::string_view::npos) return {};
  return std::string{value.substr(from, value.find_first_of("\"'; ,", from) - from)};
}

std::string declared_encoding(std::string_view bytes) {
  const std::size_t start = bytes.substr(0, 64).find("<?xml");
  if (start == std::string_view::npos) return {};
  std::string_view declaration = bytes.substr(start, 512);
  declaration = declaration.substr(0, declaration.find("?>"));
  const std::size_t at = declaration.find("encoding");
  if (at == std::string_view::npos) return {};
  const std::size_t quote = declaration.find_first_of("\"'", at);
  if (quote == std::string_view::npos) return {};
  const std::size_t end = declaration.find(declaration[quote], quote + 1);
  if (end == std::string_view::npos) return {};
  return std::string{declaration.substr(quote + 1, end - quote - 1)};
}

Decoded decode(std::string bytes, std::string_view content_type, Problems& problems) {
  const Pattern* mark = match(marks, bytes);
  if (mark) bytes.erase(0, mark->bytes.size());
  if (const Pattern* sure = mark ? mark : match(starts, bytes)) {
    const Charset charset = *charset_of_label(sure->label);
    const std::string_view reason = mark ? "a byte order mark says so" : "the zero bytes at the start say so";
    auto decoded = charset.is_utf8() ? as_utf8(bytes, reason) : std::nullopt;
    if (!decoded) decoded = decoded_as(bytes, charset, problems);
    if (decoded) {
      decoded->reason = reason;
      check_declaration(*decoded, false, problems);
      return std::move(*decoded);
    }
  }
  const std::string header = charset_parameter(content_type);
  const std::string declaration = declared_encoding(bytes);
  if (!header.empty()) {
    if (auto decoded = as_declared(bytes, header, "the Content-Type names it")) {
      check_declaration(*decoded, true, problems);
      return std::move(*decoded);
    }
    problems.note(not_believed(header, "the Content-Type"));
  }
  if (!declaration.empty()) {
    if (auto decoded = as_declared(bytes, declaration, "the XML declaration names it")) return std::move(*decoded);
    problems.damage(not_believed(declaration, "the XML declaration"));  // XML 1.0 section 4.3.3: a fatal error
  }
  const bool is_named = !header.empty() || !declaration.empty();
  return undeclared(bytes, is_named, same_letters(header, "utf-8") || same_letters(declaration, "utf-8"), problems);
}

}  // namespace telex::parse
