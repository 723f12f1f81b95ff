#include "fetch/host_queue.hpp"

#include <doctest/doctest.h>

using namespace telex;
using namespace std::chrono_literals;
using fetch::HostQueue;

namespace {

const Instant now = from_unix(1'600'000'000);

std::vector<HostQueue::Feed> pop_all(HostQueue& queue, Instant when) {
  std::vector<HostQueue::Feed> feeds;
  while (const auto feed = queue.pop(when)) feeds.push_back(*feed);
  return feeds;
}

}  // namespace

TEST_CASE("fetch: URLs of one host and port share a host, whatever their spelling") {
  HostQueue queue;
  const auto host = queue.host_of("https://Example.org/feed");
  CHECK(queue.host_of("https://example.org/other?x=1") == host);
  CHECK(queue.host_of("https://me:secret@example.org#top") == host);
  CHECK(queue.host_of("https://example.org:8443/feed") != host);
  CHECK(queue.host_of("https://www.example.org/feed") != host);
}

TEST_CASE("fetch: hosts take turns, and none gets more than its slots") {
  HostQueue queue;
  queue.configure({2, 0s});
  const auto a = queue.host_of("http://127.0.0.1/");
  const auto b = queue.host_of("http://127.0.0.2/");
  for (const HostQueue::Feed feed : {1U, 2U, 3U, 4U}) queue.push(a, feed);
  queue.push(b, 10);
  CHECK(pop_all(queue, now) == std::vector<HostQueue::Feed>{1, 10, 2});
  CHECK(queue.waiting() == 2);
  queue.finish(b);
  CHECK_FALSE(queue.pop(now));
  queue.finish(a);
  CHECK(pop_all(queue, now) == std::vector<HostQueue::Feed>{3});
}

TEST_CASE("fetch: a public host is given a pause between two starts, loopback is not") {
  HostQueue queue;
  queue.configure({2, 1s});
  const auto host = queue.host_of("https://example.org/");
  for (const HostQueue::Feed feed : {1U, 2U, 3U}) queue.push(host, feed);
  CHECK(queue.pop(now) == 1U);
  CHECK_FALSE(queue.pop(now + 999ms));
  CHECK(queue.next() == now + 1s);
  CHECK(queue.pop(now + 1s) == 2U);
  queue.finish(host);
  queue.finish(host);
  CHECK_FALSE(queue.pop(now + 1s));
  CHECK(queue.pop(now + 2s) == 3U);
  queue.finish(host);
  CHECK_FALSE(queue.next());
}

TEST_CASE("fetch: a public host whose name only looks like this machine is given its pause") {
  HostQueue queue;
  queue.configure({2, 1s});
  for (const std::string url : {"http://localhost.example.com/", "http://127.example.org/", "http://[::2]/"}) {
    CAPTURE(url);
    const auto host = queue.host_of(url);
    queue.push(host, 1);
    queue.push(host, 2);
    CHECK(queue.pop(now) == 1U);
    CHECK_FALSE(queue.pop(now));
    queue.finish(host);
    CHECK(queue.pop(now + 1s) == 2U);
    queue.finish(host);
  }
}

TEST_CASE("fetch: a pause goes on while nothing waits for the host") {
  HostQueue queue;
  queue.configure({2, 10s});
  const auto host = queue.host_of("https://example.org/");
  queue.push(host, 1);
  CHECK(queue.pop(now) == 1U);
  queue.finish(host);
  queue.push(host, 1);
  CHECK_FALSE(queue.pop(now + 9s));
  CHECK(queue.pop(now + 10s) == 1U);
}

TEST_CASE("fetch: files need no pause, and programs run a few at a time") {
  HostQueue queue;
  queue.configure({2, 10s});
  const auto file = queue.host_of("file:///srv/a.xml");
  queue.push(file, 1);
  queue.push(file, 2);
  CHECK(queue.pop(now));
  CHECK(queue.pop(now));
  CHECK(queue.host_of("exec:one") == queue.host_of("exec:two"));
  for (std::uint32_t feed = 3; feed < 6; ++feed) queue.push(queue.host_of("exec:one"), feed);
  CHECK(queue.pop(now));
  CHECK(queue.pop(now));
  CHECK_FALSE(queue.pop(now));
}
