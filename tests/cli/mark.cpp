#include "cli/shelf.hpp"

using namespace telex::test;

TEST_CASE("cli: mark prints how many articles have changed") {
  const Shelf shelf;
  CHECK(shelf.run({"mark", "read", "1", "2"}).out == "2\n");
  const auto again = shelf.run({"mark", "read", "1", "2"});
  CHECK(again.out == "0\n");
  CHECK(again.exit_code == 0);
  CHECK(shelf.find("unread") == "Relief");
  CHECK(shelf.run({"mark", "unread", "1"}).out == "1\n");
  CHECK(shelf.json({"mark", "star", "1"}).at("changed") == 1);
  CHECK(shelf.find("starred") == "Dam breaks");
  CHECK(shelf.run({"mark", "unstar", "1", "1"}).out == "1\n");
  CHECK(shelf.find("starred").empty());
}

TEST_CASE("cli: mark takes a query, ids from standard input, and tries without changing") {
  const Shelf shelf;
  CHECK(shelf.run({"mark", "read", "--dry-run", "dam OR wind"}).out == "2\n");
  CHECK(shelf.run({"count", "unread"}).out == "3\n");
  CHECK(shelf.run({"mark", "read", "dam OR wind"}).out == "2\n");
  CHECK(shelf.run({"mark", "star", "-"}, shelf.run({"unread"}).out).out == "1\n");
  CHECK(shelf.run({"count", "starred"}).out == "1\n");
  CHECK(shelf.run({"mark", "unstar", "--dry-run", "is:unread OR is:read"}).out == "1\n");
  CHECK(shelf.run({"mark", "star", "--dry-run", "is:unread OR is:read"}).out == "2\n");
  CHECK(shelf.run({"mark", "unread", "-n", "2", "is:unread OR is:read"}).out == "1\n");
  const auto none = shelf.run({"mark", "read", "volcano"});
  CHECK(none.exit_code == 1);
  CHECK(none.out == "0\n");
  CHECK(shelf.run({"mark", "read", "-"}).exit_code == 1);
  CHECK(shelf.run({"mark", "read", "999"}).exit_code == 1);
}

TEST_CASE("cli: a number with a minus is no negation before --") {
  const Shelf shelf;
  CHECK(shelf.run({"mark", "read", "-1"}).exit_code == 2);
  CHECK(shelf.run({"search", "flood", "-1"}).exit_code == 2);
  CHECK(shelf.run({"unread"}).exit_code == 0);
}

TEST_CASE("cli: mark refuses what may mean more than was meant") {
  const Shelf shelf;
  CHECK(shelf.run({"mark", "read"}).exit_code == 2);
  CHECK(shelf.run({"mark", "read", ""}).exit_code == 2);
  CHECK(shelf.run({"mark", "read", "1", "dam"}).exit_code == 2);
  const auto near = shelf.run({"mark", "raed", "1"});
  CHECK(near.exit_code == 2);
  CHECK(contains(near.err, "is read meant?"));
  CHECK(shelf.run({"count", "unread"}).out == "3\n");
}
