#include "config/load.hpp"

#include <doctest/doctest.h>

#include "config/load_from.hpp"

using namespace telex;
using namespace telex::config;
using namespace std::chrono_literals;

TEST_CASE("config: an empty file gives the documented defaults") {
  const support::TempDir scratch;
  scratch.write("telex.toml", "");
  const Loaded loaded = load_from(scratch);
  REQUIRE(loaded.has_value());
  CHECK(loaded->file == scratch.file("telex.toml"));
  CHECK(loaded->store == "sqlite:" + scratch.file(".local/state/telex/telex.db"));
  CHECK(loaded->fetch == FetchSettings{});
  CHECK(loaded->feeds.empty());
  CHECK(not_active_yet(*loaded).empty());
}

TEST_CASE("config: every key of [fetch] is taken over") {
  const support::TempDir scratch;
  scratch.write("telex.toml", R"(
store = "sqlite:db/telex.db"
[fetch]
interval = "1h"
interval_min = "1s"
interval_max = "2h"
concurrency = 7
per_host = 3
host_delay = "0"
timeout = "1500ms"
connect_timeout = "2s"
max_body = "1MiB"
allow_private = true
user_agent = "me"
proxy = "http://proxy:3128"
)");
  const Loaded loaded = load_from(scratch);
  REQUIRE(loaded.has_value());
  CHECK(loaded->store == "sqlite:" + scratch.file("db/telex.db"));
  const FetchSettings expected{.interval = 1h,
                               .interval_min = 1s,
                               .interval_max = 2h,
                               .concurrency = 7,
                               .per_host = 3,
                               .host_delay = 0ms,
                               .timeout = 1500ms,
                               .connect_timeout = 2s,
                               .max_body_bytes = 1ULL << 20,
                               .allow_private = true,
                               .user_agent = "me",
                               .proxy = "http://proxy:3128"};
  CHECK(loaded->fetch == expected);
}

TEST_CASE("config: every key of a feed is taken over") {
  const support::TempDir scratch;
  scratch.write("telex.toml", R"(
[[feed]]
url = " https://example.org/feed.xml "
title = "Shown"
tags = ["world", " politics", "world"]
interval = "1h"
priority = 10
full_text = true
headers = { Authorization = "Bearer x", "Accept-Language" = "de" }
user_agent = "me"
username = "ann"
password = "secret"
proxy = "socks5h://127.0.0.1:1080"
cookie = "a=b"
timeout = "5s"
http_version = "1.1"
verify_tls = false
)");
  const Loaded loaded = load_from(scratch);
  REQUIRE(loaded.has_value());
  const feed::Subscription expected{.url = "https://example.org/feed.xml",
                                    .title = "Shown",
                                    .tags = {"world", "politics"},
                                    .interval = 1h,
                                    .priority = 10,
                                    .full_text = true,
                                    .headers = {{"Accept-Language", "de"}, {"Authorization", "Bearer x"}},
                                    .user_agent = "me",
                                    .username = "ann",
                                    .password = "secret",
                                    .proxy = "socks5h://127.0.0.1:1080",
                                    .cookie = "a=b",
                                    .timeout = 5s,
                                    .http_version = "1.1",
                                    .verify_tls = false};
  REQUIRE(loaded->feeds.size() == 1);
  CHECK(loaded->feeds[0] == expected);
}

TEST_CASE("config: sections of features to come are read, kept and named") {
  const support::TempDir scratch;
  scratch.write("telex.toml", R"(
retention = { max_age = "90d", max_items_per_feed = 500 }
stories = { enabled = false, window = "3d" }
http.listen = "127.0.0.1:7070"
websub.callback = "https://news.example.org/websub/"
[[rule]]
match = "tag:world title:earthquake"
tag = ["urgent"]
mark = "read"
star = true
drop = true
story_priority = 3
exec = ["/usr/bin/notify", "telex"]
webhook = "https://hook.example.org/"
[[publish]]
name = "world"
match = "tag:world is:first"
path = "feeds"
[[feed]]
url = "http://a/"
full_text = true
)");
  const Loaded loaded = load_from(scratch);
  REQUIRE(loaded.has_value());
  CHECK(loaded->retention == RetentionSettings{.max_age = 90 * 24h, .max_items_per_feed = 500});
  CHECK(loaded->stories == StoriesSettings{.enabled = false, .window = 3 * 24h});
  CHECK(loaded->listen == "127.0.0.1:7070");
  CHECK(loaded->websub_callback == "https://news.example.org/websub/");
  const Rule rule{.match = "tag:world title:earthquake",
                  .tags = {"urgent"},
                  .mark_read = true,
                  .star = true,
                  .drop = true,
                  .story_priority = 3,
                  .exec = {"/usr/bin/notify", "telex"},
                  .webhook = "https://hook.example.org/"};
  CHECK(loaded->rules == std::vector<Rule>{rule});
  const Publication publication{.name = "world", .match = "tag:world is:first", .path = scratch.file("feeds")};
  CHECK(loaded->publications == std::vector<Publication>{publication});
  CHECK(not_active_yet(*loaded).size() == 7);
}

