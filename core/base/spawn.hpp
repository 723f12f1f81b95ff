#pragma once
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <exception>
#include <string>

namespace telex {

/// "std::exception's what()", or "unknown exception"; empty for a cancellation, which is no fault.
std::string describe(std::exception_ptr failure);

/// Runs a coroutine as a root of its own. An exception that leaves it is a bug: it is logged under `name`, never lost.
void spawn_logged(const boost::asio::any_io_executor& executor, std::string name, boost::asio::awaitable<void> work);

}  // namespace telex
