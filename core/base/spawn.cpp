#include "base/spawn.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/error.hpp>
#include <boost/system/system_error.hpp>

#include "base/log.hpp"

namespace telex {

std::string describe(std::exception_ptr failure) {
  try {
    std::rethrow_exception(failure);
  } catch (const boost::system::system_error& error) {
    return error.code() == boost::asio::error::operation_aborted ? std::string{} : std::string{error.what()};
  } catch (const std::exception& error) {
    return error.what();
  } catch (...) {
    return "unknown exception";
  }
}

void spawn_logged(const boost::asio::any_io_executor& executor, std::string name, boost::asio::awaitable<void> work) {
  boost::asio::co_spawn(executor, std::move(work), [name = std::move(name)](std::exception_ptr failure) {
    if (!failure) return;
    const std::string what = describe(failure);
    if (!what.empty()) log::error("{} ended by an unexpected error: {}", name, what);
  });
}

}  // namespace telex
