#pragma once
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "base/error.hpp"
#include "feed/subscription.hpp"
#include "feed/validators.hpp"

namespace telex::fetch {

/// Bounds on fetching; one set for the whole daemon.
struct Limits {
  std::size_t concurrency = 256;                                 ///< transfers under way at once
  std::chrono::milliseconds timeout = std::chrono::seconds{30};  ///< one transfer, whole
  std::chrono::milliseconds connect_timeout = std::chrono::seconds{10};
  std::uint64_t max_body_bytes = 16ULL << 20;  ///< after decompression
  bool allow_private = false;                  ///< loopback and private addresses may be reached
  std::string user_agent;                      ///< empty: telex's own
  std::string proxy;                           ///< where set, it decides what may be reached
};

/// One conditional request for a feed.
struct FeedRequest {
  feed::Subscription subscription;
  feed::Validators validators;  ///< sent where their URL is the one that is asked
};

/// A 2xx answer, or a 304.
struct FetchResult {
  int status = 0;
  bool not_modified = false;
  std::string body;          ///< decoded; empty for a 304
  bool end_is_known = true;  ///< false where a body that was cut cannot be told from a whole one by its transfer
  std::string content_type;  ///< as sent
  std::string final_url;     ///< after redirects
  bool complete = true;      ///< false where the body ended early: its items count, its validators do not
  feed::Validators validators;
};

/// Why there is no document; `retry_after` is what the server asked for, RFC 9110 section 10.2.3.
struct FetchFailure {
  Error error;
  int status = 0;  ///< 0: no answer
  bool gone = false;
  std::optional<std::chrono::seconds> retry_after;  ///< from now
};

struct FetchOutcome {
  std::optional<FetchResult> result;  ///< exactly one of the two
  std::optional<FetchFailure> failure;
};

/// Gets feeds; canned in tests. Loop thread only.
class Fetcher {
 public:
  Fetcher() = default;
  Fetcher(const Fetcher&) = delete;
  Fetcher& operator=(const Fetcher&) = delete;
  virtual ~Fetcher() = default;

  /// Asks at once and follows redirects; who may ask when is HostQueue's affair. Cancellation abandons the transfer.
  virtual boost::asio::awaitable<FetchOutcome> fetch(FeedRequest request) = 0;

  /// Takes effect with the next request.
  virtual void configure(Limits limits) = 0;
};

/// The real one, over libcurl on the event loop.
std::unique_ptr<Fetcher> make_fetcher(boost::asio::any_io_executor loop, Limits limits);

}  // namespace telex::fetch
