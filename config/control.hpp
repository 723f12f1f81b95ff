#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"

/// What telexd and its clients say to each other over the control socket (environment.hpp tells where it is): a Unix
/// stream socket, one JSON object a line, in UTF-8. A client sends requests; each is answered, in order, by lines:
///
///     {"command":"fetch","urls":["…"],"wait":true}   polls these feeds now, due or not; without urls, or of none: all
///       {"ok":true,"queued":2}                       how many that are; with "wait" these lines follow:
///       {"event":"polled","url":"…","added":3,"changed":0,"not_modified":false}    one a poll; with "error":"…" where
///                                                                                  it failed
///       {"event":"done","polled":2,"failed":0}       the last one
///     {"command":"reload"}                           reads the configuration again, as SIGHUP does
///       {"ok":true}  or  {"ok":false,"error":"…","errors":["file:line: key: message", …]}
///     {"command":"follow"}                           tells of new articles until the client leaves
///       {"ok":true}
///       {"event":"saved","feed":"…","added":[17,18]} one a poll that brought some; ids ascend
///
/// A request that cannot be met is answered {"ok":false,"error":"…"}. Further keys may be added to answers. A client
/// that does not read its answers is dropped.
namespace telex::config::control {

// The events.
inline constexpr std::string_view polled = "polled";
inline constexpr std::string_view done = "done";
inline constexpr std::string_view saved = "saved";

/// The longest request; enough for the addresses of tens of thousands of feeds.
inline constexpr std::size_t max_request_bytes = std::size_t{4} << 20;

struct Request {
  enum class Command { fetch, reload, follow };
  Command command = Command::fetch;
  std::vector<std::string> urls;  ///< of fetch, as configured; empty: all feeds
  bool wait = false;              ///< of fetch

  friend bool operator==(const Request&, const Request&) = default;
};

/// The request as a line, with its end.
std::string to_line(const Request& request);

/// Reads a line. Fault::invalid says what is wrong with it, in the words of an answer.
Result<Request> parse_request(std::string_view line);

}  // namespace telex::config::control
