#include "parse/encoding.hpp"

#include <doctest/doctest.h>

#include <map>
#include <vector>

#include "parse/charset.hpp"

using namespace telex;
using namespace std::string_literals;

namespace {

struct Row {
  std::string bytes;
  std::string content_type;
  std::string text;
  std::string encoding;
  bool damaged;
};

}  // namespace

TEST_CASE("parse: the encoding is found in the order of RFC 7303") {
  const Row rows[] = {
      {"\xEF\xBB\xBF<a/>", "text/xml; charset=iso-8859-1", "<a/>", "utf-8", false},
      {"\xFE\xFF\0<\0\xE9"s, "", "<é", "utf-16be", false},
      {"\xFF\xFE<\0\xE9\0"s, "", "<é", "utf-16le", false},
      {"\0<\0a\0>"s, "", "<a>", "utf-16be", false},
      {"<\0a\0>\0"s, "text/xml", "<a>", "utf-16le", false},
      {"\0\0\0<\0\0\0a"s, "", "<a", "utf-32be", false},
      {"\0\0\0{\0\0\0}"s, "", "{}", "utf-32be", false},
      {"{\0\0\0}\0\0\0"s, "", "{}", "utf-32le", false},
      {"<a>\xE9</a>", "application/xml; charset=\"ISO-8859-1\"", "<a>é</a>", "windows-1252", false},
      {"<?xml version=\"1.0\" encoding=\"koi8-r\"?><a>\xC1</a>", "",
       "<?xml version=\"1.0\" encoding=\"koi8-r\"?><a>а</a>", "koi8-r", false},
      {"<?xml version='1.0' encoding='gb2312'?><a>\xC4\xE3</a>", "", "<?xml version='1.0' encoding='gb2312'?><a>你</a>",
       "gb18030", false},
      {"<?xml version='1.0' encoding='Shift_JIS'?><a>\x93\xFA</a>", "",
       "<?xml version='1.0' encoding='Shift_JIS'?><a>日</a>", "shift_jis", false},
      {"<a>é</a>", "text/xml", "<a>é</a>", "utf-8", false},
      {"<a>é</a>", "text/xml; charset=us-ascii", "<a>é</a>", "utf-8", false},
      {"<a>é</a>", "text/xml; charset=nonsense", "<a>é</a>", "utf-8", false},
      {"<a>é</a>", "text/xml; charset=utf-16", "<a>é</a>", "utf-8", false},
      {"<a>é</a>", "text/xml; charset=utf-7", "<a>é</a>", "utf-8", false},
      {"<a>é</a>", "text/xml; charset=cp037", "<a>é</a>", "utf-8", false},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CAPTURE(row.content_type);
    parse::Problems problems;
    const parse::Decoded decoded = parse::decode(row.bytes, row.content_type, problems);
    CHECK(decoded.text == row.text);
    CHECK(decoded.encoding == row.encoding);
    CHECK(problems.damaged() == row.damaged);
  }
}

TEST_CASE("parse: UTF-8 with a stray byte stays UTF-8, and that is damage") {
  parse::Problems problems;
  const auto decoded = parse::decode("<?xml version='1.0' encoding='utf-8'?>Zürich, Köln \xFF", "", problems);
  CHECK(decoded.text == "<?xml version='1.0' encoding='utf-8'?>Zürich, Köln \uFFFD");
  CHECK(decoded.encoding == "utf-8");
  CHECK(problems.damaged());
}

TEST_CASE("parse: UTF-8 that is cut inside of a character is still UTF-8") {
  for (const std::string cut : {"\xC3", "\xE2", "\xE2\x80", "\xF0\x9F\x98"}) {
    CAPTURE(cut);
    parse::Problems problems;
    const auto decoded = parse::decode("<rss><channel><title>a" + cut, "", problems);
    CHECK(decoded.encoding == "utf-8");
    CHECK(decoded.text == "<rss><channel><title>a\uFFFD");
    CHECK(problems.damaged());
  }
}

TEST_CASE("parse: Latin text that says it is UTF-8 is read as Latin") {
  parse::Problems problems;
  const auto decoded = parse::decode(
      "<?xml version='1.0' encoding='utf-8'?><t>Les \xE9l\xE8ves fran\xE7"
      "ais \xE0 l'\xE9"
      "cole</t>",
      "", problems);
  CHECK(decoded.text.find("Les élèves français à l'école") != std::string::npos);
  CHECK(problems.damaged());
}

