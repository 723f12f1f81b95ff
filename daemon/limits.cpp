#include "daemon/limits.hpp"

#include <sys/resource.h>

#include <algorithm>

#include "base/log.hpp"

namespace telex::daemon {

fetch::Limits fetch_limits(const config::FetchSettings& settings) {
  fetch::Limits limits;
  limits.concurrency = settings.concurrency;
  limits.timeout = settings.timeout;
  limits.connect_timeout = settings.connect_timeout;
  limits.max_body_bytes = settings.max_body_bytes;
  limits.allow_private = settings.allow_private;
  limits.user_agent = settings.user_agent;
  limits.proxy = settings.proxy;
  return limits;
}

pipeline::Aggregator::Limits round_limits(const config::FetchSettings& settings) {
  pipeline::Aggregator::Limits limits;
  limits.schedule.interval = settings.interval;
  limits.schedule.interval_min = settings.interval_min;
  limits.schedule.interval_max = settings.interval_max;
  limits.hosts.per_host = settings.per_host;
  limits.hosts.delay = settings.host_delay;
  limits.concurrency = settings.concurrency;
  return limits;
}

std::size_t allow_transfers(std::size_t concurrency) {
  // A transfer has up to two connections (IPv4 and IPv6 race) and, while its name is looked up, a pair of sockets; as
  // many connections stay open idle. The rest is for the store, the control socket and the log.
  constexpr rlim_t each = 4;
  constexpr rlim_t rest = 40;
  const rlim_t wanted = each * concurrency + 256;
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= wanted) return concurrency;
  limit.rlim_cur = std::min(wanted, limit.rlim_max);
  if (::setrlimit(RLIMIT_NOFILE, &limit) != 0) ::getrlimit(RLIMIT_NOFILE, &limit);
  if (limit.rlim_cur >= wanted) return concurrency;
  const std::size_t possible = limit.rlim_cur > rest + each ? (limit.rlim_cur - rest) / each : 1;
  if (possible >= concurrency) return concurrency;
  log::warn("{} files may be open (see `ulimit -n`), so {} transfers run at once, not {}", limit.rlim_cur, possible,
            concurrency);
  return possible;
}

}  // namespace telex::daemon
