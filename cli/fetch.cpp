#include <fmt/format.h>
#include <unistd.h>

#include <boost/json/parse.hpp>
#include <csignal>

#include "cli/commands.hpp"
#include "cli/control_client.hpp"
#include "cli/words.hpp"
#include "config/environment.hpp"

namespace telex::cli {
namespace {

namespace json = boost::json;

Result<json::object> receive_object(ControlClient& daemon) {
  const Result<std::string> line = daemon.receive();
  if (!line) return line.error();
  boost::system::error_code failure;
  json::value value = json::parse(*line, failure);
  if (failure || !value.is_object()) return Error{Fault::malformed, "the daemon answers what telex cannot read", ""};
  return std::move(value.get_object());
}

std::string text_of(const json::object& object, std::string_view key) {
  const json::value* value = object.if_contains(key);
  return value && value->is_string() ? std::string{value->get_string()} : std::string{};
}

std::uint64_t number_of(const json::object& object, std::string_view key) {
  const json::value* value = object.if_contains(key);
  return value && value->is_int64() && value->get_int64() > 0 ? static_cast<std::uint64_t>(value->get_int64()) : 0;
}

bool is_true(const json::object& object, std::string_view key) {
  const json::value* value = object.if_contains(key);
  return value && value->is_bool() && value->get_bool();
}

/// How one poll went, in words.
std::string outcome(const json::object& event) {
  const std::string error = text_of(event, "error");
  if (!error.empty()) return error;
  const std::uint64_t added = number_of(event, "added");
  const std::uint64_t changed = number_of(event, "changed");
  if (added == 0 && changed == 0) return is_true(event, "not_modified") ? "not modified" : "nothing new";
  return changed == 0 ? fmt::format("{} new", added) : fmt::format("{} new, {} changed", added, changed);
}

/// As `telexd --once` has it: 1 where feeds failed.
Exit finished(const json::object& event) {
  const std::uint64_t failed = number_of(event, "failed");
  note(fmt::format("{} polled, {} failed", counted(number_of(event, "polled"), "feed"), failed));
  return failed == 0 ? Exit::found : Exit::nothing;
}

/// Tells of each poll until all are done.
Exit follow(ControlClient& daemon) {
  while (true) {
    const Result<json::object> event = receive_object(daemon);
    if (!event) return fail(event.error());
    const std::string kind = text_of(*event, "event");
    if (kind == config::control::done) return finished(*event);
    if (kind == config::control::polled) {
      note(text_of(*event, "url") + ": " + outcome(*event));
    } else if (const std::string error = text_of(*event, "error"); !error.empty()) {
      return fail({Fault::io, error, ""});
    }
  }
}

Exit ask(ControlClient& daemon, const FetchArguments& arguments) {
  const config::control::Request request{
      .command = config::control::Request::Command::fetch, .urls = arguments.urls, .wait = arguments.wait};
  if (const Result<void> sent = daemon.send(request); !sent) return fail(sent.error());
  const Result<json::object> answer = receive_object(daemon);
  if (!answer) return fail(answer.error());
  if (!is_true(*answer, "ok")) return fail({Fault::invalid, text_of(*answer, "error"), ""});
  const std::uint64_t queued = number_of(*answer, "queued");
  if (!arguments.wait) note(fmt::format("the daemon fetches {}", counted(queued, "feed")));
  if (queued == 0) return Exit::nothing;
  return arguments.wait ? follow(daemon) : Exit::found;
}

/// telexd lies beside telex, else in $PATH.
std::string daemon_program() {
  std::string own(4096, '\0');
  const ssize_t size = readlink("/proc/self/exe", own.data(), own.size());
  own.resize(size > 0 ? static_cast<std::size_t>(size) : 0);
  const std::string beside = own.substr(0, own.rfind('/') + 1) + "telexd";
  return access(beside.c_str(), X_OK) == 0 ? beside : "telexd";
}

/// Becomes `telexd --once`: its exit status and its signals are this process's own. What it prints is no data.
Exit become_daemon(const Location& location, const FetchArguments& arguments) {
  std::vector<std::string> words{daemon_program(), "--once", "--config", *location.config};
  for (const std::string& url : arguments.urls) words.insert(words.end(), {"--only", url});
  if (arguments.urls.empty()) words.emplace_back("--all");
  std::vector<char*> pointers;
  for (std::string& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  note("no daemon runs; telexd --once fetches");
  std::signal(SIGPIPE, SIG_DFL);
  dup2(STDERR_FILENO, STDOUT_FILENO);
  execvp(pointers[0], pointers.data());
  return fail({Fault::not_found, "telexd cannot be run: it is neither beside telex nor in $PATH", ""});
}

/// telexd goes by its configuration alone, so a store that is named besides has to be the same.
Exit fetch_alone(const Context& context, const Location& location, const FetchArguments& arguments) {
  if (!location.config) {
    return fail({Fault::invalid, "no daemon runs for this store, and without one fetching needs --config FILE", ""});
  }
  if (!context.options.store.empty()) {
    Options by_configuration = context.options;
    by_configuration.store.clear();
    const std::optional<Location> configured = locate(by_configuration);
    if (!configured) return Exit::error;
    if (configured->store != location.store) {
      return fail({Fault::invalid, "the configuration names another store, " + configured->store, *location.config});
    }
  }
  return become_daemon(location, arguments);
}

}  // namespace

Exit fetch(const Context& context, const FetchArguments& arguments) {
  if (arguments.all && !arguments.urls.empty()) return fail({Fault::invalid, "--all and URLs exclude each other", ""});
  const std::optional<Location> location = locate(context.options);
  if (!location) return Exit::error;
  const std::string socket = config::client_socket_path(location->store, config::Environment::of_process());
  Result<ControlClient> daemon = ControlClient::connect(socket);
  if (daemon) return ask(*daemon, arguments);
  if (daemon.error().fault != Fault::not_found) return fail(daemon.error());
  return fetch_alone(context, *location, arguments);
}

}  // namespace telex::cli
