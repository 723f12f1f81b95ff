#pragma once
#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "feed/subscription.hpp"

namespace telex::config {

/// [fetch], with the defaults of the documentation.
struct FetchSettings {
  std::chrono::seconds interval = std::chrono::minutes{30};
  std::chrono::seconds interval_min = std::chrono::minutes{15};
  std::chrono::seconds interval_max = std::chrono::hours{24};
  std::size_t concurrency = 256;
  std::size_t per_host = 2;
  std::chrono::milliseconds host_delay = std::chrono::seconds{1};
  std::chrono::milliseconds timeout = std::chrono::seconds{30};
  std::chrono::milliseconds connect_timeout = std::chrono::seconds{10};
  std::uint64_t max_body_bytes = 16ULL << 20;
  bool allow_private = false;
  std::string user_agent;  ///< empty: telex's own
  std::string proxy;
};

/// A whole, checked configuration.
struct Settings {
  std::string file;   ///< the main file's path, as given
  std::string store;  ///< "sqlite:PATH" with an absolute path
  FetchSettings fetch;
  std::vector<feed::Subscription> feeds;
};

}  // namespace telex::config
