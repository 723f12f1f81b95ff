#pragma once
#include <string>

#include "base/error.hpp"

/// What the file system lets this user do with a store, asked before SQLite is: it would only say "unable to open".
namespace telex::store::sqlite {

/// Fails with not_found where there is no file, forbidden where this user may not read it.
Result<void> check_readable(const std::string& path);

/// Fails with store_readonly where this user may read but not write the file or its folder. The folder counts because
/// the write-ahead log and its index stand beside the file.
Result<void> check_writable(const std::string& path);

/// Makes an empty file, for its group to write if the umask lets it (SQLite's own choice never does), and the folders
/// above it. A file that is there stays as it is.
Result<void> make_file(const std::string& path);

/// The file lies on a medium mounted read-only, and no write-ahead log beside it holds a part of its content.
bool is_frozen(const std::string& path);

}  // namespace telex::store::sqlite
