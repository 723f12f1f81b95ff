#include "store/sqlite/open.hpp"

#include "store/backend.hpp"
#include "store/reader.hpp"
#include "store/sqlite/backend.hpp"
#include "store/sqlite/reader.hpp"

namespace telex::store {
namespace {

constexpr std::string_view sqlite_scheme = "sqlite:";

Result<std::string> sqlite_path(const std::string& url) {
  if (url.starts_with(sqlite_scheme) && url.size() > sqlite_scheme.size()) return url.substr(sqlite_scheme.size());
  return Error{Fault::invalid, "a store is named as sqlite:PATH", url};
}

Result<std::unique_ptr<Backend>> make_backend(Result<sqlite::Connection> connection) {
  if (!connection) return connection.error();
  auto backend = sqlite::SqliteBackend::make(std::move(*connection));
  if (!backend) return backend.error();
  return std::unique_ptr<Backend>{std::move(*backend)};
}

}  // namespace

Result<std::unique_ptr<Backend>> open_backend(const std::string& url) {
  const auto path = sqlite_path(url);
  if (!path) return path.error();
  return make_backend(sqlite::open_writer(*path));
}

Result<std::unique_ptr<Backend>> open_marker(const std::string& url) {
  const auto path = sqlite_path(url);
  if (!path) return path.error();
  return make_backend(sqlite::open_marker(*path));
}

Result<std::unique_ptr<Reader>> open_reader(const std::string& url) {
  const auto path = sqlite_path(url);
  if (!path) return path.error();
  auto connection = sqlite::open_reader(*path);
  if (!connection) return connection.error();
  return std::unique_ptr<Reader>{std::make_unique<sqlite::SqliteReader>(std::move(*connection))};
}

}  // namespace telex::store
