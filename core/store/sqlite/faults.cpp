#include "store/sqlite/faults.hpp"

#include <algorithm>
#include <array>
#include <cerrno>

namespace telex::store::sqlite {
namespace {

struct Meaning {
  int code;  ///< primary result code
  Fault fault;
  std::string_view message;
  bool detail = false;  ///< SQLite's own words say more
};

constexpr std::array<Meaning, 14> meanings{{
    {SQLITE_BUSY, Fault::store_busy, "the store is locked by another program"},
    {SQLITE_LOCKED, Fault::store_busy, "the store is locked by another program"},
    {SQLITE_FULL, Fault::store_full, "no space is left for the store; free some on its disk"},
    {SQLITE_READONLY, Fault::store_readonly,
     "the store may not be written: its disk is read-only, or this user is not in the group telex"},
    {SQLITE_PERM, Fault::forbidden, "this user may not open the store; join the group telex"},
    {SQLITE_AUTH, Fault::forbidden, "this user may not open the store; join the group telex"},
    {SQLITE_CANTOPEN, Fault::io, "the store cannot be opened", true},
    {SQLITE_CORRUPT, Fault::store_corrupt,
     "the store is damaged; restore a backup, or move it away to begin a new one"},
    {SQLITE_NOTADB, Fault::store_corrupt, "the file is no store of telex; name another one in `store`"},
    {SQLITE_FORMAT, Fault::store_corrupt, "the file is no store of telex; name another one in `store`"},
    {SQLITE_IOERR, Fault::io, "the store cannot be read or written", true},
    {SQLITE_TOOBIG, Fault::too_large, "an article is larger than the store can hold"},
    {SQLITE_NOMEM, Fault::internal, "there is not enough memory"},
    {SQLITE_INTERRUPT, Fault::cancelled, "the query was interrupted"},
}};

/// The primary result code; that of a full disk also where SQLite met it in a file of its own, the log's index say.
int primary_code(sqlite3* connection) {
  const int primary = sqlite3_extended_errcode(connection) & 0xFF;
  if (primary != SQLITE_IOERR && primary != SQLITE_CANTOPEN) return primary;
  const int reason = sqlite3_system_errno(connection);
  return reason == ENOSPC || reason == EDQUOT ? SQLITE_FULL : primary;
}

}  // namespace

Error error_of(sqlite3* connection) {
  const int primary = primary_code(connection);
  const char* file = connection == nullptr ? nullptr : sqlite3_db_filename(connection, "main");
  std::string place = file == nullptr ? "" : file;
  const std::string words = sqlite3_errmsg(connection);
  const auto* meaning = std::ranges::find(meanings, primary, &Meaning::code);
  if (meaning == meanings.end()) return {Fault::internal, "the store failed: " + words, std::move(place)};
  std::string message{meaning->message};
  if (meaning->detail) message += ": " + words;
  return {meaning->fault, std::move(message), std::move(place)};
}

}  // namespace telex::store::sqlite