TEST_CASE("config: included files add feeds, in the order of their names") {
  const support::TempDir scratch;
  scratch.write("telex.toml", "include = [\"feeds.d/*.toml\", \"none.d/*.toml\"]\n[[feed]]\nurl = \"http://main/\"\n");
  scratch.write("feeds.d/b.toml", "[[feed]]\nurl = \"http://b/\"\n");
  scratch.write("feeds.d/a.toml", "include = [\"more/c.toml\"]\n[[feed]]\nurl = \"http://a/\"\n");
  scratch.write("feeds.d/more/c.toml", "[[feed]]\nurl = \"http://c/\"\n");
  scratch.write("feeds.d/ignored.txt", "no TOML");
  const Loaded loaded = load_from(scratch);
  REQUIRE(loaded.has_value());
  std::vector<std::string> urls;
  for (const auto& feed : loaded->feeds) urls.push_back(feed.url);
  CHECK(urls == std::vector<std::string>{"http://main/", "http://a/", "http://c/", "http://b/"});
}

TEST_CASE("config: a file that two patterns match is read once") {
  const support::TempDir scratch;
  scratch.write("telex.toml", "include = [\"feeds.d/*.toml\", \"feeds.d/a.toml\"]");
  scratch.write("feeds.d/a.toml", "[[feed]]\nurl = \"http://a/\"\n");
  const Loaded loaded = load_from(scratch);
  REQUIRE(loaded.has_value());
  CHECK(loaded->feeds.size() == 1);
}

TEST_CASE("config: a feed that stands in OPML too is merged, tags joined") {
  const support::TempDir scratch;
  scratch.write("telex.toml", R"(opml = ["lists/a.opml"]
[[feed]]
url = "http://Example.org/feed"
tags = ["mine"]
priority = 3
)");
  scratch.write("lists/a.opml", R"(<opml><body><outline text="News">
<outline text="Example" xmlUrl="http://example.org/feed"/><outline text="Other" xmlUrl="http://other/"/></outline>
<outline text="mine"><outline text="Again" xmlUrl="http://other/"/></outline></body></opml>)");
  const Loaded loaded = load_from(scratch);
  REQUIRE(loaded.has_value());
  REQUIRE(loaded->feeds.size() == 2);
  CHECK(loaded->feeds[0].url == "http://Example.org/feed");
  CHECK(loaded->feeds[0].title == "Example");
  CHECK(loaded->feeds[0].tags == std::vector<std::string>{"mine", "News"});
  CHECK(loaded->feeds[0].priority == 3);
  CHECK(loaded->feeds[1].title == "Other");
  CHECK(loaded->feeds[1].tags == std::vector<std::string>{"News", "mine"});
}

TEST_CASE("config: the store is found without reading the feeds, faulty ones among them") {
  const support::TempDir scratch;
  Environment environment;
  environment.home = scratch.path().string();
  scratch.write("telex.toml", "store = \"sqlite:own.db\"\n[[feed]]\nurl = \"nowhere\"\n");
  const auto named = read_store(scratch.file("telex.toml"), environment);
  REQUIRE(named.has_value());
  CHECK(*named == "sqlite:" + scratch.file("own.db"));
  scratch.write("telex.toml", "store = 5\n");
  CHECK(read_store(scratch.file("telex.toml"), environment).has_error());
  scratch.write("telex.toml", "");
  CHECK(*read_store(scratch.file("telex.toml"), environment) ==
        "sqlite:" + scratch.file(".local/state/telex/telex.db"));
}
