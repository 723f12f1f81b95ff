#include <doctest/doctest.h>

#include "query/filter.hpp"

using telex::query::join_arguments;

TEST_CASE("query: arguments are query texts that all must hold") {
  CHECK(join_arguments({}) == "");
  CHECK(join_arguments({"", " "}) == "");
  CHECK(join_arguments({"world"}) == "world");
  CHECK(join_arguments({"world", "unread", "-sports"}) == "world unread -sports");
  CHECK(join_arguments({"a OR b"}) == "a OR b");
  CHECK(join_arguments({"a OR b", "unread"}) == "(a OR b) unread");
  CHECK(join_arguments({"", "\"a phrase\""}) == "\"a phrase\"");
}
