#include "cli/context.hpp"

#include "config/load.hpp"

namespace telex::cli {
namespace {

constexpr std::size_t rows_on_a_terminal = 50;

/// Every fault of the configuration.
std::optional<Location> refuse(const std::vector<Error>& errors) {
  for (const Error& error : errors) note(to_string(error));
  return std::nullopt;
}

std::optional<Location> named_store(const Options& options) {
  const Result<std::string> store = config::resolve_store(options.store, "");
  if (!store) return refuse({store.error()});
  const auto file = options.config.empty() ? std::nullopt : std::optional{options.config};
  return Location{.store = *store, .config = file};
}

std::optional<Location> default_location(const config::Environment& environment) {
  std::optional<std::string> store = config::default_store(environment);
  if (store) return Location{.store = std::move(*store), .config = std::nullopt};
  note("there is no configuration: name one by --config FILE, or a store by --store sqlite:PATH");
  return std::nullopt;
}

std::string advice(const Location& location) {
  if (!location.config) {
    return "and there is no configuration that names another: write ./telex.toml, ~/.config/telex/telex.toml or "
           "/etc/telex/telex.toml, or name one by --config FILE";
  }
  return "to fill it, run: telexd --config " + *location.config + "  (or once: telex fetch)";
}

}  // namespace

std::optional<Location> locate(const Options& options) {
  if (!options.store.empty()) return named_store(options);
  const config::Environment environment = config::Environment::of_process();
  const std::optional<std::string> file =
      options.config.empty() ? config::find_file(environment) : std::optional{options.config};
  if (!file) return default_location(environment);
  auto store = config::read_store(*file, environment);
  if (!store) return refuse(store.error());
  return Location{.store = std::move(*store), .config = file};
}

std::unique_ptr<store::Reader> open_store(const Location& location) {
  Result<std::unique_ptr<store::Reader>> reader = store::open_reader(location.store);
  if (reader) return std::move(*reader);
  fail(reader.error());
  if (reader.error().fault == Fault::not_found) note(advice(location));
  return nullptr;
}

std::unique_ptr<store::Reader> open_store(const Context& context) {
  const std::optional<Location> location = locate(context.options);
  return location ? open_store(*location) : nullptr;
}

Exit fail(const Error& error) {
  note(to_string(error));
  return Exit::error;
}

Exit nothing_found(const Context& context, std::string_view text) {
  if (!context.options.structured()) note(text);
  return Exit::nothing;
}

std::optional<std::size_t> row_limit(const Context& context) {
  if (context.options.limit) return context.options.limit;
  return context.output.on_terminal() ? std::optional{rows_on_a_terminal} : std::nullopt;
}

}  // namespace telex::cli
