#include "net/address.hpp"

#include <doctest/doctest.h>

using telex::net::is_public;

TEST_CASE("net: special-purpose addresses are not public") {
  for (const std::string text : {"0.0.0.0",          "10.1.2.3",        "100.64.0.1",  "127.0.0.1",
                                 "127.255.0.1",      "169.254.169.254", "172.16.0.1",  "172.31.255.255",
                                 "192.0.0.8",        "192.0.2.1",       "192.168.1.1", "198.18.0.1",
                                 "198.19.255.255",   "198.51.100.1",    "203.0.113.9", "224.0.0.1",
                                 "240.0.0.1",        "255.255.255.255", "::",          "::1",
                                 "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1",
                                 "2002:7f00:1::",    "2001::1",         "2001:db8::1", "fc00::1",
                                 "fd12::1",          "fe80::1",         "ff02::1",     "100::1",
                                 "3fff::1"}) {
    CAPTURE(text);
    CHECK_FALSE(is_public(boost::asio::ip::make_address(text)));
  }
}

TEST_CASE("net: everybody else's addresses are public") {
  for (const std::string text :
       {"1.1.1.1", "8.8.8.8", "100.63.255.255", "100.128.0.1", "172.15.0.1", "172.32.0.1", "198.17.0.1", "198.20.0.1",
        "223.255.255.255", "2606:4700::1111", "2a00:1450::1", "64:ff9b::808:808", "::ffff:8.8.8.8", "2002:808:808::"}) {
    CAPTURE(text);
    CHECK(is_public(boost::asio::ip::make_address(text)));
  }
}
