#include <fmt/format.h>

#include "cli/commands.hpp"
#include "cli/control_client.hpp"
#include "cli/json.hpp"
#include "cli/words.hpp"
#include "config/environment.hpp"

namespace telex::cli {
namespace {

/// A daemon that this user may not ask runs nevertheless.
bool is_daemon_running(const std::string& store) {
  const std::string socket = config::client_socket_path(store, config::Environment::of_process());
  const Result<ControlClient> daemon = ControlClient::connect(socket);
  return daemon.has_value() || daemon.error().fault == Fault::forbidden;
}

boost::json::object object_of(const store::Totals& totals, const std::string& store, bool running) {
  return {{"store", store},
          {"daemon_running", running},
          {"feeds", totals.feeds},
          {"feeds_failing", totals.feeds_failing},
          {"feeds_never_fetched", totals.feeds_never_fetched},
          {"items", totals.entries},
          {"unread", totals.unread},
          {"starred", totals.starred},
          {"last_fetch", to_json(totals.last_fetch)},
          {"next_due", to_json(totals.next_due)},
          {"store_bytes", totals.store_bytes},
          {"schema_version", totals.schema_version}};
}

std::string size_of(std::uint64_t bytes) {
  constexpr std::uint64_t mebibyte = 1 << 20;
  if (bytes < mebibyte) return fmt::format("{} KiB", (bytes + 1023) / 1024);
  return fmt::format("{:.1f} MiB", static_cast<double>(bytes) / mebibyte);
}

std::string feeds_line(const Output& output, const store::Totals& totals) {
  std::string line = counted(totals.feeds, "feed");
  if (totals.feeds_failing > 0)
    line += ", " + output.painted(fmt::format("{} failing", totals.feeds_failing), Paint::bad);
  if (totals.feeds_never_fetched > 0) line += fmt::format(", {} not fetched yet", totals.feeds_never_fetched);
  return line;
}

void write_for_people(const Context& context, const store::Totals& totals, const std::string& store, bool running) {
  Output& output = context.output;
  const auto line = [&output](std::string_view name, std::string_view value) {
    output.write(fmt::format("{:<12}{}\n", name, value));
  };
  line("feeds", feeds_line(output, totals));
  line("articles",
       fmt::format("{}, {} unread, {} starred", counted(totals.entries, "article"), totals.unread, totals.starred));
  line("last fetch", relative(totals.last_fetch, context.now));
  line("next due", totals.next_due ? relative(totals.next_due, context.now) : "-");
  line("daemon", running ? output.painted("running", Paint::good) : "not running");
  line("store", fmt::format("{}, {}", store, size_of(totals.store_bytes)));
}

}  // namespace

Exit status(const Context& context) {
  const std::optional<Location> location = locate(context.options);
  if (!location) return Exit::error;
  const std::unique_ptr<store::Reader> store = open_store(*location);
  if (!store) return Exit::error;
  const Result<store::Totals> totals = store->totals();
  if (!totals) return fail(totals.error());
  const bool running = is_daemon_running(location->store);
  if (context.options.structured()) {
    write_object(context.output, object_of(*totals, location->store, running));
  } else {
    write_for_people(context, *totals, location->store, running);
  }
  return Exit::found;
}

}  // namespace telex::cli
