#pragma once
#include <spdlog/spdlog.h>

/// The log is the one global: spdlog's default logger, set up once by each program's main().
namespace telex::log {
using spdlog::debug;
using spdlog::error;
using spdlog::info;
using spdlog::warn;
}  // namespace telex::log
