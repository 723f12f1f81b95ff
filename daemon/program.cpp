#include "daemon/program.hpp"

#include <fmt/format.h>

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <optional>
#include <utility>

#include "base/log.hpp"
#include "config/load.hpp"
#include "daemon/daemon.hpp"
#include "daemon/store_lock.hpp"
#include "store/backend.hpp"

namespace telex::daemon {
namespace {

constexpr int failure = 2;

/// A service waits for its store for ever; whoever runs a single round, a timer perhaps, wants an answer.
constexpr std::chrono::seconds patience_of_a_round{30};

int check(const std::string& file, const config::Loaded& loaded) {
  if (loaded) {
    fmt::print("{}: sound, {} feeds\n", file, loaded->feeds.size());
    for (const std::string& note : config::not_active_yet(*loaded)) fmt::print(stderr, "{}: {}\n", file, note);
    return std::fflush(stdout) == 0 ? 0 : failure;
  }
  for (const Error& error : loaded.error()) fmt::print(stderr, "{}\n", to_string(error));
  return failure;
}

/// The directory of the default store is ours to make; any other is named by people, and may be a typing error.
void make_default_directory(const std::string& store, const config::Environment& environment) {
  if (store != config::default_store(environment)) return;
  std::error_code ignored;  // the lock file beside the store will tell
  std::filesystem::create_directories(std::filesystem::path{config::store_path(store)}.parent_path(), ignored);
}

int run_once(config::Settings settings, std::unique_ptr<store::Backend> backend, const Arguments& arguments) {
  store::Writer::Options options;
  options.patience = patience_of_a_round;
  Daemon daemon{std::move(settings), std::move(backend), options};
  return daemon.run_once({.due_only = !arguments.all && arguments.only.empty(), .urls = arguments.only});
}

int run_for_ever(config::Settings settings, std::unique_ptr<store::Backend> backend, const StoreLock& lock,
                 const config::Environment& environment) {
  const std::string socket = config::control_socket_path(settings.store, environment);
  Daemon daemon{std::move(settings), std::move(backend), {}};
  const Result<void> listening = daemon.listen(socket);
  // Feeds can be polled without it.
  if (!listening) log::warn("{}; `telex fetch` will not reach this process", to_string(listening.error()));
  if (listening) lock.publish(socket);
  const int status = daemon.run();
  lock.publish({});
  return status;
}

int run_with(config::Settings settings, const Arguments& arguments, const config::Environment& environment) {
  for (const std::string& note : config::not_active_yet(settings)) log::warn("configuration: {}", note);
  make_default_directory(settings.store, environment);
  const Result<StoreLock> lock = StoreLock::take(settings.store);
  if (!lock) {
    log::error("{}", to_string(lock.error()));
    return failure;
  }
  Result<std::unique_ptr<store::Backend>> backend = store::open_backend(settings.store);
  if (!backend) {
    log::error("{}", to_string(backend.error()));
    return failure;
  }
  return arguments.once ? run_once(std::move(settings), std::move(*backend), arguments)
                        : run_for_ever(std::move(settings), std::move(*backend), *lock, environment);
}

}  // namespace

int run_program(const Arguments& arguments) {
  const config::Environment environment = config::Environment::of_process();
  const std::optional<std::string> file =
      arguments.config.empty() ? config::find_file(environment) : std::optional{arguments.config};
  if (!file) {
    log::error(
        "there is no configuration: name one by --config FILE, or write ./telex.toml, "
        "~/.config/telex/telex.toml or /etc/telex/telex.toml (see telexd --help)");
    return failure;
  }
  config::Loaded loaded = config::load(*file, environment);
  if (arguments.check) return check(*file, loaded);
  if (loaded) return run_with(std::move(*loaded), arguments, environment);
  for (const Error& error : loaded.error()) log::error("configuration: {}", to_string(error));
  return failure;
}

}  // namespace telex::daemon
