#include "daemon/service_manager.hpp"

#include <fmt/format.h>
#include <systemd/sd-daemon.h>

#include <ctime>

namespace telex::daemon::service_manager {
namespace {

// A service manager that cannot be reached is no reason to stop fetching.
void tell(const std::string& state) { sd_notify(0, state.c_str()); }

std::int64_t monotonic_usec() {
  timespec now{};
  ::clock_gettime(CLOCK_MONOTONIC, &now);
  return std::int64_t{now.tv_sec} * 1'000'000 + now.tv_nsec / 1'000;
}

}  // namespace

void ready(const std::string& status) { tell("READY=1\nSTATUS=" + status); }

// The time stamp is what Type=notify-reload of later systemd versions asks for.
void reloading() { tell(fmt::format("RELOADING=1\nMONOTONIC_USEC={}", monotonic_usec())); }

void stopping() { tell("STOPPING=1\nSTATUS=stopping"); }

void alive(const std::string& status) { tell("WATCHDOG=1\nSTATUS=" + status); }

std::optional<std::chrono::microseconds> watchdog_interval() {
  std::uint64_t interval = 0;
  if (sd_watchdog_enabled(0, &interval) <= 0) return std::nullopt;
  return std::chrono::microseconds{interval};
}

}  // namespace telex::daemon::service_manager
