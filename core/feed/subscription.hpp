#pragma once
#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace telex::feed {

/// One feed as the configuration names it.
struct Subscription {
  std::string url;    ///< as configured; the feed's name in the store, also after a move
  std::string title;  ///< shown instead of the feed's own; may be empty
  std::vector<std::string> tags;
  std::optional<std::chrono::seconds> interval;  ///< replaces the interval of [fetch]
  int priority = 0;                              ///< which source of one article is shown first
  bool full_text = false;                        ///< fetch the linked page too

  // How this feed is fetched; empty or absent: as [fetch] says.
  std::map<std::string, std::string> headers;
  std::string user_agent;
  std::string username;
  std::string password;
  std::string proxy;
  std::string cookie;
  std::optional<std::chrono::milliseconds> timeout;
  std::string http_version;  ///< "1.0", "1.1", "2"
  bool verify_tls = true;

  friend bool operator==(const Subscription&, const Subscription&) = default;
};

}  // namespace telex::feed
