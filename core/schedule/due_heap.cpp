#include "schedule/due_heap.hpp"

#include <algorithm>

namespace telex::schedule {
namespace {

/// Turns the standard library's largest-first heap round.
bool later(const DueHeap::Due& a, const DueHeap::Due& b) { return a.when > b.when; }

}  // namespace

void DueHeap::push(Instant when, Feed feed) {
  heap_.push_back({when, feed});
  std::push_heap(heap_.begin(), heap_.end(), later);
}

std::optional<Instant> DueHeap::next() const {
  if (heap_.empty()) return std::nullopt;
  return heap_.front().when;
}

std::optional<DueHeap::Due> DueHeap::pop_due(Instant now) {
  if (heap_.empty() || heap_.front().when > now) return std::nullopt;
  std::pop_heap(heap_.begin(), heap_.end(), later);
  const Due due = heap_.back();
  heap_.pop_back();
  return due;
}

}  // namespace telex::schedule
