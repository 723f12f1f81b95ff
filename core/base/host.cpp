#include "base/host.hpp"

#include <algorithm>
#include <boost/url/ipv6_address.hpp>
#include <charconv>
#include <cstdint>
#include <optional>

namespace telex {
namespace {

constexpr auto npos = std::string_view::npos;

/// The number that the text is, all of it.
std::optional<std::uint64_t> number_of(std::string_view text, int base) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

/// Forbidden domain code points.
bool is_forbidden(unsigned char c) {
  return c <= ' ' || c == 0x7F || std::string_view{"#/:<>?@[\\]^|%"}.find(static_cast<char>(c)) != npos;
}

bool is_domain(std::string_view host) {
  for (std::size_t at = 0; at < host.size(); ++at) {
    auto c = static_cast<unsigned char>(host[at]);
    if (c == '%' && at + 2 < host.size()) {
      c = static_cast<unsigned char>(number_of(host.substr(at + 1, 2), 16).value_or('%'));
      at += 2;
    }
    if (is_forbidden(c)) return false;
  }
  return !host.empty();
}

std::optional<std::uint64_t> ipv4_number(std::string_view text) {
  if (text.starts_with("0x") || text.starts_with("0X")) return text.size() == 2 ? 0 : number_of(text.substr(2), 16);
  return number_of(text, text.size() > 1 && text.front() == '0' ? 8 : 10);
}

bool is_all_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// A host whose last part is a number has to be an address of IPv4; any other passes.
bool is_name_or_ipv4(std::string_view host) {
  if (host.ends_with('.')) host.remove_suffix(1);
  const std::string_view last = host.substr(host.rfind('.') + 1);
  if (!is_all_digits(last) && !(last.starts_with("0x") && ipv4_number(last))) return true;
  std::uint64_t room = std::uint64_t{1} << 32;  // of the parts that are left
  for (std::size_t parts = 1; parts <= 4; ++parts) {
    const std::size_t dot = host.find('.');
    const auto number = ipv4_number(host.substr(0, dot));
    if (!number || *number >= (dot == npos ? room : 256)) return false;
    if (dot == npos) return true;
    host.remove_prefix(dot + 1);
    room >>= 8;
  }
  return false;
}

bool is_port(std::string_view text) {
  return text.empty() || (is_all_digits(text) && number_of(text, 10).value_or(65'536) < 65'536);
}

bool is_host_and_port(std::string_view text) {
  const std::size_t bracket = text.starts_with('[') ? text.find(']') : 0;
  if (bracket == npos) return false;
  const std::size_t colon = std::min(text.find(':', bracket), text.size());
  if (colon < text.size() && !is_port(text.substr(colon + 1))) return false;
  const std::string_view host = text.substr(0, colon);
  if (bracket == 0) return is_domain(host) && is_name_or_ipv4(host);
  return bracket + 1 == colon && boost::urls::parse_ipv6_address(host.substr(1, bracket - 1)).has_value();
}

bool starts_with_scheme(std::string_view url, std::string_view scheme) {
  return url.size() >= scheme.size() && std::equal(scheme.begin(), scheme.end(), url.begin(), [](char a, char b) {
           return a == b || (b >= 'A' && b <= 'Z' && a == (b | 0x20));
         });
}

}  // namespace

bool has_valid_host(std::string_view url) {
  for (const std::string_view scheme : {"https:", "http:"}) {
    if (starts_with_scheme(url, scheme)) url.remove_prefix(scheme.size());
  }
  if (!url.starts_with("//")) return true;
  url.remove_prefix(std::min(url.find_first_not_of("/\\"), url.size()));
  url = url.substr(0, url.find_first_of("/\\?#"));
  return is_host_and_port(url.substr(url.rfind('@') + 1));
}

}  // namespace telex
