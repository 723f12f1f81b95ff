#pragma once
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <queue>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/instant.hpp"

namespace telex::fetch {

/// Who may ask whom, and when: feeds that are due wait here, a queue for each host. A host's next feed starts when the
/// host has a free slot and, for a public one, a pause has passed since its last start. Hosts take turns, so that one
/// with thousands of feeds does not hold up the others. No timer and no coroutine waits for any of them.
class HostQueue {
 public:
  using Feed = std::uint32_t;
  using Host = std::uint32_t;
  struct Limits {
    std::size_t per_host = 2;
    std::chrono::milliseconds delay = std::chrono::seconds{1};  ///< between starts to one public host
  };

  void configure(Limits limits) { limits_ = limits; }

  /// The number of a URL's host, the same for the same host and port.
  Host host_of(std::string_view url);

  void push(Host host, Feed feed);

  /// The next feed that may start now, by turns; its slot is taken until finish(). Absent where none may.
  std::optional<Feed> pop(Instant now);

  /// Gives a slot back.
  void finish(Host host);

  /// When pop() may succeed without a finish() before: the earliest end of a pause. Absent where nothing waits for one.
  std::optional<Instant> next() const;

  std::size_t waiting() const { return waiting_; }

 private:
  struct State {
    std::deque<Feed> feeds;
    std::size_t active = 0;
    Instant free_at{};  ///< no start before
    bool has_pause = false;
    bool listed = false;  ///< in ready_ or paused_
  };
  struct Pause {
    Instant until;
    Host host;
    bool operator>(const Pause& other) const { return until > other.until; }
  };

  void list(Host host);
  void end_pauses(Instant now);

  Limits limits_;
  std::vector<State> hosts_;
  std::unordered_map<std::string, Host> numbers_;
  std::deque<Host> ready_;  ///< hosts with a waiting feed and a free slot, whose turn comes
  std::priority_queue<Pause, std::vector<Pause>, std::greater<>> paused_;
  std::size_t waiting_ = 0;
};

}  // namespace telex::fetch
