#include "parse/charset.hpp"

#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>

#include <algorithm>
#include <iterator>
#include <limits>
#include <memory>

#include "base/utf8.hpp"
#include "parse/ascii.hpp"

namespace telex::parse {
namespace {

struct Row {
  std::string_view label;
  std::string_view name;
  std::string_view converter;
};

/// Labels that mean something else on the web than in ICU's alias table; all others are looked up there.
constexpr Row web_labels[] = {
    {"utf-8", "utf-8", ""},
    {"utf8", "utf-8", ""},
    {"unicode-1-1-utf-8", "utf-8", ""},
    {"us-ascii", "windows-1252", "windows-1252"},
    {"ascii", "windows-1252", "windows-1252"},
    {"ansi_x3.4-1968", "windows-1252", "windows-1252"},
    {"iso-8859-1", "windows-1252", "windows-1252"},
    {"iso8859-1", "windows-1252", "windows-1252"},
    {"iso_8859-1", "windows-1252", "windows-1252"},
    {"iso88591", "windows-1252", "windows-1252"},
    {"latin1", "windows-1252", "windows-1252"},
    {"latin-1", "windows-1252", "windows-1252"},
    {"l1", "windows-1252", "windows-1252"},
    {"cp819", "windows-1252", "windows-1252"},
    {"x-cp1252", "windows-1252", "windows-1252"},
    {"cp1252", "windows-1252", "windows-1252"},
    {"windows-1252", "windows-1252", "windows-1252"},
    {"iso-8859-9", "windows-1254", "windows-1254"},
    {"iso8859-9", "windows-1254", "windows-1254"},
    {"latin5", "windows-1254", "windows-1254"},
    {"iso-8859-11", "windows-874", "windows-874"},
    {"tis-620", "windows-874", "windows-874"},
    {"gb2312", "gb18030", "gb18030"},
    {"gb_2312", "gb18030", "gb18030"},
    {"gb_2312-80", "gb18030", "gb18030"},
    {"chinese", "gb18030", "gb18030"},
    {"gbk", "gb18030", "gb18030"},
    {"x-gbk", "gb18030", "gb18030"},
    {"cp936", "gb18030", "gb18030"},
    {"gb18030", "gb18030", "gb18030"},
    {"big5", "big5", "windows-950-2000"},
    {"big5-hkscs", "big5", "Big5-HKSCS"},
    {"cn-big5", "big5", "windows-950-2000"},
    {"x-x-big5", "big5", "windows-950-2000"},
    {"euc-kr", "euc-kr", "windows-949-2000"},
    {"korean", "euc-kr", "windows-949-2000"},
    {"ks_c_5601-1987", "euc-kr", "windows-949-2000"},
    {"ksc5601", "euc-kr", "windows-949-2000"},
    {"windows-949", "euc-kr", "windows-949-2000"},
    {"cp949", "euc-kr", "windows-949-2000"},
    {"shift_jis", "shift_jis", "ibm-943_P15A-2003"},
    {"shift-jis", "shift_jis", "ibm-943_P15A-2003"},
    {"sjis", "shift_jis", "ibm-943_P15A-2003"},
    {"x-sjis", "shift_jis", "ibm-943_P15A-2003"},
    {"ms_kanji", "shift_jis", "ibm-943_P15A-2003"},
    {"windows-31j", "shift_jis", "ibm-943_P15A-2003"},
    {"cp932", "shift_jis", "ibm-943_P15A-2003"},
    {"x-mac-roman", "macintosh", "macintosh"},
    {"utf-16", "utf-16le", "UTF-16LE"},
    {"utf-16le", "utf-16le", "UTF-16LE"},
    {"utf-16be", "utf-16be", "UTF-16BE"},
    {"utf-32le", "utf-32le", "UTF-32LE"},
    {"utf-32be", "utf-32be", "UTF-32BE"},
};

/// Stateful or hidden encodings in which ASCII bytes mean other things: attackers like them, feeds never use them.
constexpr std::string_view refused[] = {"utf-7", "imap-mailbox-name", "scsu", "bocu-1", "cesu-8", "hz", "hz-gb-2312"};

using Converter = std::unique_ptr<UConverter, decltype(&ucnv_close)>;

Converter open_converter(const std::string& name) {
  UErrorCode error = U_ZERO_ERROR;
  Converter converter{ucnv_open(name.c_str(), &error), &ucnv_close};
  if (U_FAILURE(error)) converter.reset();
  return converter;
}

/// The text, or an error in `error`; the buffer grows once at most, to the length that ICU asked for.
std::string convert_all(UConverter* converter, std::string_view bytes, UErrorCode& error) {
  std::string out(bytes.size() * 2 + 64, '\0');
  const auto run = [&] {
    error = U_ZERO_ERROR;
    ucnv_resetToUnicode(converter);
    return ucnv_toAlgorithmic(UCNV_UTF8, converter, out.data(), static_cast<std::int32_t>(out.size()), bytes.data(),
                              static_cast<std::int32_t>(bytes.size()), &error);
  };
  std::int32_t length = run();
  if (error == U_BUFFER_OVERFLOW_ERROR) {
    out.resize(static_cast<std::size_t>(length) + 1);
    length = run();
  }
  out.resize(U_SUCCESS(error) ? static_cast<std::size_t>(length) : 0);
  return out;
}

bool is_wide(std::string_view name) {
  return name.starts_with("utf-16") || name.starts_with("utf-32") || name.starts_with("ucs-") ||
         name.starts_with("iso-10646-ucs");
}

/// A label that only ICU knows. Encodings in which '<' is another byte are refused (EBCDIC).
std::optional<Charset> icu_charset(const std::string& label) {
  const Converter converter = open_converter(label);
  if (!converter) return std::nullopt;
  UErrorCode error = U_ZERO_ERROR;
  const std::string probe = convert_all(converter.get(), "<?xml", error);
  const bool wide = is_wide(label);
  if (!wide && (U_FAILURE(error) || probe != "<?xml")) return std::nullopt;
  return Charset{label, label, wide};
}

}  // namespace

std::optional<Charset> charset_of_label(std::string_view label) {
  const std::string folded = lower(trimmed(label));
  if (folded.empty() || folded.size() > 40) return std::nullopt;
  for (const Row& row : web_labels) {
    if (row.label == folded) return Charset{std::string{row.name}, std::string{row.converter}, is_wide(row.name)};
  }
  if (std::find(std::begin(refused), std::end(refused), folded) != std::end(refused)) return std::nullopt;
  return icu_charset(folded);
}

std::optional<Converted> convert(std::string_view bytes, const Charset& charset) {
  if (charset.is_utf8()) {
    if (utf8::is_valid(bytes)) return Converted{std::string{bytes}, true};
    return Converted{utf8::repaired(bytes), false};
  }
  if (bytes.size() > std::numeric_limits<std::int32_t>::max() / 4) return std::nullopt;
  const Converter converter = open_converter(charset.converter);
  if (!converter) return std::nullopt;
  UErrorCode error = U_ZERO_ERROR;
  ucnv_setToUCallBack(converter.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &error);
  std::string strict = convert_all(converter.get(), bytes, error);
  if (U_SUCCESS(error)) return Converted{std::move(strict), true};
  error = U_ZERO_ERROR;
  ucnv_setToUCallBack(converter.get(), UCNV_TO_U_CALLBACK_SUBSTITUTE, nullptr, nullptr, nullptr, &error);
  return Converted{convert_all(converter.get(), bytes, error), false};
}

std::optional<Charset> detect_charset(std::string_view bytes) {
  constexpr std::size_t sample_bytes = 64 * 1024;
  constexpr std::int32_t sure = 30;
  UErrorCode error = U_ZERO_ERROR;
  const std::unique_ptr<UCharsetDetector, decltype(&ucsdet_close)> detector{ucsdet_open(&error), &ucsdet_close};
  if (U_FAILURE(error)) return std::nullopt;
  const std::string_view sample = bytes.substr(0, sample_bytes);
  ucsdet_setText(detector.get(), sample.data(), static_cast<std::int32_t>(sample.size()), &error);
  ucsdet_enableInputFilter(detector.get(), true);
  const UCharsetMatch* match = ucsdet_detect(detector.get(), &error);
  if (U_FAILURE(error) || !match || ucsdet_getConfidence(match, &error) < sure) return std::nullopt;
  // Windows' code page has the same letters, and vowel points and quotation marks besides.
  const std::string_view name = ucsdet_getName(match, &error);
  return charset_of_label(name.starts_with("ISO-8859-8") ? "windows-1255" : name);
}

}  // namespace telex::parse
