#pragma once
#include <boost/asio/ip/address.hpp>

namespace telex::net {

/// Whether an address is in none of the special-purpose ranges of RFC 6890 and its successors: not loopback, private,
/// link-local, shared (CGNAT), documentation, multicast, … IPv6 forms that carry an IPv4 address (mapped,
/// NAT64, 6to4) are judged by that address too.
bool is_public(const boost::asio::ip::address& address);

}  // namespace telex::net