TEST_CASE("parse: a declaration of an encoding that does not decode the bytes is damage") {
  for (const std::string bytes :
       {"<?xml version='1.0' encoding='utf-16'?><a/>", "<?xml version='1.0' encoding='nonsense'?><a/>",
        "<?xml version='1.0' encoding='us-ascii'?><a>é</a>", "<?xml version='1.0' encoding='shift_jis'?><a>\x81</a>",
        "<?xml version='1.0' encoding='utf-8'?><a>\xE9</a>",
        "<?xml version='1.0' encoding='euc-jp'?><a>\xFF\xFF</a>"}) {
    CAPTURE(bytes);
    parse::Problems problems;
    parse::decode(bytes, "", problems);
    CHECK(problems.damaged());
  }
}

namespace {

std::string wide(const std::string& ascii) {
  std::string out;
  for (const char c : ascii) out += {c, '\0'};
  return out;
}

}  // namespace

TEST_CASE("parse: a declaration that the document's encoding contradicts is named, and damage where neither can be") {
  struct Contradiction {
    std::string bytes;
    std::string content_type;
    bool damaged;
    std::size_t problems;
  };
  const std::string utf_16 = "<?xml version='1.0' encoding='utf-16'?><a>é</a>";
  const Contradiction rows[] = {
      {utf_16, "", true, 1},
      {utf_16, "text/xml; charset=utf-8", false, 1},
      {"\xEF\xBB\xBF" + utf_16, "", true, 1},
      {"\xFF\xFE" + wide("<?xml version='1.0' encoding='utf-8'?><a/>"), "", true, 1},
      {wide("<?xml version='1.0' encoding='utf-8'?><a/>"), "", true, 1},
      {"\xFF\xFE" + wide("<?xml version='1.0' encoding='UTF-16'?><a/>"), "", false, 0},
      {"\xEF\xBB\xBF<?xml version='1.0' encoding='iso-8859-1'?><a>é</a>", "", false, 1},
      {"<?xml version='1.0' encoding='us-ascii'?><a>é</a>", "", true, 1},
      {"<?xml version='1.0' encoding='UTF-8'?><a>é</a>", "text/xml; charset=utf-8", false, 0},
  };
  for (const Contradiction& row : rows) {
    CAPTURE(row.bytes);
    CAPTURE(row.content_type);
    parse::Problems problems;
    const parse::Decoded decoded = parse::decode(row.bytes, row.content_type, problems);
    CHECK(problems.damaged() == row.damaged);
    CHECK(std::move(problems).take().size() == row.problems);
    CHECK(decoded.reason != "nothing names another, and every byte fits");
  }
}

TEST_CASE("parse: problems hold no controls, whatever they quote") {
  parse::Problems problems;
  problems.note("a\x1B[2J \u009B \x7F é \xC2", "line\n1");
  CHECK(std::move(problems).take() == std::vector<feed::Problem>{{"a [2J     é \xC2", "line 1"}});
}

TEST_CASE("parse: what the server says of the encoding comes before the declaration") {
  parse::Problems problems;
  const auto decoded = parse::decode("<?xml version='1.0' encoding='windows-1252'?><a>\xD0\xB0</a>",
                                     "text/xml; charset=utf-8", problems);
  CHECK(decoded.text.find("<a>а</a>") != std::string::npos);
  CHECK_FALSE(problems.damaged());
}

