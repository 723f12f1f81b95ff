#include "schedule/due_heap.hpp"

#include <doctest/doctest.h>

using namespace telex;
using schedule::DueHeap;

TEST_CASE("schedule: feeds leave the heap in the order in which they are due, and not before") {
  DueHeap heap;
  for (const std::uint32_t feed : {7U, 3U, 9U, 1U, 5U}) heap.push(from_unix(feed), feed);
  CHECK(heap.next() == from_unix(1));
  CHECK_FALSE(heap.pop_due(from_unix(0)));
  std::vector<std::uint32_t> order;
  while (const auto due = heap.pop_due(from_unix(6))) order.push_back(due->feed);
  CHECK(order == std::vector<std::uint32_t>{1, 3, 5});
  CHECK(heap.next() == from_unix(7));
}

TEST_CASE("schedule: an empty heap has no next instant") {
  const DueHeap heap;
  CHECK_FALSE(heap.next());
}
