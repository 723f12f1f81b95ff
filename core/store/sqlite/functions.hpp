#pragma once
#include "store/sqlite/connection.hpp"

namespace telex::store::sqlite {

/// Gives a connection the SQL functions that the schema and queries use: telex_text(html, text, summary) and
/// telex_authors(extra), which are what the full-text index holds, and telex_fold(text), which is fold_case().
Result<void> add_functions(Connection& connection);

}  // namespace telex::store::sqlite
