#pragma once
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/error.hpp"

namespace telex::net {

/// One HTTP request, one answer: redirects are the caller's affair, since each hop must be judged anew.
struct Request {
  std::string url;                   ///< http or https
  std::vector<std::string> headers;  ///< "Name: value"
  std::string user_agent;
  std::string username;  ///< empty: none
  std::string password;
  std::string proxy;  ///< empty: none, whatever the environment says
  std::string cookie;
  std::string http_version;  ///< "1.0", "1.1", "2"; empty: HTTP/2 where TLS offers it
  bool verify_tls = true;
  bool allow_private = false;  ///< where false and no proxy is set, only public addresses are connected to
  std::chrono::milliseconds timeout = std::chrono::seconds{30};  ///< the whole transfer
  std::chrono::milliseconds connect_timeout = std::chrono::seconds{10};
  std::uint64_t max_body_bytes = 16ULL << 20;  ///< after decompression, counted while it streams
};

struct Response {
  int status = 0;
  std::string body;           ///< decoded
  bool complete = true;       ///< false where the connection or the coding ended before the body did
  bool end_is_known = false;  ///< the server told where the body ends, so that a cut shows
  std::string content_type;
  std::string location;  ///< as sent
  std::string etag;      ///< byte for byte
  std::string last_modified;
  std::optional<std::chrono::seconds> retry_after;  ///< seconds or date, RFC 9110 section 10.2.3
};

/// libcurl's multi interface on the event loop: its sockets are watched by Asio, its timer is an Asio timer; no thread
/// of its own but libcurl's resolver threads. Loop thread only.
class Transfers {
 public:
  Transfers(boost::asio::any_io_executor loop, std::size_t max_connections);
  ~Transfers();
  Transfers(const Transfers&) = delete;
  Transfers& operator=(const Transfers&) = delete;

  /// Resumes when the answer is there. Faults: network, not_found (no such host), timeout, forbidden, too_large,
  /// invalid; cancelled where the caller's coroutine is. The error's place is the URL.
  boost::asio::awaitable<Result<Response>> perform(Request request);

 private:
  class Engine;
  std::shared_ptr<Engine> engine_;  // shared with transfers under way, whose frames may outlive this
};

}  // namespace telex::net
