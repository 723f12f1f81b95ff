#include "config/environment.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace telex::config {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view sqlite_scheme = "sqlite:";

std::string variable(const char* name) {
  const char* value = std::getenv(name);
  return value ? value : "";
}

/// A directory of the XDG base directory specification: relative values are to be ignored, it says.
std::string xdg_directory(const std::string& value, const std::string& home, std::string_view below_home) {
  if (value.starts_with('/')) return value;
  return home.empty() ? std::string{} : home + "/" + std::string{below_home};
}

bool exists(const std::string& file) {
  std::error_code ignored;
  return fs::exists(file, ignored);
}

/// systemd joins several directories with colons; the first one is telex's.
std::string first_of(const std::string& directories) { return directories.substr(0, directories.find(':')); }

Error bad_store(std::string_view url, std::string_view right) {
  return Error{.fault = Fault::invalid, .message = "\"" + std::string{url} + "\" " + std::string{right}, .place = {}};
}

}  // namespace

Environment Environment::of_process() {
  return Environment{.telex_config = variable("TELEX_CONFIG"),
                     .home = variable("HOME"),
                     .xdg_config_home = variable("XDG_CONFIG_HOME"),
                     .xdg_state_home = variable("XDG_STATE_HOME"),
                     .state_directory = variable("STATE_DIRECTORY"),
                     .runtime_directory = variable("RUNTIME_DIRECTORY")};
}

std::optional<std::string> find_file(const Environment& environment) {
  if (!environment.telex_config.empty()) return environment.telex_config;
  if (exists("telex.toml")) return "telex.toml";
  const std::string own = xdg_directory(environment.xdg_config_home, environment.home, ".config");
  if (!own.empty() && exists(own + "/telex/telex.toml")) return own + "/telex/telex.toml";
  if (exists("/etc/telex/telex.toml")) return "/etc/telex/telex.toml";
  return std::nullopt;
}

std::optional<std::string> default_store(const Environment& environment) {
  const std::string service = first_of(environment.state_directory);
  if (!service.empty()) return "sqlite:" + service + "/telex.db";
  const std::string own = xdg_directory(environment.xdg_state_home, environment.home, ".local/state");
  if (own.empty()) return std::nullopt;
  return "sqlite:" + own + "/telex/telex.db";
}

Result<std::string> resolve_store(std::string_view url, const std::string& directory) {
  if (url.starts_with("postgresql://") || url.starts_with("postgres://")) {
    return bad_store(url, "is a PostgreSQL store, and this build has SQLite alone; write \"sqlite:PATH\"");
  }
  if (!url.starts_with(sqlite_scheme)) {
    return bad_store(url, "is no store; write \"sqlite:PATH\", as in \"sqlite:/var/lib/telex/telex.db\"");
  }
  const std::string path = store_path(url);
  if (path.empty() || path.ends_with('/')) return bad_store(url, "names no file; write \"sqlite:PATH\"");
  std::error_code failure;
  const fs::path base = fs::absolute(directory.empty() ? "." : directory, failure);
  // One store has one name, whatever links lead to it: the lock beside it goes by that name.
  const fs::path whole = failure ? fs::path{path} : fs::weakly_canonical(base / path, failure);
  return "sqlite:" + (failure ? base / path : whole).string();
}

std::string store_path(std::string_view store) {
  if (store.starts_with(sqlite_scheme)) store.remove_prefix(sqlite_scheme.size());
  return std::string{store};
}

std::string control_socket_path(const std::string& store, const Environment& environment) {
  const std::string service = first_of(environment.runtime_directory);
  return service.empty() ? store_path(store) + ".sock" : service + "/control.sock";
}

std::string client_socket_path(const std::string& store, const Environment& environment) {
  std::ifstream lock{lock_path(store)};
  std::string process;
  std::string socket;
  if (std::getline(lock, process) && std::getline(lock, socket) && !socket.empty()) return socket;
  return control_socket_path(store, environment);
}

std::string lock_path(const std::string& store) { return store_path(store) + ".lock"; }

}  // namespace telex::config
