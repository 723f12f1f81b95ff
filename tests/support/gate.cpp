#include "support/gate.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <memory>
#include <utility>

namespace telex::support {

namespace asio = boost::asio;

void Gate::let_through(std::size_t count) {
  {
    const std::lock_guard lock{mutex_};
    permits_ += count;
  }
  wake_all();
}

void Gate::open() {
  {
    const std::lock_guard lock{mutex_};
    open_ = true;
  }
  wake_all();
}

bool Gate::wait_for_arrivals(std::size_t count, std::chrono::seconds bound) {
  std::unique_lock lock{mutex_};
  return arrived_.wait_for(lock, bound, [&] { return arrivals_ >= count; });
}

asio::awaitable<void> Gate::pass() {
  {
    const std::lock_guard lock{mutex_};
    ++arrivals_;
  }
  arrived_.notify_all();
  const auto timer = std::make_shared<asio::steady_timer>(co_await asio::this_coro::executor);
  while (true) {
    timer->expires_at(asio::steady_timer::time_point::max());
    {
      const std::lock_guard lock{mutex_};
      if (try_pass()) co_return;
      // Weak: an origin that has stopped has destroyed the coroutine and its timer.
      waiting_.emplace_back([weak = std::weak_ptr{timer}] {
        if (const auto waiting = weak.lock()) asio::post(waiting->get_executor(), [waiting] { waiting->cancel(); });
      });
    }
    co_await timer->async_wait(asio::as_tuple(asio::use_awaitable));
  }
}

bool Gate::try_pass() {
  if (open_) return true;
  if (permits_ == 0) return false;
  --permits_;
  return true;
}

void Gate::wake_all() {
  std::vector<std::function<void()>> waiting;
  {
    const std::lock_guard lock{mutex_};
    waiting = std::exchange(waiting_, {});
  }
  for (const auto& wake : waiting) wake();
}

}  // namespace telex::support
