#include "publish/json_writer.hpp"

#include <doctest/doctest.h>

#include <boost/json/parse.hpp>
#include <cstdint>
#include <limits>

using telex::publish::JsonWriter;

TEST_CASE("publish: a text of JSON is read back as it was written, whatever byte stands where") {
  for (int byte = 0; byte < 0x80; ++byte) {
    for (std::size_t place = 0; place < 20; ++place) {
      CAPTURE(byte);
      CAPTURE(place);
      const std::string text = std::string(place, 'a') + static_cast<char>(byte) + "ü – 東京";
      JsonWriter out;
      out.value(text);
      CHECK(boost::json::parse(out.text()) == boost::json::value(text));
    }
  }
}

TEST_CASE("publish: numbers of JSON keep their value") {
  JsonWriter out;
  out.begin_array();
  out.value(std::numeric_limits<std::int64_t>::min());
  out.value(std::numeric_limits<std::uint64_t>::max());
  out.value(-0.1);
  out.value(1e300);
  out.value(7);
  out.value(true);
  out.value(false);
  out.end_array();
  CHECK(out.text() == "[-9223372036854775808,18446744073709551615,-0.1,1e+300,7,true,false]");
}

TEST_CASE("publish: an empty member of JSON leaves neither its name nor a comma") {
  JsonWriter out;
  const auto nothing = [] {};
  out.begin_object();
  out.object("a", nothing);
  out.key("b");
  out.value("");
  out.array("c", nothing);
  out.object("d", [&] {
    out.array("e", nothing);
    out.array("f", [&] { out.value(""); });
    out.object("g", nothing);
  });
  out.object("h", [&] { out.object("i", nothing); });
  out.key("j");
  out.begin_array();
  out.end_array();
  out.end_object();
  CHECK(out.text() == R"({"b":"","d":{"f":[""]},"j":[]})");
}
