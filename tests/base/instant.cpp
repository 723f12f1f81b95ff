#include "base/instant.hpp"

#include <doctest/doctest.h>

using namespace telex;

TEST_CASE("base: an instant is written in RFC 3339 and read back") {
  for (const std::int64_t seconds : {0LL, 1072865695LL, -1LL, 253402300799LL, -62167219200LL}) {
    CAPTURE(seconds);
    CHECK(from_rfc3339(to_rfc3339(from_unix(seconds))) == from_unix(seconds));
  }
  CHECK(to_rfc3339(from_unix(1072865695)) == "2003-12-31T10:14:55Z");
}

TEST_CASE("base: years that RFC 3339 cannot write are clamped") {
  CHECK(to_rfc3339(from_unix(999'999'999'999)) == "9999-12-31T23:59:59Z");
  CHECK(to_rfc3339(from_unix(-999'999'999'999)) == "0000-01-01T00:00:00Z");
}

TEST_CASE("base: only the form that telex writes is read back") {
  for (const std::string text :
       {"", "2003-12-31", "2003-12-31 10:14:55Z", "2003-13-31T10:14:55Z", "2003-02-30T10:14:55Z",
        "2003-12-31T24:14:55Z", "2003-12-31T10:14:55+01:00", "x003-12-31T10:14:55Z"}) {
    CAPTURE(text);
    CHECK_FALSE(from_rfc3339(text));
  }
}
