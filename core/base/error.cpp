#include "base/error.hpp"

#include <array>
#include <stdexcept>

namespace telex {

std::string_view to_string(Fault fault) {
  static constexpr std::array<std::string_view, 17> names{
      "invalid",       "not_found",  "io",        "network",    "timeout",    "forbidden",      "too_large",
      "http_status",   "not_a_feed", "malformed", "store_busy", "store_full", "store_readonly", "store_newer",
      "store_corrupt", "cancelled",  "internal"};
  return names.at(static_cast<std::size_t>(fault));
}

std::string to_string(const Error& error) {
  return error.place.empty() ? error.message : error.place + ": " + error.message;
}

void throw_exception_from_error(const Error& error, const boost::source_location& where) {
  throw std::logic_error(to_string(error) + " (unchecked result in " + where.function_name() + ")");
}

}  // namespace telex
