#pragma once
#include <boost/json/object.hpp>
#include <string>
#include <string_view>

namespace telex::daemon_tests {

/// A client of the control socket that blocks, with a bound on every wait.
class ControlClient {
 public:
  /// Throws std::system_error where nobody listens at `path`.
  explicit ControlClient(const std::string& path);
  ~ControlClient();
  ControlClient(const ControlClient&) = delete;
  ControlClient& operator=(const ControlClient&) = delete;

  void send(std::string_view text) const;

  /// Says that nothing more will be sent.
  void finish() const;

  /// The next answer. Throws std::runtime_error where none comes within 30 s, and where the daemon hangs up.
  boost::json::object receive();

  /// Whether the daemon hangs up, after answers that are thrown away.
  bool is_hung_up();

  /// Sends a request and gives the answer.
  boost::json::object ask(std::string_view request);

 private:
  bool read_more();

  int socket_;
  std::string received_;
};

}  // namespace telex::daemon_tests
