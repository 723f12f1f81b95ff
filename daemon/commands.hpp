#pragma once
#include <boost/asio/awaitable.hpp>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "pipeline/aggregator.hpp"

namespace telex::daemon {

/// What clients of the control socket can ask for; refused with cancelled while telex is stopping. Loop thread only.
class Commands {
 public:
  Commands() = default;
  Commands(const Commands&) = delete;
  Commands& operator=(const Commands&) = delete;
  virtual ~Commands() = default;

  /// How many feeds these are (none: all). Fails with not_found, naming those that are not subscribed.
  virtual Result<std::size_t> count(const std::vector<std::string>& urls) const = 0;

  /// Polls them now and resumes when all have been polled. Cancellation ends the wait alone.
  virtual boost::asio::awaitable<Result<pipeline::RoundReport>> fetch(std::vector<std::string> urls,
                                                                      pipeline::Aggregator::OnPolled each) = 0;

  /// Polls them now, and nobody waits for it.
  virtual void fetch_in_background(std::vector<std::string> urls) = 0;

  /// Reads the configuration again; returns what is wrong with it, and then the old one goes on.
  virtual boost::asio::awaitable<std::vector<Error>> reload() = 0;
};

}  // namespace telex::daemon
