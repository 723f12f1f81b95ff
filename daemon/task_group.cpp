#include "daemon/task_group.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <iterator>
#include <utility>

#include "base/log.hpp"
#include "base/spawn.hpp"

namespace telex::daemon {

namespace asio = boost::asio;

TaskGroup::TaskGroup(asio::any_io_executor loop)
    : loop_{std::move(loop)}, ended_{loop_, asio::steady_timer::time_point::max()} {}

void TaskGroup::spawn(std::string name, asio::awaitable<void> work) {
  if (cancelled_) return;
  const auto self = tasks_.emplace(tasks_.end());
  auto on_end = [this, self, name = std::move(name)](const std::exception_ptr& failure) {
    const std::string what = failure ? describe(failure) : std::string{};
    if (!what.empty()) log::error("{} ended by an unexpected error: {}", name, what);
    tasks_.erase(self);
    ended_.cancel();
  };
  asio::co_spawn(loop_, std::move(work), asio::bind_cancellation_slot(self->slot(), std::move(on_end)));
}

void TaskGroup::cancel() {
  cancelled_ = true;
  for (auto task = tasks_.begin(); task != tasks_.end();) {
    const auto next = std::next(task);  // a task may end by this, and be erased
    task->emit(asio::cancellation_type::terminal);
    task = next;
  }
}

asio::awaitable<void> TaskGroup::join() {
  while (!tasks_.empty()) co_await ended_.async_wait(asio::as_tuple(asio::use_awaitable));
}

}  // namespace telex::daemon
