#pragma once
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "support/answer.hpp"

namespace telex::support {

/// Makes the answer to a request; runs on the origin's thread.
using Handler = std::function<Answer(const Request&)>;

/// A real HTTP/1.1 server on loopback with a thread and a free port of its own, scripted by the test. What has not been
/// scripted is a 404. The destructor closes every connection, whatever state it is in. Any thread.
class Origin {
 public:
  /// Listens on the address: "127.0.0.1", "::1", "127.0.0.2", …
  explicit Origin(std::string_view address = "127.0.0.1");
  ~Origin();
  Origin(const Origin&) = delete;
  Origin& operator=(const Origin&) = delete;

  std::uint16_t port() const;

  /// "http://127.0.0.1:PORT" followed by `target`.
  std::string url(std::string_view target = "/") const;

  /// Answers `target` from now on; a target with a query goes before the path alone.
  void serve(std::string target, Answer answer);
  void serve(std::string target, Handler handler);

  /// One answer a request, in this order; the last one for ever.
  void serve_in_turn(std::string target, std::vector<Answer> answers);

  /// Answers what nothing else answers.
  void serve_rest(Handler handler);

  /// The requests so far in order of arrival; with a target, those for it.
  std::vector<Request> requests() const;
  std::vector<Request> requests(std::string_view target) const;

  /// Connections that were accepted so far; fewer than requests where they were kept alive.
  std::size_t connections() const;

  /// Blocks until that many requests have come in all; false after `bound`.
  bool wait_for_requests(std::size_t count, std::chrono::seconds bound = std::chrono::seconds{30}) const;

  /// Blocks until that many connections have ended, by either side; false after `bound`.
  bool wait_for_closed(std::size_t count, std::chrono::seconds bound = std::chrono::seconds{30}) const;

 private:
  class Server;
  std::unique_ptr<Server> server_;
};

}  // namespace telex::support
