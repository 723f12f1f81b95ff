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

/// Rows of article_columns. Where words must be found, the full-text index leads, newest first by id (orders of
/// magnitude cheaper than by time or rank on common words); else an index of `entry` that gives the order.
Query select_articles(const query::Filter& filter);

/// One row: how many articles the filter finds; its limit does not count.
Query count_articles(const query::Filter& filter);

}  // namespace telex::store::sqlite
