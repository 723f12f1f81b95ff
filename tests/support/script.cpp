#include "support/script.hpp"

#include <utility>

namespace telex::support {

void Script::set(std::string target, Handler handler) {
  const std::lock_guard lock{mutex_};
  handlers_.insert_or_assign(std::move(target), std::move(handler));
}

void Script::set_rest(Handler handler) {
  const std::lock_guard lock{mutex_};
  rest_ = std::move(handler);
}

Answer Script::answer(const Request& request) {
  Answer answer;
  {
    // The handler runs under the lock, so that a test that replaces it never destroys one that is running.
    const std::lock_guard lock{mutex_};
    Handler* const handler = find(request);
    answer = handler ? (*handler)(request) : Answer{.status = 404};
    requests_.push_back(request);
  }
  changed_.notify_all();
  return conditional(std::move(answer), request);
}

void Script::note_connection() {
  const std::lock_guard lock{mutex_};
  ++connections_;
}

void Script::note_closed() {
  {
    const std::lock_guard lock{mutex_};
    ++closed_;
  }
  changed_.notify_all();
}

std::vector<Request> Script::requests() const {
  const std::lock_guard lock{mutex_};
  return requests_;
}

std::size_t Script::connections() const {
  const std::lock_guard lock{mutex_};
  return connections_;
}

bool Script::wait_for_requests(std::size_t count, std::chrono::seconds bound) const {
  std::unique_lock lock{mutex_};
  return changed_.wait_for(lock, bound, [&] { return requests_.size() >= count; });
}

bool Script::wait_for_closed(std::size_t count, std::chrono::seconds bound) const {
  std::unique_lock lock{mutex_};
  return changed_.wait_for(lock, bound, [&] { return closed_ >= count; });
}

Script::Handler* Script::find(const Request& request) {
  if (const auto exact = handlers_.find(request.target); exact != handlers_.end()) return &exact->second;
  if (const auto path = handlers_.find(request.path()); path != handlers_.end()) return &path->second;
  return rest_ ? &rest_ : nullptr;
}

}  // namespace telex::support
