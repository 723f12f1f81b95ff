#pragma once
#include <sqlite3.h>

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/error.hpp"
#include "base/instant.hpp"

/// SQLite as values: one type a handle, and Result in the place of return codes.
namespace telex::store::sqlite {

/// One SQL statement, prepared once and run many times. Parameters are bound in order, as integers, texts or instants
/// (optional: NULL where absent). A bound text must live until the statement has been run.
class Statement {
 public:
  Statement() = default;
  Statement(Statement&& other) noexcept : handle_(std::exchange(other.handle_, nullptr)) {}
  Statement& operator=(Statement&& other) noexcept;
  ~Statement();

  /// Runs a statement that returns no rows.
  template <class... Values>
  Result<void> run(const Values&... values) {
    bind_all(values...);
    return finish();
  }

  /// The rows of a query, to be stepped through; the statement is free again when they are gone.
  class Rows;
  template <class... Values>
  Rows query(const Values&... values);

  void bind(int index, std::int64_t value);
  void bind(int index, std::string_view value);

 private:
  friend class Connection;
  explicit Statement(sqlite3_stmt* handle) : handle_(handle) {}

  template <class... Values>
  void bind_all(const Values&... values) {
    int index = 0;
    (bind_one(++index, values), ...);
  }
  template <std::integral Integer>
  void bind_one(int index, Integer value) {
    bind(index, static_cast<std::int64_t>(value));
  }
  void bind_one(int index, std::string_view value) { bind(index, value); }
  void bind_one(int index, Instant value) { bind(index, to_unix(value)); }
  void bind_one(int index, const std::optional<Instant>& value);

  Result<bool> step();
  Result<void> finish();
  void reset();

  sqlite3_stmt* handle_ = nullptr;
};

class Statement::Rows {
 public:
  explicit Rows(Statement& statement) : statement_(&statement) {}
  Rows(const Rows&) = delete;
  Rows& operator=(const Rows&) = delete;
  ~Rows() { statement_->reset(); }

  /// Goes to the next row; false after the last one.
  Result<bool> next() { return statement_->step(); }

  // Columns of the current row, counted from 0. Texts live until the next step.
  std::int64_t integer(int column) const;
  bool flag(int column) const { return integer(column) != 0; }
  std::string_view view(int column) const;
  std::string text(int column) const { return std::string{view(column)}; }
  Instant instant(int column) const { return from_unix(integer(column)); }
  std::optional<Instant> maybe_instant(int column) const;

 private:
  Statement* statement_;
};

template <class... Values>
Statement::Rows Statement::query(const Values&... values) {
  bind_all(values...);
  return Rows{*this};
}

/// A connection to one database file; one thread at a time.
class Connection {
 public:
  enum class Access { read_only, read_write, immutable };

  Connection() = default;
  Connection(Connection&& other) noexcept
      : handle_(std::exchange(other.handle_, nullptr)), path_(std::move(other.path_)) {}
  Connection& operator=(Connection&& other) noexcept;
  ~Connection();

  /// Opens a file that is there; creates none. The file is not touched before the first statement.
  static Result<Connection> open(const std::string& path, Access access);

  /// Runs statements without parameters or rows.
  Result<void> run(const char* sql);
  Result<void> run(const std::string& sql) { return run(sql.c_str()); }
  Result<Statement> prepare(std::string_view sql) const;

  /// The integer that a query's first row begins with; 0 where there is no row.
  Result<std::int64_t> integer(std::string_view sql) const;

  std::int64_t last_insert_id() const { return sqlite3_last_insert_rowid(handle_); }
  std::size_t changes() const { return static_cast<std::size_t>(sqlite3_changes64(handle_)); }

  /// What went wrong last; `place` is the file.
  Error error() const;

  sqlite3* handle() const { return handle_; }
  const std::string& path() const { return path_; }

 private:
  sqlite3* handle_ = nullptr;
  std::string path_;
};

/// A statement to be, and its SQL.
struct Prepared {
  Statement& statement;
  std::string_view sql;
};
Result<void> prepare_all(const Connection& connection, std::initializer_list<Prepared> statements);

/// A write transaction; rolled back at the end of its scope unless it was committed.
class Transaction {
 public:
  /// Takes the write lock at once: a transaction that reads first and then wants to write may find that another has
  /// written in between, and waiting would not help it.
  static Result<Transaction> begin(Connection& connection);

  Transaction(Transaction&& other) noexcept : connection_(std::exchange(other.connection_, nullptr)) {}
  Transaction& operator=(Transaction&&) = delete;
  ~Transaction();

  Result<void> commit();

 private:
  explicit Transaction(Connection& connection) : connection_(&connection) {}
  Connection* connection_;
};

}  // namespace telex::store::sqlite
