#include "store/types.hpp"

namespace telex::store {

Instant time_of(const std::optional<Instant>& published, Instant first_seen) {
  return published && *published <= first_seen ? *published : first_seen;
}

Instant Article::time() const { return time_of(entry.published, first_seen); }

}  // namespace telex::store
