#pragma once
#include "base/error.hpp"
#include "query/filter.hpp"
#include "store/types.hpp"

namespace telex::cli {

/// Whether a question about feeds is one that can be answered of them: words and title: (title or URL), feed:, url:,
/// tag:, lang:, id:, unread, read. Fault::invalid names what cannot.
Result<void> check_for_feeds(const query::Expression& expression);

/// The answer, for an expression that check_for_feeds() accepts. Pure.
bool matches(const query::Expression& expression, const store::FeedSummary& feed);

}  // namespace telex::cli
