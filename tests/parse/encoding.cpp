#include "parse/encoding.hpp"

#include <doctest/doctest.h>

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

TEST_CASE("parse: an unknown encoding is named in the problems") {
  parse::Problems problems;
  parse::decode("<a/>", "text/xml; charset=nonsense", problems);
  CHECK_FALSE(problems.damaged());
  CHECK(std::move(problems).take() == std::vector<feed::Problem>{{"the encoding \"nonsense\" is unknown", ""}});
}
