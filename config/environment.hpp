#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/error.hpp"

namespace telex::config {

/// The environment variables that decide where things are; empty where unset.
struct Environment {
  std::string telex_config;
  std::string home;
  std::string xdg_config_home;
  std::string xdg_state_home;
  std::string state_directory;    ///< set by systemd for StateDirectory=
  std::string runtime_directory;  ///< set by systemd for RuntimeDirectory=

  static Environment of_process();
};

/// The configuration file that is read where none is named: $TELEX_CONFIG (whether it exists or not), else the first
/// that exists of ./telex.toml, $XDG_CONFIG_HOME/telex/telex.toml (~/.config where unset) and /etc/telex/telex.toml.
std::optional<std::string> find_file(const Environment& environment);

/// The store where the configuration names none: "sqlite:$STATE_DIRECTORY/telex.db", else
/// "sqlite:$XDG_STATE_HOME/telex/telex.db" (~/.local/state where unset). Absent where none of these is set.
std::optional<std::string> default_store(const Environment& environment);

/// Checks a store's URL and makes its path absolute, starting at `directory`. Fault::invalid says what would be right.
Result<std::string> resolve_store(std::string_view url, const std::string& directory);

/// The path in "sqlite:PATH".
std::string store_path(std::string_view store);

/// Where the daemon of this store listens: $RUNTIME_DIRECTORY/control.sock, else "PATH.sock" beside the store.
std::string control_socket_path(const std::string& store, const Environment& environment);

/// Where a client finds that daemon, whose environment it does not share: the path that the daemon wrote into its lock
/// file, else control_socket_path(). That the path is there does not mean that the daemon still runs.
std::string client_socket_path(const std::string& store, const Environment& environment);

/// The file that the one process which fetches for this store keeps locked: "PATH.lock" beside the store. Its lines:
/// the process id, and the path of the control socket (missing where there is none). Only the lock says whether the
/// process lives.
std::string lock_path(const std::string& store);

}  // namespace telex::config
