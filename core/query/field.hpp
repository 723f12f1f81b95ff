#pragma once
#include <string>
#include <string_view>

#include "query/filter.hpp"

namespace telex::query {

/// The expression that `name:value` stands for; `name` in any case. The error's message says what would be right; its
/// place is left to the caller, who knows the position. `quoted`: the value stood in quotes.
struct FieldTerm {
  std::string_view name;
  std::string_view value;
  bool quoted = false;
};
Result<Expression> read_field(const FieldTerm& term, Instant now);

}  // namespace telex::query
