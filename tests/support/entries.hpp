#pragma once
#include <string>
#include <utility>
#include <vector>

#include "dedup/identity.hpp"
#include "feed/subscription.hpp"
#include "store/index_text.hpp"
#include "store/types.hpp"

/// Entries and updates as the pipeline makes them.
namespace telex::test {

/// 2026-01-01T00:00:00Z plus so many hours.
inline Instant hour(int hours) { return from_unix(1'767'225'600 + 3600LL * hours); }

inline feed::Entry entry(std::string guid, std::string title, std::string html = "<p>Body</p>") {
  feed::Entry e;
  e.id = std::move(guid);
  e.title = std::move(title);
  e.content_html = std::move(html);
  return e;
}

inline store::PreparedEntry prepared(feed::Entry e) {
  store::PreparedEntry p;
  p.identity = dedup::identify(e);
  p.revision = dedup::revision(e);
  p.text = store::index_text(e);
  p.entry = std::move(e);
  return p;
}

inline store::FeedUpdate update(store::FeedId feed, Instant at, std::vector<feed::Entry> entries) {
  store::FeedUpdate u;
  u.feed = feed;
  u.at = at;
  u.poll.last_fetch = u.poll.last_success = at;
  u.poll.http_status = 200;
  u.details = store::FeedDetails{"A feed", "https://example.org/", "", "en", "", "rss-2.0", false};
  for (feed::Entry& e : entries) u.entries.push_back(prepared(std::move(e)));
  return u;
}

inline feed::Subscription subscription(std::string url, std::vector<std::string> tags = {}) {
  feed::Subscription s;
  s.url = std::move(url);
  s.tags = std::move(tags);
  return s;
}

}  // namespace telex::test
