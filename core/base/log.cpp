#include "base/log.hpp"

#include <spdlog/spdlog.h>

namespace telex::log {
namespace {

spdlog::level::level_enum level_of(Level level) {
  switch (level) {
    case Level::debug:
      return spdlog::level::debug;
    case Level::info:
      return spdlog::level::info;
    case Level::warn:
      return spdlog::level::warn;
    case Level::error:
      break;
  }
  return spdlog::level::err;
}

}  // namespace

void write(Level level, fmt::string_view format, fmt::format_args arguments) {
  spdlog::logger& logger = *spdlog::default_logger_raw();
  if (!logger.should_log(level_of(level))) return;
  fmt::memory_buffer message;
  fmt::vformat_to(std::back_inserter(message), format, arguments);
  logger.log(level_of(level), fmt::string_view{message.data(), message.size()});
}

}  // namespace telex::log
