#include <doctest/doctest.h>

#include "config/load.hpp"
#include "config/load_from.hpp"

using namespace telex;
using namespace telex::config;

namespace {

std::string joined(const std::vector<Error>& errors) {
  std::string text;
  for (const Error& error : errors) text += to_string(error) + "\n";
  return text;
}

}  // namespace

TEST_CASE("config: an error names line and key, what was found and what would be right") {
  const struct {
    std::string text;
    std::string place;    // after the file's name
    std::string message;  // a part of it
  } rows[] = {
      {"colour = 1", ":1: colour", "unknown key; known here are"},
      {"[fetch]\nintervall = \"5m\"", ":2: fetch.intervall", "did you mean \"interval\"?"},
      {"concurency = 5", ":1: concurency", "\"concurrency\" belongs in [fetch]"},
      {"concurrency = 5", ":1: concurrency", "\"concurrency\" belongs in [fetch]"},
      {"[[feed]]\nurl = \"http://a/\"\nstore = \"sqlite:x\"", ":3: feed.store", "before the first [section]"},
      {"[[feed]]\nurl = \"http://a/\"\ntag = [\"x\"]", ":3: feed.tag", "did you mean \"tags\"?"},
      {"store = 5", ":1: store", "found the number 5 where there must be a text in quotes"},
      {"store = \"telex.db\"", ":1: store", "\"telex.db\" is no store"},
      {"store = \"postgresql://me@host/db\"", ":1: store", "SQLite alone"},
      {"fetch = 1", ":1: fetch", "found the number 1 where there must be a table"},
      {"include = \"feeds.d\"", ":1: include", "found \"feeds.d\" where there must be a list of texts"},
      {"include = [\n 1]", ":2: include", "found the number 1"},
      {"[fetch]\ninterval = 30", ":2: fetch.interval", "found the number 30 where there must be a duration"},
      {"[fetch]\ninterval = \"30\"", ":2: fetch.interval", "found \"30\" where there must be a duration"},
      {"[fetch]\ninterval = \"0\"", ":2: fetch.interval", "\"1s\" or more"},
      {"[fetch]\ninterval = \"1500ms\"", ":2: fetch.interval", "whole seconds"},
      {"[fetch]\ninterval = 1979-05-27", ":2: fetch.interval", "found a date"},
      {"[fetch]\ninterval = [\"5m\"]", ":2: fetch.interval", "found a list"},
      {"[fetch]\nmax_body = \"16 MiB\"", ":2: fetch.max_body", "\"16MiB\""},
      {"[fetch]\nmax_body = -1", ":2: fetch.max_body", "found the number -1"},
      {"[fetch]\nconcurrency = 0", ":2: fetch.concurrency",
       "found the number 0 where there must be a whole number from 1"},
      {"[fetch]\nconcurrency = -4", ":2: fetch.concurrency", "found the number -4"},
      {"[fetch]\nconcurrency = 2.5", ":2: fetch.concurrency", "found the number 2.5"},
      {"[fetch]\nper_host = true", ":2: fetch.per_host", "found true"},
      {"[fetch]\nallow_private = \"yes\"", ":2: fetch.allow_private",
       "found \"yes\" where there must be true or false"},
      {"[fetch]\nproxy = \"proxy:3128\"", ":2: fetch.proxy", "\"proxy:3128\" is not a proxy's URL"},
      {"[fetch]\nuser_agent = \"a\\r\\nHost: b\"", ":2: fetch.user_agent", "control character"},
      {"[fetch]\ninterval_min = \"2h\"\ninterval_max = \"1h\"", ":2: fetch.interval_min",
       "is above fetch.interval_max"},
      {"[fetch]\n\ninterval_max = \"1m\"", ":3: fetch.interval_min", "is above fetch.interval_max"},
      {"[retention]\nmax_items_per_feed = -1", ":2: retention.max_items_per_feed", "found the number -1"},
      {"[stories]\nwindow = \"soon\"", ":2: stories.window", "a duration"},
      {"[http]\nlisten = \"7070\"", ":2: http.listen", "HOST:PORT"},
      {"[websub]\ncallback = \"https://a.example/\"", ":1: websub.callback", "[http] listen"},
      {"[http]\nlisten = \":1\"\n[websub]\ncallback = \"a\"", ":4: websub.callback", "an http or https URL"},
      {"[[feed]]\ntitle = \"a\"", ":1: feed.url", "is missing"},
      {"[[feed]]\nurl = 1", ":2: feed.url", "found the number 1"},
      {"[[feed]]\nurl = \"example.org\"", ":2: feed.url", "did you mean \"https://example.org\"?"},
      {"[feed]\nurl = \"http://a/\"", ":1: feed", "begin each with [[feed]]"},
      {"[[feed]]\nurl = \"http://a/\"\npriority = -1", ":3: feed.priority", "found the number -1"},
      {"[[feed]]\nurl = \"http://a/\"\ntags = [\"\"]", ":3: feed.tags", "empty"},
      {"[[feed]]\nurl = \"http://a/\"\nheaders = { \"a b\" = \"c\" }", ":3: feed.headers", "\"a b\" is no name"},
      {"[[feed]]\nurl = \"http://a/\"\nheaders = { A = 1 }", ":3: feed.headers.A", "found the number 1"},
      {"[[feed]]\nurl = \"http://a/\"\nhttp_version = \"3\"", ":3: feed.http_version", R"("1.0" or "1.1" or "2")"},
      {"[[feed]]\nurl = \"http://a/\"\n[[feed]]\nurl = \"HTTP://A/\"", ":4: feed.url", ":2 already"},
      {"[[rule]]\ntag = [\"a\"]", ":1: rule.match", "is missing"},
      {"[[rule]]\nmatch = \"a\"", ":1: rule", "does nothing"},
      {"[[rule]]\nmatch = \"a\"\nmark = \"seen\"", ":3: rule.mark", "there must be \"read\""},
      {"[[publish]]\nname = \"../x\"\nmatch = \"a\"", ":2: publish.name", "cannot be the name of a file"},
      {"[[publish]]\nname = \"x\"\nmatch = \"\"", ":3: publish.match", "empty"},
      {"[[publish]]\nname=\"x\"\nmatch=\"a\"\n[[publish]]\nname=\"x\"\nmatch=\"a\"", ":4: publish.name",
       "taken already"},
      {"include = [\"none.toml\"]", ":1: include", "there is no such file"},
      {"include = [\"telex.toml\"]", ":1: include", "leads back"},
      {"include = [\"*.toml\"]", ":1: include", "leads back"},
      {"opml = [\"none.opml\"]", ":1: opml", "there is no such file"},
      {"store = \"sqlite:a\"\nstore = \"sqlite:b\"", ":2", "is no TOML"},
      {"store = sqlite", ":1", "is no TOML"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    const support::TempDir scratch;
    const std::string file = scratch.write("telex.toml", row.text);
    const Loaded loaded = load_from(scratch);
    REQUIRE_FALSE(loaded.has_value());
    CAPTURE(joined(loaded.error()));
    REQUIRE(loaded.error().size() == 1);
    CHECK(loaded.error()[0].place == file + row.place);
    CHECK(loaded.error()[0].message.find(row.message) != std::string::npos);
  }
}

TEST_CASE("config: all errors come at once, by file and line") {
  const support::TempDir scratch;
  scratch.write("telex.toml", R"(opml = ["list.opml"]
include = ["a.toml", "none.toml"]
[fetch]
timeout = 5
concurrency = 0
bogus = 1
[[feed]]
url = "nowhere"
)");
  scratch.write("a.toml", "[fetch]\ninterval = \"1h\"\n[[feed]]\nurl = \"ftp://a/\"\nx = 1\n");
  scratch.write("list.opml", "<opml><body>\n<outline xmlUrl='b'/>\n<outline xmlUrl='exec:rm'/></body></opml>");
  const Loaded loaded = load_from(scratch);
  REQUIRE_FALSE(loaded.has_value());
  std::vector<std::string> places;
  for (const Error& error : loaded.error()) places.push_back(error.place.substr(scratch.file("").size()));
  CHECK(places == std::vector<std::string>{"telex.toml:2: include", "telex.toml:4: fetch.timeout",
                                           "telex.toml:5: fetch.concurrency", "telex.toml:6: fetch.bogus",
                                           "telex.toml:8: feed.url", "a.toml:1: fetch", "a.toml:4: feed.url",
                                           "a.toml:5: feed.x", "list.opml:2: xmlUrl", "list.opml:3: xmlUrl"});
}

TEST_CASE("config: a cycle of includes is an error of the file that closes it") {
  const support::TempDir scratch;
  scratch.write("telex.toml", "include = [\"a.toml\"]");
  scratch.write("a.toml", "\ninclude = [\"sub/b.toml\"]");
  const std::string last = scratch.write("sub/b.toml", "include = [\"../a.toml\"]");
  const Loaded loaded = load_from(scratch);
  REQUIRE_FALSE(loaded.has_value());
  REQUIRE(loaded.error().size() == 1);
  CHECK(loaded.error()[0].place == last + ":1: include");
}

TEST_CASE("config: a file that is missing or a directory is named") {
  const support::TempDir scratch;
  const Loaded missing = load_from(scratch);
  REQUIRE_FALSE(missing.has_value());
  CHECK(missing.error() == std::vector<Error>{{Fault::not_found, "there is no such file", scratch.file("telex.toml")}});
  scratch.write("telex.toml/file", "");
  const Loaded directory = load_from(scratch);
  REQUIRE_FALSE(directory.has_value());
  CHECK(directory.error()[0].message.find("cannot be read") != std::string::npos);
}

TEST_CASE("config: without HOME a store must be named") {
  const support::TempDir scratch;
  const std::string file = scratch.write("telex.toml", "");
  const Loaded loaded = load(file, Environment{});
  REQUIRE_FALSE(loaded.has_value());
  CHECK(loaded.error()[0].place == file + ": store");
}
