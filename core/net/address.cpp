#include "net/address.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace telex::net {
namespace {

using boost::asio::ip::address_v4;
using boost::asio::ip::address_v6;

struct Range4 {
  std::uint32_t prefix;
  int bits;
};

/// IANA IPv4 Special-Purpose Address Registry (RFC 6890), and multicast and reserved space.
constexpr std::array<Range4, 16> special_4{{
    {0x00000000, 8},   // this network
    {0x0A000000, 8},   // private
    {0x64400000, 10},  // shared, RFC 6598
    {0x7F000000, 8},   // loopback
    {0xA9FE0000, 16},  // link-local, cloud metadata
    {0xAC100000, 12},  // private
    {0xC0000000, 24},  // IETF protocol assignments
    {0xC0000200, 24},  // documentation
    {0xC01FC400, 24},  // AS112
    {0xC034C100, 24},  // AMT
    {0xC0586300, 24},  // 6to4 relay anycast
    {0xC0A80000, 16},  // private
    {0xC6120000, 15},  // benchmarking
    {0xC6336400, 24},  // documentation
    {0xCB007100, 24},  // documentation
    {0xE0000000, 3},   // multicast, reserved, broadcast
}};

bool is_public(const address_v4& address) {
  const std::uint32_t value = address.to_uint();
  return std::none_of(special_4.begin(), special_4.end(),
                      [&](Range4 range) { return ((value ^ range.prefix) >> (32 - range.bits)) == 0; });
}

address_v4 v4_at(const address_v6::bytes_type& bytes, std::size_t at) {
  return address_v4{{bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]}};
}

bool starts_with(const address_v6::bytes_type& bytes, std::initializer_list<unsigned char> prefix) {
  return std::equal(prefix.begin(), prefix.end(), bytes.begin());
}

bool is_public(const address_v6& address) {
  const auto bytes = address.to_bytes();
  if (starts_with(bytes, {0x00, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0}))
    return is_public(v4_at(bytes, 12));  // NAT64
  // Global unicast is 2000::/3; everything else is loopback, mapped, unique local, link-local, multicast or unassigned.
  if ((bytes[0] & 0xE0) != 0x20) return false;
  if (starts_with(bytes, {0x20, 0x02})) return is_public(v4_at(bytes, 2));       // 6to4
  if (starts_with(bytes, {0x20, 0x01}) && (bytes[2] & 0xFE) == 0) return false;  // 2001::/23, Teredo among them
  if (starts_with(bytes, {0x20, 0x01, 0x0D, 0xB8})) return false;                // documentation
  return !starts_with(bytes, {0x3F, 0xFF});                                      // documentation, RFC 9637
}

}  // namespace

bool is_public(const boost::asio::ip::address& address) {
  if (address.is_v4()) return is_public(address.to_v4());
  const address_v6 v6 = address.to_v6();
  if (v6.is_v4_mapped()) return is_public(boost::asio::ip::make_address_v4(boost::asio::ip::v4_mapped, v6));
  return is_public(v6);
}

}  // namespace telex::net
