#pragma once
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "support/answer.hpp"

namespace telex::support {

/// What an origin answers and what it has seen: shared by the test's thread and the origin's.
class Script {
 public:
  using Handler = std::function<Answer(const Request&)>;

  void set(std::string target, Handler handler);
  void set_rest(Handler handler);

  /// Records the request and makes its answer, a 304 where validators match.
  Answer answer(const Request& request);

  void note_connection();
  void note_closed();

  std::vector<Request> requests() const;
  std::size_t connections() const;
  bool wait_for_requests(std::size_t count, std::chrono::seconds bound) const;
  bool wait_for_closed(std::size_t count, std::chrono::seconds bound) const;

 private:
  Handler* find(const Request& request);

  mutable std::mutex mutex_;
  mutable std::condition_variable changed_;
  std::map<std::string, Handler> handlers_;
  Handler rest_;
  std::vector<Request> requests_;
  std::size_t connections_ = 0;
  std::size_t closed_ = 0;
};

}  // namespace telex::support
