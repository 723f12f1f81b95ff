#pragma once
#include <string>

#include "store/sqlite/connection.hpp"

/// Opening a store's file: rights, file modes and settings. Every failure is in words that say what to do.
namespace telex::store::sqlite {

/// The daemon's connection: makes the file and its folders where they are missing, migrates, renews the index.
Result<Connection> open_writer(const std::string& path);

/// A connection that may change what is there: never creates nor migrates. Fails with not_found where there is no store
/// yet, invalid where an earlier version has written it.
Result<Connection> open_marker(const std::string& path);

/// A connection for reading alone. Fails as open_marker() does.
Result<Connection> open_reader(const std::string& path);

}  // namespace telex::store::sqlite
