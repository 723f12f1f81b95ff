#pragma once
#include <chrono>
#include <optional>
#include <string>

/// What telexd tells systemd, sd_notify(3). Without systemd all of it does nothing.
namespace telex::daemon::service_manager {

void ready(const std::string& status);
void reloading();
void stopping();

/// The sign of life, with a line for `systemctl status`.
void alive(const std::string& status);

/// How often alive() must be called; absent where nobody waits for it.
std::optional<std::chrono::microseconds> watchdog_interval();

}  // namespace telex::daemon::service_manager
