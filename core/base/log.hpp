#pragma once
#include <fmt/format.h>

/// The log is the one global: spdlog's default logger, set up once by each program's main(). Messages are formatted as
/// fmt does it; any thread. spdlog's headers take seconds to compile, so only log.cpp includes them.
namespace telex::log {

enum class Level { debug, info, warn, error };

/// What the functions below come to.
void write(Level level, fmt::string_view format, fmt::format_args arguments);

template <class... Arguments>
void debug(fmt::format_string<Arguments...> format, Arguments&&... arguments) {
  write(Level::debug, format, fmt::make_format_args(arguments...));
}

template <class... Arguments>
void info(fmt::format_string<Arguments...> format, Arguments&&... arguments) {
  write(Level::info, format, fmt::make_format_args(arguments...));
}

template <class... Arguments>
void warn(fmt::format_string<Arguments...> format, Arguments&&... arguments) {
  write(Level::warn, format, fmt::make_format_args(arguments...));
}

template <class... Arguments>
void error(fmt::format_string<Arguments...> format, Arguments&&... arguments) {
  write(Level::error, format, fmt::make_format_args(arguments...));
}

}  // namespace telex::log
