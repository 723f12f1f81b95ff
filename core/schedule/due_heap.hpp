#pragma once
#include <cstdint>
#include <optional>
#include <vector>

#include "base/instant.hpp"

namespace telex::schedule {

/// Which feed is due next: a binary heap of (instant, feed), 16 bytes a feed. A feed that is pushed again gets a later
/// entry; the earlier one is recognised as stale by the caller, who knows each feed's current instant.
class DueHeap {
 public:
  using Feed = std::uint32_t;
  struct Due {
    Instant when;
    Feed feed;
  };

  void push(Instant when, Feed feed);
  void clear() { heap_.clear(); }
  bool empty() const { return heap_.empty(); }
  std::size_t size() const { return heap_.size(); }

  /// The earliest instant; absent where the heap is empty.
  std::optional<Instant> next() const;

  /// Takes out the earliest entry that is due at `now`; absent where there is none.
  std::optional<Due> pop_due(Instant now);

 private:
  std::vector<Due> heap_;
};

}  // namespace telex::schedule
