#pragma once
#include <string>

#include "base/error.hpp"
#include "store/types.hpp"

namespace telex::pipeline {

/// A document made ready for the store.
struct Prepared {
  store::FeedDetails details;
  std::vector<store::PreparedEntry> entries;
  feed::Cut cut = feed::Cut::none;
};

/// Parses a body, and computes what the writer's thread should not: identities, revisions, the text for the index.
/// `url` is where the body came from. Pure, CPU-heavy: for the thread pool.
Result<Prepared> prepare(std::string body, std::string content_type, std::string url);

}  // namespace telex::pipeline
