#pragma once
#include <chrono>
#include <cstdint>
#include <optional>
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

  friend bool operator==(const FetchSettings&, const FetchSettings&) = default;
};

/// [retention]
struct RetentionSettings {
  std::chrono::seconds max_age{0};     ///< 0: for ever
  std::size_t max_items_per_feed = 0;  ///< 0: no limit

  friend bool operator==(const RetentionSettings&, const RetentionSettings&) = default;
};

/// [stories]
struct StoriesSettings {
  bool enabled = true;
  std::chrono::seconds window = std::chrono::days{5};

  friend bool operator==(const StoriesSettings&, const StoriesSettings&) = default;
};

/// [[rule]]: what to do with a new article that the query finds.
struct Rule {
  std::string match;  ///< as written; not empty
  std::vector<std::string> tags;
  bool mark_read = false;
  bool star = false;
  bool drop = false;
  std::optional<int> story_priority;
  std::vector<std::string> exec;  ///< program and arguments
  std::string webhook;

  friend bool operator==(const Rule&, const Rule&) = default;
};

/// [[publish]]: a query as a feed.
struct Publication {
  std::string name;
  std::string match;  ///< as written; not empty
  std::string path;   ///< absolute directory for files; empty: none are written

  friend bool operator==(const Publication&, const Publication&) = default;
};

/// A whole, checked configuration.
struct Settings {
  std::string file;   ///< the main file's path, as given
  std::string store;  ///< "sqlite:PATH" with an absolute path
  FetchSettings fetch;
  RetentionSettings retention;
  StoriesSettings stories;
  std::string listen;           ///< [http] listen, "HOST:PORT"; empty: off
  std::string websub_callback;  ///< [websub] callback; empty: off
  std::vector<Rule> rules;
  std::vector<Publication> publications;
  std::vector<feed::Subscription> feeds;  ///< those of the TOML files first, then those of OPML alone
};

}  // namespace telex::config
