#include "parse/charset.hpp"

#include <uchardet.h>
#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>

#include <algorithm>
#include <iterator>
#include <limits>
#include <memory>
#include <type_traits>
#include <utility>

#include "base/utf8.hpp"
#include "parse/ascii.hpp"

namespace telex::parse {
namespace {

struct Row {
  std::string_view name;
  std::string_view converter;  // ICU's name
  std::string_view labels;     // each between two spaces
};

/// The table of the Encoding Standard, section 4.2, and some labels that are met besides: cp932, cp936, cp949, koi8-ru,
/// latin-1, UTF-32. Where ICU has several converters of one name, it is the one that browsers decode like.
constexpr Row web_encodings[] = {
    {"utf-8", "", " unicode-1-1-utf-8 unicode11utf8 unicode20utf8 utf-8 utf8 x-unicode20utf8 "},
    {"ibm866", "ibm-866", " 866 cp866 csibm866 ibm866 "},
    {"iso-8859-2", "ISO-8859-2",
     " csisolatin2 iso-8859-2 iso-ir-101 iso8859-2 iso88592 iso_8859-2 iso_8859-2:1987 l2 latin2 "},
    {"iso-8859-3", "ISO-8859-3",
     " csisolatin3 iso-8859-3 iso-ir-109 iso8859-3 iso88593 iso_8859-3 iso_8859-3:1988 l3 latin3 "},
    {"iso-8859-4", "ISO-8859-4",
     " csisolatin4 iso-8859-4 iso-ir-110 iso8859-4 iso88594 iso_8859-4 iso_8859-4:1988 l4 latin4 "},
    {"iso-8859-5", "ISO-8859-5",
     " csisolatincyrillic cyrillic iso-8859-5 iso-ir-144 iso8859-5 iso88595 iso_8859-5 iso_8859-5:1988 "},
    {"iso-8859-6", "ISO-8859-6",
     " arabic asmo-708 csiso88596e csiso88596i csisolatinarabic ecma-114 iso-8859-6 iso-8859-6-e iso-8859-6-i "
     "iso-ir-127 iso8859-6 iso88596 iso_8859-6 iso_8859-6:1987 "},
    {"iso-8859-7", "ISO-8859-7",
     " csisolatingreek ecma-118 elot_928 greek greek8 iso-8859-7 iso-ir-126 iso8859-7 iso88597 iso_8859-7 "
     "iso_8859-7:1987 sun_eu_greek "},
    {"iso-8859-8", "ISO-8859-8",
     " csiso88598e csiso88598i csisolatinhebrew hebrew iso-8859-8 iso-8859-8-e iso-8859-8-i iso-ir-138 iso8859-8 "
     "iso88598 iso_8859-8 iso_8859-8:1988 logical visual "},
    {"iso-8859-10", "iso-8859_10-1998", " csisolatin6 iso-8859-10 iso-ir-157 iso8859-10 iso885910 l6 latin6 "},
    {"iso-8859-13", "ISO-8859-13", " iso-8859-13 iso8859-13 iso885913 "},
    {"iso-8859-14", "iso-8859_14-1998", " iso-8859-14 iso8859-14 iso885914 "},
    {"iso-8859-15", "ISO-8859-15", " csisolatin9 iso-8859-15 iso8859-15 iso885915 iso_8859-15 l9 "},
    {"koi8-r", "KOI8-R", " cskoi8r koi koi8 koi8-r koi8_r "},
    {"koi8-u", "KOI8-U", " koi8-ru koi8-u "},
    {"macintosh", "macintosh", " csmacintosh mac macintosh x-mac-roman "},
    {"windows-874", "windows-874", " dos-874 iso-8859-11 iso8859-11 iso885911 tis-620 windows-874 "},
    {"windows-1250", "windows-1250", " cp1250 windows-1250 x-cp1250 "},
    {"windows-1251", "windows-1251", " cp1251 windows-1251 x-cp1251 "},
    {"windows-1252", "windows-1252",
     " ansi_x3.4-1968 ascii cp1252 cp819 csisolatin1 ibm819 iso-8859-1 iso-ir-100 iso8859-1 iso88591 iso_8859-1 "
     "iso_8859-1:1987 l1 latin-1 latin1 us-ascii windows-1252 x-cp1252 "},
    {"windows-1253", "windows-1253", " cp1253 windows-1253 x-cp1253 "},
    {"windows-1254", "windows-1254",
     " cp1254 csisolatin5 iso-8859-9 iso-ir-148 iso8859-9 iso88599 iso_8859-9 iso_8859-9:1989 l5 latin5 windows-1254 "
     "x-cp1254 "},
    {"windows-1255", "windows-1255", " cp1255 windows-1255 x-cp1255 "},
    {"windows-1256", "windows-1256", " cp1256 windows-1256 x-cp1256 "},
    {"windows-1257", "windows-1257", " cp1257 windows-1257 x-cp1257 "},
    {"windows-1258", "windows-1258", " cp1258 windows-1258 x-cp1258 "},
    {"x-mac-cyrillic", "x-mac-cyrillic", " x-mac-cyrillic x-mac-ukrainian "},
    {"gb18030", "gb18030",
     " chinese cp936 csgb2312 csiso58gb231280 gb18030 gb2312 gb_2312 gb_2312-80 gbk iso-ir-58 x-gbk "},
    {"big5", "Big5-HKSCS", " big5 big5-hkscs cn-big5 csbig5 x-x-big5 "},
    {"euc-jp", "EUC-JP", " cseucpkdfmtjapanese euc-jp x-euc-jp "},
    {"iso-2022-jp", "ISO-2022-JP", " csiso2022jp iso-2022-jp "},
    {"shift_jis", "ibm-943_P15A-2003", " cp932 csshiftjis ms932 ms_kanji shift-jis shift_jis sjis windows-31j x-sjis "},
    {"euc-kr", "windows-949-2000",
     " cp949 cseuckr csksc56011987 euc-kr iso-ir-149 korean ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 uhc "
     "windows-949 "},
    {"utf-16be", "UTF-16BE", " unicodefffe utf-16be "},
    {"utf-16le", "UTF-16LE", " csunicode iso-10646-ucs-2 ucs-2 unicode unicodefeff utf-16 utf-16le "},
    {"utf-32be", "UTF-32BE", " utf-32be "},
    {"utf-32le", "UTF-32LE", " utf-32le "},
};

/// Stateful or hidden encodings in which ASCII bytes mean other things: attackers like them, feeds never use them.
constexpr std::string_view refused[] = {
    "utf-7",      "imap-mailbox-name", "scsu",        "bocu-1",      "cesu-8",          "hz",
    "hz-gb-2312", "iso-2022-kr",       "csiso2022kr", "iso-2022-cn", "iso-2022-cn-ext", "x-user-defined"};

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

/// ICU passes over all other bytes, so that "utf\xFF-16" is a name to it.
bool may_stand_in_label(char c) {
  return is_letter(c) || is_digit(c) || std::string_view{"-_.:+()"}.find(c) != std::string_view::npos;
}

std::optional<Charset> web_charset(const std::string& label) {
  const std::string word = ' ' + label + ' ';
  for (const Row& row : web_encodings) {
    if (row.labels.find(word) == std::string_view::npos) continue;
    return Charset{std::string{row.name}, std::string{row.converter}, is_wide(row.name)};
  }
  return std::nullopt;
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
  if (folded.empty() || folded.size() > 40 || !std::all_of(folded.begin(), folded.end(), may_stand_in_label)) {
    return std::nullopt;
  }
  if (auto charset = web_charset(folded)) return charset;
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

namespace {

constexpr std::size_t sample_bytes = 64 * 1024;

/// Bytes that the ISO encodings have for controls, and Windows' code pages for quotation marks.
bool has_c1(std::string_view bytes) {
  return std::any_of(bytes.begin(), bytes.end(), [](char c) { return static_cast<unsigned char>(c) - 0x80u < 0x20u; });
}

/// What a detector's answer is best read as. Code pages of Windows have the same letters and more marks; KOI8-U has the
/// letters of Ukrainian in the place of lines that no feed draws.
std::string_view best_label(std::string_view detected, std::string_view bytes) {
  static constexpr std::pair<std::string_view, std::string_view> always[] = {{"iso-8859-8", "windows-1255"},
                                                                             {"iso-8859-8-i", "windows-1255"},
                                                                             {"iso-8859-13", "windows-1257"},
                                                                             {"koi8-r", "koi8-u"}};
  static constexpr std::pair<std::string_view, std::string_view> with_c1[] = {
      {"iso-8859-2", "windows-1250"}, {"iso-8859-7", "windows-1253"}, {"iso-8859-15", "windows-1252"}};
  for (const auto& [from, to] : always) {
    if (same_letters(detected, from)) return to;
  }
  for (const auto& [from, to] : with_c1) {
    if (same_letters(detected, from) && has_c1(bytes)) return to;
  }
  return detected;
}

/// A detector's answer as an encoding. Those that were ruled out before are none, and those that are seen more often in
/// answers than in documents.
std::optional<Charset> candidate(std::string_view label, std::string_view bytes) {
  auto charset = web_charset(lower(best_label(label, bytes)));
  if (!charset || charset->is_utf8() || charset->wide) return std::nullopt;
  if (charset->name == "iso-8859-3" || charset->name == "iso-8859-10") return std::nullopt;
  return charset;
}

bool is_clean(std::string_view bytes, const Charset& charset) {
  const auto converted = convert(bytes, charset);
  return converted && converted->clean;
}

std::optional<Charset> uchardet_vote(std::string_view sample, std::string_view bytes) {
  const std::unique_ptr<std::remove_pointer_t<uchardet_t>, decltype(&uchardet_delete)> detector{uchardet_new(),
                                                                                                &uchardet_delete};
  if (uchardet_handle_data(detector.get(), sample.data(), sample.size()) != 0) return std::nullopt;
  uchardet_data_end(detector.get());
  return candidate(uchardet_get_charset(detector.get()), bytes);
}

std::optional<Charset> icu_vote(std::string_view sample, std::string_view bytes) {
  constexpr std::int32_t sure = 30;
  UErrorCode error = U_ZERO_ERROR;
  const std::unique_ptr<UCharsetDetector, decltype(&ucsdet_close)> detector{ucsdet_open(&error), &ucsdet_close};
  if (U_FAILURE(error)) return std::nullopt;
  ucsdet_setText(detector.get(), sample.data(), static_cast<std::int32_t>(sample.size()), &error);
  ucsdet_enableInputFilter(detector.get(), true);
  const UCharsetMatch* match = ucsdet_detect(detector.get(), &error);
  if (U_FAILURE(error) || !match || ucsdet_getConfidence(match, &error) < sure) return std::nullopt;
  return candidate(ucsdet_getName(match, &error), bytes);
}

}  // namespace

std::optional<Charset> detect_charset(std::string_view bytes) {
  const auto is_ascii = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
  const auto first = std::find_if_not(bytes.begin(), bytes.end(), is_ascii);
  const auto skipped = static_cast<std::size_t>(first - bytes.begin());
  const std::string_view sample = bytes.substr(skipped - std::min(skipped, sample_bytes / 8), sample_bytes);
  auto first_vote = uchardet_vote(sample, bytes);
  if (first_vote && is_clean(bytes, *first_vote)) return first_vote;
  auto second_vote = icu_vote(sample, bytes);
  return second_vote && (!first_vote || is_clean(bytes, *second_vote)) ? second_vote : first_vote;
}

}  // namespace telex::parse
