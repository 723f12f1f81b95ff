#include "fetch/host_queue.hpp"

#include <algorithm>
#include <cctype>

namespace telex::fetch {
namespace {

/// "host:port" of a URL, lower case, without user info. All files share an empty one, and all programs
/// another, lest a hundred of them start at once.
std::string authority_of(std::string_view url) {
  if (url.starts_with("exec:")) return "exec:";
  const std::size_t slashes = url.find("://");
  if (slashes == std::string_view::npos) return std::string{url};
  std::string_view authority = url.substr(slashes + 3);
  authority = authority.substr(0, authority.find_first_of("/?#"));
  if (const std::size_t at = authority.rfind('@'); at != std::string_view::npos) authority.remove_prefix(at + 1);
  std::string out{authority};
  std::transform(out.begin(), out.end(), out.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return out;
}

/// A host on this machine needs no pause: it is the user's own. So are files and programs.
bool is_local(std::string_view authority) {
  if (authority.empty() || authority == "exec:") return true;
  if (authority.starts_with('[')) return authority.starts_with("[::1]");
  const std::string_view host = authority.substr(0, authority.find(':'));
  const bool is_number = host.find_first_not_of("0123456789.") == std::string_view::npos;
  return host == "localhost" || (is_number && host.starts_with("127."));
}

}  // namespace

HostQueue::Host HostQueue::host_of(std::string_view url) {
  std::string authority = authority_of(url);
  const bool has_pause = !is_local(authority);
  const auto [found, added] = numbers_.try_emplace(std::move(authority), static_cast<Host>(hosts_.size()));
  if (added) hosts_.emplace_back().has_pause = has_pause;
  return found->second;
}

void HostQueue::push(Host host, Feed feed) {
  hosts_[host].feeds.push_back(feed);
  ++waiting_;
  list(host);
}

std::optional<HostQueue::Feed> HostQueue::pop(Instant now) {
  end_pauses(now);
  if (ready_.empty()) return std::nullopt;
  const Host host = ready_.front();
  ready_.pop_front();
  State& state = hosts_[host];
  state.listed = false;
  const Feed feed = state.feeds.front();
  state.feeds.pop_front();
  --waiting_;
  ++state.active;
  if (state.has_pause) state.free_at = now + limits_.delay;
  list(host);
  return feed;
}

void HostQueue::finish(Host host) {
  --hosts_[host].active;
  list(host);
}

std::optional<Instant> HostQueue::next() const {
  if (!ready_.empty()) return Instant{};
  if (paused_.empty()) return std::nullopt;
  return paused_.top().until;
}

/// Puts a host where it belongs, once: it leaves by pop(), or by the end of its pause.
void HostQueue::list(Host host) {
  State& state = hosts_[host];
  if (state.listed || state.feeds.empty() || state.active >= limits_.per_host) return;
  state.listed = true;
  if (state.has_pause && state.free_at != Instant{}) {
    paused_.push({state.free_at, host});
  } else {
    ready_.push_back(host);
  }
}

void HostQueue::end_pauses(Instant now) {
  while (!paused_.empty() && paused_.top().until <= now) {
    ready_.push_back(paused_.top().host);
    paused_.pop();
  }
}

}  // namespace telex::fetch
