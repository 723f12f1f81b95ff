#include "config/address.hpp"

#include <doctest/doctest.h>

using namespace telex::config;

TEST_CASE("config: addresses of feeds may be spelled in odd but legal ways") {
  for (const std::string url :
       {"https://example.org/feed.xml", "http://127.1/", "http://0x7f000001/", "http://[::127.0.0.1]/",
        "http://2130706433/", "http://user:secret@example.org/feed", "http://example.org/ä/日本",
        "http://münchen.example/", "HTTP://EXAMPLE.ORG", "file:///srv/feed.xml",
        "exec:/usr/bin/make-feed --all \"two words\"", "http://example.org:8080/a b?c=|"}) {
    CAPTURE(url);
    CHECK(feed_identity(url).has_value());
  }
}

TEST_CASE("config: an address that is no feed's is refused with what would be right") {
  const struct {
    std::string url;
    std::string hint;
  } rows[] = {{"", "write \"https://"},
              {"example.org/feed", "did you mean \"https://example.org/feed\"?"},
              {"/srv/feed.xml", "is no URL"},
              {"http:///feed", "names no host"},
              {"http:/example.org/feed", "names no host"},
              {"ftp://example.org/feed", "http, https, file or exec"},
              {"feed://example.org/feed", "http, https, file or exec"},
              {"file://srv/feed.xml", "file:///"},
              {"file:feed.xml", "file:///"},
              {"http://example.org:99999/", "from 1 to 65535"},
              {"http://example.org:0/", "from 1 to 65535"},
              {"http://example.org:abc/", "from 1 to 65535"},
              {"exec:", "names no program"},
              {"exec:   ", "names no program"},
              {"exec:prog 'open", "is not closed"},
              {"http://exa mple.org/", "is no URL"}};
  for (const auto& row : rows) {
    CAPTURE(row.url);
    const auto identity = feed_identity(row.url);
    REQUIRE_FALSE(identity.has_value());
    CHECK(identity.error().message.find(row.hint) != std::string::npos);
    CHECK(identity.error().message.starts_with("\"" + row.url + "\" "));
  }
}

TEST_CASE("config: spellings of one address have one identity") {
  CHECK(*feed_identity("HTTP://Example.ORG/feed") == *feed_identity("http://example.org/feed"));
  CHECK(*feed_identity("http://example.org/a b") == *feed_identity("http://example.org/a%20b"));
  CHECK(*feed_identity("http://example.org/A") != *feed_identity("http://example.org/a"));
}

TEST_CASE("config: addresses to listen on name a host and a port") {
  for (const std::string good : {"127.0.0.1:7070", "[::1]:7070", ":8080", "localhost:0"}) {
    CAPTURE(good);
    CHECK(is_listen_address(good));
  }
  for (const std::string bad :
       {"7070", "127.0.0.1", "::1:7070", "127.0.0.1:65536", "127.0.0.1:http", "http://a:1", "a:"}) {
    CAPTURE(bad);
    CHECK_FALSE(is_listen_address(bad));
  }
}

TEST_CASE("config: a proxy has a scheme that says how to talk to it") {
  CHECK(is_proxy_address("http://proxy:3128"));
  CHECK(is_proxy_address("socks5h://127.0.0.1:1080"));
  CHECK_FALSE(is_proxy_address("proxy:3128"));
  CHECK_FALSE(is_proxy_address("ftp://proxy"));
}
