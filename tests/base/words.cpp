#include <doctest/doctest.h>

#include "base/ascii.hpp"
#include "base/edit_distance.hpp"

using namespace telex;

TEST_CASE("base: the distance of two words is the number of letters to insert, remove or replace") {
  CHECK(edit_distance("", "") == 0);
  CHECK(edit_distance("", "tag") == 3);
  CHECK(edit_distance("title", "") == 5);
  CHECK(edit_distance("kitten", "sitting") == 3);
  CHECK(edit_distance("sitting", "kitten") == 3);
  CHECK(edit_distance("Tag", "tag") == 1);
}

TEST_CASE("base: ASCII's lower case leaves other bytes alone") {
  CHECK(ascii::lower("AZ az @[ 09") == "az az @[ 09");
  CHECK(ascii::lower("\xC3\x89T\xC3\x89") == "\xC3\x89t\xC3\x89");
}
