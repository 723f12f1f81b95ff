#include "daemon/control_client.hpp"

#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <boost/json/parse.hpp>
#include <cerrno>
#include <stdexcept>
#include <system_error>

namespace telex::daemon_tests {

ControlClient::ControlClient(const std::string& path) : socket_{::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)} {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  path.copy(address.sun_path, sizeof(address.sun_path) - 1);
  const timeval bound{.tv_sec = 30, .tv_usec = 0};
  ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &bound, sizeof(bound));
  if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0) return;
  const int reason = errno;
  ::close(socket_);
  throw std::system_error{reason, std::generic_category(), path};
}

ControlClient::~ControlClient() { ::close(socket_); }

void ControlClient::send(std::string_view text) const {
  while (!text.empty()) {
    const ssize_t sent = ::send(socket_, text.data(), text.size(), MSG_NOSIGNAL);
    if (sent <= 0) return;  // the daemon has hung up: the next receive() tells
    text.remove_prefix(static_cast<std::size_t>(sent));
  }
}

void ControlClient::finish() const { ::shutdown(socket_, SHUT_WR); }

bool ControlClient::read_more() {
  std::array<char, 4096> block{};
  const ssize_t size = ::recv(socket_, block.data(), block.size(), 0);
  if (size < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) throw std::runtime_error{"no answer within 30 s"};
  if (size <= 0) return false;
  received_.append(block.data(), static_cast<std::size_t>(size));
  return true;
}

boost::json::object ControlClient::receive() {
  std::size_t end = received_.find('\n');
  for (; end == std::string::npos; end = received_.find('\n')) {
    if (!read_more()) throw std::runtime_error{"the daemon has hung up"};
  }
  const std::string line = received_.substr(0, end);
  received_.erase(0, end + 1);
  return boost::json::parse(line).as_object();
}

bool ControlClient::is_hung_up() {
  while (read_more()) continue;
  return true;
}

boost::json::object ControlClient::ask(std::string_view request) {
  send(request);
  send("\n");
  return receive();
}

}  // namespace telex::daemon_tests
