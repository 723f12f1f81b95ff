#pragma once
#include <span>
#include <string_view>

#include "store/sqlite/connection.hpp"

namespace telex::store::sqlite {

/// The schema's migrations in order, as written in migrations/*.sql and compiled in; a store of version n has had the
/// first n of them.
std::span<const std::string_view> migrations();

/// The version of the store in the file: 0 where the file is empty. Changes nothing. Fails with store_corrupt where the
/// file is no store of telex, store_newer where a later version has written it, store_busy where it is locked.
Result<int> schema_version(const Connection& connection);

/// Brings the schema up to the last of `steps`, each step in a transaction of its own.
Result<void> migrate(Connection& connection, std::span<const std::string_view> steps);

/// Rebuilds the full-text index where it was made by another index_version.
Result<void> renew_index(Connection& connection);

}  // namespace telex::store::sqlite
