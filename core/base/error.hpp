#pragma once
#include <boost/assert/source_location.hpp>
#include <boost/system/result.hpp>
#include <string>
#include <string_view>

namespace telex {

/// What kind of thing went wrong; callers branch on this, people read the message.
enum class Fault {
  invalid,         ///< an argument, a configuration value or a query that cannot be meant
  not_found,       ///< a file, host, feed or article that is not there
  io,              ///< a file or socket that failed
  network,         ///< no connection, a broken one, or a broken answer
  timeout,         ///< a limit of time was reached
  forbidden,       ///< an address or scheme that telex may not reach, or a file it may not open
  too_large,       ///< a limit of size was reached
  http_status,     ///< an answer other than 2xx and 304
  not_a_feed,      ///< bytes in which no feed was recognised
  malformed,       ///< bytes that break the rules of their format
  store_busy,      ///< the store is locked by somebody else; waiting can help
  store_full,      ///< no space is left for the store; waiting can help
  store_readonly,  ///< the store may not be written
  store_newer,     ///< the store was written by a later version
  store_corrupt,   ///< the store is damaged, or is no store of telex
  cancelled,       ///< telex is stopping
  internal,        ///< a bug in telex
};

/// The name of a fault as scripts see it, e.g. "not_a_feed".
std::string_view to_string(Fault fault);

/// An expected failure, as a value. `message` is a clause for people without a final full stop ("the host does not
/// answer"); `place` is where it happened: a URL, or "file:line: key". It may be empty.
struct Error {
  Fault fault = Fault::internal;
  std::string message;
  std::string place;

  friend bool operator==(const Error&, const Error&) = default;
};

/// "place: message", or the message alone where there is no place.
std::string to_string(const Error& error);

/// Found by Boost.System where value() is called on a failed result: that is a bug, hence an exception.
[[noreturn]] void throw_exception_from_error(const Error& error, const boost::source_location& where);

/// A value, or the reason why there is none.
template <class T>
using Result = boost::system::result<T, Error>;

}  // namespace telex
