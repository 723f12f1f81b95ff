#include "store/sqlite/connection.hpp"

#include <limits>
#include <utility>

#include "store/sqlite/faults.hpp"

namespace telex::store::sqlite {

Statement& Statement::operator=(Statement&& other) noexcept {
  std::swap(handle_, other.handle_);
  return *this;
}

Statement::~Statement() { sqlite3_finalize(handle_); }

void Statement::bind(int index, std::int64_t value) { sqlite3_bind_int64(handle_, index, value); }

void Statement::bind(int index, std::string_view value) {
  // A view without a pointer would bind NULL.
  sqlite3_bind_text64(handle_, index, value.data() == nullptr ? "" : value.data(), value.size(), SQLITE_STATIC,
                      SQLITE_UTF8);
}

void Statement::bind_one(int index, const std::optional<Instant>& value) {
  if (value) {
    bind(index, to_unix(*value));
  } else {
    sqlite3_bind_null(handle_, index);
  }
}

Result<bool> Statement::step() {
  const int code = sqlite3_step(handle_);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  return error_of(sqlite3_db_handle(handle_));
}

Result<void> Statement::finish() {
  const auto row = step();
  reset();
  if (!row) return row.error();
  return {};
}

void Statement::reset() { sqlite3_reset(handle_); }

std::int64_t Statement::Rows::integer(int column) const { return sqlite3_column_int64(statement_->handle_, column); }

std::string_view Statement::Rows::view(int column) const {
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): SQLite's texts are unsigned char
  const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement_->handle_, column));
  const int size = sqlite3_column_bytes(statement_->handle_, column);
  return bytes == nullptr ? std::string_view{} : std::string_view{bytes, static_cast<std::size_t>(size)};
}

std::optional<Instant> Statement::Rows::maybe_instant(int column) const {
  if (sqlite3_column_type(statement_->handle_, column) == SQLITE_NULL) return {};
  return instant(column);
}

Connection& Connection::operator=(Connection&& other) noexcept {
  std::swap(handle_, other.handle_);
  std::swap(path_, other.path_);
  return *this;
}

// Statements that outlive their connection are a bug, but close_v2 makes it a harmless one.
Connection::~Connection() { sqlite3_close_v2(handle_); }

namespace {

/// SQLite's URI form of a path, for the parameters that only it can carry.
std::string uri_of(const std::string& path, std::string_view parameters) {
  std::string uri = "file:";
  for (const char c : path) {
    if (c == '?' || c == '#' || c == '%') {
      constexpr std::string_view digits = "0123456789abcdef";
      uri += '%';
      uri += digits[static_cast<unsigned char>(c) >> 4U];
      uri += digits[static_cast<unsigned char>(c) & 0xFU];
    } else {
      uri += c;
    }
  }
  return uri.append(parameters);
}

}  // namespace

Result<Connection> Connection::open(const std::string& path, Access access) {
  const int flags = access == Access::read_write ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY;
  const std::string uri = uri_of(path, access == Access::immutable ? "?immutable=1" : "");
  Connection connection;
  connection.path_ = path;
  const int code =
      sqlite3_open_v2(uri.c_str(), &connection.handle_, flags | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, nullptr);
  if (code != SQLITE_OK) return connection.error();
  sqlite3_extended_result_codes(connection.handle_, 1);
  return connection;
}

Result<void> Connection::run(const char* sql) {
  if (sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr) != SQLITE_OK) return error();
  return {};
}

Result<Statement> Connection::prepare(std::string_view sql) const {
  sqlite3_stmt* statement = nullptr;
  const int code = sqlite3_prepare_v3(handle_, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT,
                                      &statement, nullptr);
  if (code != SQLITE_OK) return error();
  return Statement{statement};
}

Result<std::int64_t> Connection::integer(std::string_view sql) const {
  auto statement = prepare(sql);
  if (!statement) return statement.error();
  auto rows = statement->query();
  const auto row = rows.next();
  if (!row) return row.error();
  return *row ? rows.integer(0) : 0;
}

Error Connection::error() const { return error_of(handle_); }

Result<void> prepare_all(const Connection& connection, std::initializer_list<Prepared> statements) {
  for (const Prepared& one : statements) {
    auto statement = connection.prepare(one.sql);
    if (!statement) return statement.error();
    one.statement = std::move(*statement);
  }
  return {};
}

Result<Transaction> Transaction::begin(Connection& connection) {
  if (const auto begun = connection.run("BEGIN IMMEDIATE"); !begun) return begun.error();
  return Transaction{connection};
}

Transaction::~Transaction() {
  // A full disk or a failed write may have ended the transaction already.
  if (connection_ != nullptr && sqlite3_get_autocommit(connection_->handle()) == 0) {
    static_cast<void>(connection_->run("ROLLBACK"));
  }
}

Result<void> Transaction::commit() {
  const auto done = connection_->run("COMMIT");
  if (done) connection_ = nullptr;
  return done;
}

}  // namespace telex::store::sqlite