TEST_CASE("parse: labels mean what the Encoding Standard says") {
  const std::pair<std::string, std::string> rows[] = {{"UTF8", "utf-8"},
                                                      {"unicode-1-1-utf-8", "utf-8"},
                                                      {"866", "ibm866"},
                                                      {"latin2", "iso-8859-2"},
                                                      {"l3", "iso-8859-3"},
                                                      {"csISOLatin4", "iso-8859-4"},
                                                      {"cyrillic", "iso-8859-5"},
                                                      {"arabic", "iso-8859-6"},
                                                      {"greek", "iso-8859-7"},
                                                      {"visual", "iso-8859-8"},
                                                      {"l6", "iso-8859-10"},
                                                      {"iso8859-13", "iso-8859-13"},
                                                      {"l9", "iso-8859-15"},
                                                      {"koi", "koi8-r"},
                                                      {"koi8-ru", "koi8-u"},
                                                      {"mac", "macintosh"},
                                                      {"tis-620", "windows-874"},
                                                      {"x-cp1250", "windows-1250"},
                                                      {"cp1251", "windows-1251"},
                                                      {"ascii", "windows-1252"},
                                                      {" latin1 ", "windows-1252"},
                                                      {"iso-8859-1", "windows-1252"},
                                                      {"latin5", "windows-1254"},
                                                      {"cp1258", "windows-1258"},
                                                      {"x-mac-ukrainian", "x-mac-cyrillic"},
                                                      {"gb2312", "gb18030"},
                                                      {"GBK", "gb18030"},
                                                      {"big5-hkscs", "big5"},
                                                      {"x-euc-jp", "euc-jp"},
                                                      {"csiso2022jp", "iso-2022-jp"},
                                                      {"ms_kanji", "shift_jis"},
                                                      {"korean", "euc-kr"},
                                                      {"ucs-2", "utf-16le"},
                                                      {"utf-16be", "utf-16be"}};
  for (const auto& [label, name] : rows) {
    CAPTURE(label);
    const auto charset = parse::charset_of_label(label);
    REQUIRE(charset.has_value());
    CHECK(charset->name == name);
    CHECK(parse::convert("", *charset).has_value());
  }
  for (const std::string label :
       {"", "nonsense", "utf-7", "hz-gb-2312", "iso-2022-kr", "x-user-defined", "cp037", "1252 l1", "iso\xFF-8859-1"}) {
    CAPTURE(label);
    CHECK_FALSE(parse::charset_of_label(label).has_value());
  }
}

namespace {

/// A text in an encoding of one byte a letter, written as UTF-8, as that encoding would have it; letters that it lacks
/// are left out.
std::string encoded(const std::string& text, const std::string& label) {
  const auto charset = parse::charset_of_label(label);
  std::map<std::string, char> bytes;
  for (int byte = 0xFF; byte > 0; --byte) {
    const auto letter = parse::convert(std::string(1, static_cast<char>(byte)), *charset);
    if (letter && letter->clean) bytes[letter->text] = static_cast<char>(byte);
  }
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at + 1;
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) ++end;
    const auto byte = bytes.find(text.substr(at, end - at));
    if (byte != bytes.end()) out += byte->second;
    at = end;
  }
  return out;
}

}  // namespace

TEST_CASE("parse: the encoding of undeclared text is detected by its language") {
  struct Sample {
    std::string text;
    std::vector<std::string> labels;
  };
  const Sample samples[] = {
      {"Правительство сообщило, что переговоры продолжатся на следующей неделе в столице",
       {"windows-1251", "koi8-r", "iso-8859-5"}},
      {"Η κυβέρνηση ανακοίνωσε ότι οι συνομιλίες θα συνεχιστούν την επόμενη εβδομάδα", {"windows-1253", "iso-8859-7"}},
      {"הממשלה הודיעה כי השיחות יימשכו בשבוע הבא בעיר הבירה של המדינה", {"windows-1255"}},
      {"Rząd ogłosił, że rozmowy będą kontynuowane w przyszłym tygodniu, później również w święta",
       {"windows-1250", "iso-8859-2"}},
      {"Vláda oznámila, že příští týden budou jednání pokračovat, řekl mluvčí úřadu", {"windows-1250", "iso-8859-2"}},
      {"Le gouvernement a annoncé que les négociations reprendront la semaine prochaine à l’Élysée, où l’été a été "
       "chaud",
       {"windows-1252"}},
      {"Die Regierung kündigte an, dass die Gespräche nächste Woche fortgeführt würden, natürlich auch in Köln",
       {"windows-1252"}},
      {"รัฐบาลประกาศว่าการเจรจาจะดำเนินต่อไปในสัปดาห์หน้า", {"windows-874"}},
  };
  for (const Sample& sample : samples) {
    for (const std::string& label : sample.labels) {
      CAPTURE(label);
      const std::string feed = "<rss><channel><title>" + sample.text + "</title><description>" + sample.text +
                               "</description></channel></rss>";
      parse::Problems problems;
      const auto decoded = parse::decode(encoded(feed, label), "", problems);
      CHECK(decoded.text == feed);
      CHECK(problems.damaged());  // UTF-8 is what XML takes undeclared bytes for
    }
  }
}

TEST_CASE("parse: an unknown encoding is named in the problems") {
  parse::Problems problems;
  parse::decode("<a/>", "text/xml; charset=nonsense", problems);
  CHECK_FALSE(problems.damaged());
  CHECK(std::move(problems).take() ==
        std::vector<feed::Problem>{{"the Content-Type names \"nonsense\", an encoding that is unknown", ""}});
}
