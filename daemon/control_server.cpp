#include "daemon/control_server.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <chrono>
#include <utility>

#include "base/log.hpp"

namespace telex::daemon {
namespace {

namespace asio = boost::asio;

constexpr std::size_t max_clients = 64;

using Endpoint = asio::local::stream_protocol::endpoint;

/// Sets the mode with which files are created; back at the end.
class FileMode {
 public:
  explicit FileMode(mode_t mode) : before_{::umask(~mode & 0777)} {}
  ~FileMode() { ::umask(before_); }
  FileMode(const FileMode&) = delete;
  FileMode& operator=(const FileMode&) = delete;

 private:
  mode_t before_;
};

Error failed(const std::string& path, const std::string& reason) {
  return Error{.fault = Fault::io, .message = "the control socket cannot be opened: " + reason, .place = path};
}

bool somebody_answers(const asio::any_io_executor& loop, const Endpoint& endpoint) {
  asio::local::stream_protocol::socket client{loop};
  boost::system::error_code failure;
  client.connect(endpoint, failure);
  return !failure;
}

bool is_socket(const std::string& path) {
  struct stat status {};
  return ::lstat(path.c_str(), &status) == 0 && S_ISSOCK(status.st_mode);
}

}  // namespace

ControlServer::ControlServer(asio::any_io_executor loop, Commands& commands)
    : loop_{std::move(loop)}, commands_{commands}, acceptor_{loop_}, tasks_{loop_} {}

ControlServer::~ControlServer() {
  if (!path_.empty()) ::unlink(path_.c_str());
}

Result<void> ControlServer::listen(const std::string& path) {
  if (path.size() >= sizeof(sockaddr_un{}.sun_path)) return failed(path, "the path is longer than the system allows");
  const Endpoint endpoint{path};
  if (is_socket(path)) {
    if (somebody_answers(loop_, endpoint)) {
      return Error{.fault = Fault::store_busy, .message = "another telexd listens on this socket", .place = path};
    }
    ::unlink(path.c_str());
  }
  boost::system::error_code failure;
  acceptor_.open(Endpoint::protocol_type{}, failure);
  const FileMode mode{0660};
  if (!failure) acceptor_.bind(endpoint, failure);
  if (failure) return failed(path, failure.message());
  path_ = path;
  acceptor_.listen(asio::socket_base::max_listen_connections, failure);
  if (failure) return failed(path, failure.message());
  return {};
}

asio::awaitable<void> ControlServer::accept() {
  while (acceptor_.is_open()) {
    auto [failure, socket] = co_await acceptor_.async_accept(asio::as_tuple(asio::use_awaitable));
    if (failure == asio::error::operation_aborted) co_return;
    if (failure) {
      // Out of descriptors, most likely: to try again at once would only burn time.
      log::warn("a client of the control socket cannot be taken: {}", failure.message());
      asio::steady_timer pause{loop_, std::chrono::seconds{1}};
      co_await pause.async_wait(asio::use_awaitable);
    } else if (tasks_.size() < max_clients) {
      tasks_.spawn("a client of the control socket", talk(std::move(socket)));
    } else {
      log::warn("the control socket has {} clients: one more is sent away", max_clients);
    }
  }
}

asio::awaitable<void> ControlServer::talk(Protocol::socket socket) {
  const auto session = sessions_.emplace(sessions_.end(), std::move(socket), commands_);
  // However the talk ends, its session goes with it.
  struct Leave {
    std::list<ControlSession>& sessions;
    std::list<ControlSession>::iterator session;
    ~Leave() { sessions.erase(session); }
  } const leave{sessions_, session};
  co_await session->run();
}

asio::awaitable<void> ControlServer::close() {
  acceptor_.close();
  tasks_.cancel();
  co_await tasks_.join();
}

void ControlServer::tell(const pipeline::PollReport& report) {
  for (ControlSession& session : sessions_) session.tell(report);
}

}  // namespace telex::daemon
