#pragma once
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <functional>
#include <optional>
#include <type_traits>
#include <utility>

namespace telex {

/// Runs `work()` on `executor` (a thread pool's) and resumes the caller on its own. `work` must own all that it uses:
/// the caller's frame may be gone where it is cancelled. What it throws is thrown to the caller.
template <class Executor, class Work, class Value = std::invoke_result_t<Work>>
boost::asio::awaitable<Value> run_on(Executor executor, Work work) {
  // co_spawn needs a default-constructible result, which Result<T> is not.
  auto task = [](Work job) -> boost::asio::awaitable<std::optional<Value>> { co_return std::optional<Value>{job()}; };
  std::optional<Value> value =
      co_await boost::asio::co_spawn(executor, task(std::move(work)), boost::asio::use_awaitable);
  co_return std::move(*value);
}

}  // namespace telex
