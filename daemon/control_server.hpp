#pragma once
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <list>
#include <string>

#include "base/error.hpp"
#include "daemon/commands.hpp"
#include "daemon/control_session.hpp"
#include "daemon/task_group.hpp"

namespace telex::daemon {

/// Listens on the control socket. Loop thread only.
class ControlServer {
 public:
  /// `commands` outlives this.
  ControlServer(boost::asio::any_io_executor loop, Commands& commands);

  /// Removes the socket.
  ~ControlServer();
  ControlServer(const ControlServer&) = delete;
  ControlServer& operator=(const ControlServer&) = delete;

  /// Opens the socket with mode 0660, replacing one that nobody answers. The caller holds the store's lock. Fails with
  /// io, and with store_busy where another process answers there.
  Result<void> listen(const std::string& path);

  /// Takes clients until it is cancelled.
  boost::asio::awaitable<void> accept();

  /// Ends every talk.
  boost::asio::awaitable<void> close();

  /// Tells those that follow.
  void tell(const pipeline::PollReport& report);

 private:
  using Protocol = boost::asio::local::stream_protocol;
  boost::asio::awaitable<void> talk(Protocol::socket socket);

  boost::asio::any_io_executor loop_;
  Commands& commands_;
  Protocol::acceptor acceptor_;
  std::string path_;  ///< empty: not listening
  std::list<ControlSession> sessions_;
  TaskGroup tasks_;
};

}  // namespace telex::daemon
