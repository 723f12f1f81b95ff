#include "base/host.hpp"

#include <doctest/doctest.h>

#include <string>

using telex::has_valid_host;

TEST_CASE("host: what the URL Standard takes for host and port is valid") {
  for (const std::string url : {"http://example.org",
                                "https://example.org/a[b]?c|d",
                                "HTTP://ann:pw@example.org:8080/",
                                "http://a:@b/",
                                "http://example.org:/",
                                "http://example.org:65535",
                                "//example.org/",
                                "http://[::1]:80/",
                                "http://[2001:db8::1]",
                                "http://192.0.2.1/",
                                "http://0x7f.1/",
                                "http://3221225985/",
                                "http://1.2.3.4./",
                                "http://a_b.example/",
                                "http://ex%61mple.org/",
                                "http://b\xC3\xBC"
                                "cher.example/",
                                "http:///example.org/",
                                "http://1.example/",
                                "mailto:a@b",
                                "a/b:c",
                                "/a|b",
                                ""}) {
    CAPTURE(url);
    CHECK(has_valid_host(url));
  }
}

TEST_CASE("host: what the URL Standard refuses is not valid") {
  for (const std::string url :
       {"http://",           "http://:80/",   "http://a@/",      "http://?a",          "http://[x/",
        "http://[x]/",       "http://[::1",   "//[::1",          "http://[::1]a/",     "http://x:99999/a",
        "http://x:65536",    "http://x:8o/",  "http://a:1:2/",   "http://a b/",        "http://a%20b/",
        "http://a|b/",       "http://a%7Cb/", "http://<a>/",     "http://a%/",         "http://192.0.2.256/",
        "http://1.2.3.4.5/", "http://a.1/",   "http://1.256.3/", "http://4294967296/", "http://09.1/"}) {
    CAPTURE(url);
    CHECK_FALSE(has_valid_host(url));
  }
}
