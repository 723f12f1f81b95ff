#pragma once
#include <cstddef>
#include <memory>
#include <optional>
#include <string>

#include "base/error.hpp"
#include "base/instant.hpp"
#include "cli/output.hpp"
#include "query/filter.hpp"
#include "store/reader.hpp"

namespace telex::cli {

/// What every command understands.
struct Options {
  std::string store;   ///< --store; empty: as the configuration says
  std::string config;  ///< --config; empty: found as the documentation says
  bool json = false;
  bool jsonl = false;
  Colour colour = Colour::automatic;
  std::optional<std::size_t> limit;  ///< -n

  /// A program reads the output.
  bool structured() const { return json || jsonl; }
};

/// What a command works with.
struct Context {
  const Options& options;
  Output& output;
  Instant now;
};

/// Where the store is.
struct Location {
  std::string store;                  ///< "sqlite:PATH" with an absolute path
  std::optional<std::string> config;  ///< the configuration's file; absent where there is none
};

/// --store, else what the configuration says, else the default store. Absent after saying what is wrong.
std::optional<Location> locate(const Options& options);

/// Opens the store for reading; null after saying why not and what to do.
std::unique_ptr<store::Reader> open_store(const Location& location);
std::unique_ptr<store::Reader> open_store(const Context& context);

/// Says what failed.
Exit fail(const Error& error);

/// Says so where people read it; a program sees the empty list.
Exit nothing_found(const Context& context, std::string_view text = "nothing found");

/// The most rows: -n, else 50 on a terminal, else no limit.
std::optional<std::size_t> row_limit(const Context& context);

}  // namespace telex::cli
