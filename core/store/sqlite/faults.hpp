#pragma once
#include <sqlite3.h>

#include "base/error.hpp"

namespace telex::store::sqlite {

/// What SQLite's last failure on this connection means to a user; `place` is the database file.
Error error_of(sqlite3* connection);

}  // namespace telex::store::sqlite
