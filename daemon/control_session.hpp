#pragma once
#include <boost/asio/awaitable.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/json/object.hpp>
#include <string>

#include "config/control.hpp"
#include "daemon/commands.hpp"

namespace telex::daemon {

/// The talk with one client of the control socket, as config/control.hpp describes it. Loop thread only.
class ControlSession {
 public:
  using Socket = boost::asio::local::stream_protocol::socket;

  ControlSession(Socket socket, Commands& commands);

  /// Answers requests until the client leaves.
  boost::asio::awaitable<void> run();

  /// Tells the client of new articles, if it wants to know.
  void tell(const pipeline::PollReport& report);

 private:
  boost::asio::awaitable<void> read_requests();
  boost::asio::awaitable<void> write_answers();
  boost::asio::awaitable<void> answer(std::string line);
  boost::asio::awaitable<void> fetch(config::control::Request request);
  boost::asio::awaitable<void> reload();
  void send(const boost::json::object& object);
  void refuse(const std::string& message);

  Socket socket_;
  Commands& commands_;
  std::string received_;
  std::string pending_;                      ///< lines that wait for the socket
  boost::asio::steady_timer something_new_;  // an event: cancelled when `pending_` or `reading_` change
  bool reading_ = true;
  bool following_ = false;
};

}  // namespace telex::daemon
