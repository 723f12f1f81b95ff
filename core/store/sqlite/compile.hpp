#pragma once
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "query/filter.hpp"

namespace telex::store::sqlite {

using Value = std::variant<std::int64_t, std::string>;

/// A question as SQL. All that comes from the user is in `values`, in the order of the parameters.
struct Query {
  std::string sql;
  std::vector<Value> values;
};

/// Where a limit is given, so many of what words find are put in order of time: the newest by id (the oldest, where
/// these are asked for). What was found beyond them is left out, so that a word of every article stays cheap.
constexpr std::int64_t most_sorted = 20'000;

/// Rows of article_columns. Where words must be found, the full-text index leads, and ids and times alone are sorted;
/// else an index of `entry` leads that gives the order.
Query select_articles(const query::Filter& filter);

/// One column, the ids of the same rows.
Query select_ids(const query::Filter& filter);

/// One row: how many articles the filter finds; its limit does not count.
Query count_articles(const query::Filter& filter);

}  // namespace telex::store::sqlite
