#pragma once
#include <optional>
#include <span>
#include <string>

#include "query/filter.hpp"

/// Text conditions in FTS5's own query language, with every word of the user's as a quoted string: nothing that is
/// typed can be syntax.
namespace telex::store::sqlite {

/// Absent where the expression is about more than words, or only says which words must not be there: FTS5 has no such
/// query.
std::optional<std::string> match_of(const query::Expression& expression);

/// All of `must`, none of `must_not`; the former has at least one.
std::string match_of(std::span<const std::string> must, std::span<const std::string> must_not);

}  // namespace telex::store::sqlite
