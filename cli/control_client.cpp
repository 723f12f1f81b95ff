#include "cli/control_client.hpp"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

namespace telex::cli {
namespace {

Error socket_error(const std::string& path, int code) {
  switch (code) {
    case ENOENT:
    case ENOTDIR:
    case ECONNREFUSED:
      return {Fault::not_found, "no daemon listens here", path};
    case EACCES:
    case EPERM:
      return {Fault::forbidden,
              "this user may not ask the daemon; join the group telex (sudo usermod -aG telex \"$USER\", then log in "
              "again)",
              path};
    default:
      return {Fault::io, std::string{"the daemon cannot be asked: "} + std::strerror(code), path};
  }
}

Error gone() { return {Fault::io, "the daemon has ended the talk; its log may say why", ""}; }

}  // namespace

ControlClient::~ControlClient() {
  if (socket_ >= 0) close(socket_);
}

ControlClient::ControlClient(ControlClient&& other) noexcept
    : socket_{std::exchange(other.socket_, -1)}, received_{std::move(other.received_)} {}

Result<ControlClient> ControlClient::connect(const std::string& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.size() >= sizeof address.sun_path) return socket_error(path, ENOENT);  // nobody can listen there
  path.copy(static_cast<char*>(address.sun_path), path.size());
  ControlClient client{socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)};
  if (client.socket_ < 0) return socket_error(path, errno);
  if (::connect(client.socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    return socket_error(path, errno);
  }
  return client;
}

Result<void> ControlClient::send(const config::control::Request& request) {
  const std::string line = to_line(request);
  std::string_view rest = line;
  while (!rest.empty()) {
    const ssize_t sent = ::send(socket_, rest.data(), rest.size(), MSG_NOSIGNAL);
    if (sent < 0 && errno != EINTR) return gone();
    if (sent > 0) rest.remove_prefix(static_cast<std::size_t>(sent));
  }
  return {};
}

Result<std::string> ControlClient::receive() {
  std::size_t searched = 0;
  while (true) {
    const std::size_t end = received_.find('\n', searched);
    if (end != std::string::npos) {
      std::string line = received_.substr(0, end);
      received_.erase(0, end + 1);
      return line;
    }
    searched = received_.size();
    std::array<char, 16384> buffer;
    const ssize_t size = recv(socket_, buffer.data(), buffer.size(), 0);
    if (size == 0 || (size < 0 && errno != EINTR)) return gone();
    if (size > 0) received_.append(buffer.data(), static_cast<std::size_t>(size));
  }
}

}  // namespace telex::cli
