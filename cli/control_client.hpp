#pragma once
#include <optional>
#include <string>

#include "base/error.hpp"
#include "config/control.hpp"

namespace telex::cli {

/// The talk with a running daemon over its control socket, config/control.hpp. Blocking; one thread.
class ControlClient {
 public:
  ~ControlClient();
  ControlClient(ControlClient&& other) noexcept;
  ControlClient& operator=(ControlClient&&) = delete;

  /// Fails with not_found where no daemon listens there, forbidden where this user may not ask it, io.
  static Result<ControlClient> connect(const std::string& path);

  Result<void> send(const config::control::Request& request);

  /// The next line, without its end; waits for it. Fault::io where the daemon has gone.
  Result<std::string> receive();

 private:
  explicit ControlClient(int socket) : socket_{socket} {}

  int socket_;
  std::string received_;
};

}  // namespace telex::cli
