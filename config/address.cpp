#include "config/address.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/command_words.hpp"
#include "base/url.hpp"

namespace telex::config {
namespace {

Error wrong(std::string_view url, std::string_view why) {
  return Error{.fault = Fault::invalid, .message = "\"" + std::string{url} + "\" " + std::string{why}, .place = {}};
}

/// Whether what follows the host's last colon, if anything does, is a port.
bool has_sound_port(std::string_view url) {
  std::string_view authority = url.substr(url.find("//") + 2);
  authority = authority.substr(0, authority.find_first_of("/?#"));
  const std::size_t colon = authority.find_last_of(":]@");
  if (colon == std::string_view::npos || authority[colon] != ':') return true;
  const std::string_view text = authority.substr(colon + 1);
  unsigned port = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
  return text.empty() || (error == std::errc{} && end == text.data() + text.size() && port >= 1 && port <= 65'535);
}

Result<std::string> web_identity(std::string_view written, const Url& url) {
  if (!url.is_http() || url.host().empty())
    return wrong(written, "names no host; write \"https://example.org/feed.xml\"");
  if (!has_sound_port(url.text())) return wrong(written, "has no sound port; write a number from 1 to 65535, or none");
  return url.text();
}

/// Whether an http(s) URL is written as Url would write it: the rule, so that lists of many feeds are read fast.
bool is_canonical(std::string_view url) {
  if (!is_plain_http(url)) return false;
  const std::string_view rest = url.substr(url.find("//") + 2);
  const std::size_t end = rest.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789.-");
  return end != 0 && end != std::string_view::npos && rest[end] == '/';
}

Result<std::string> file_identity(std::string_view written) {
  if (!written.starts_with("file:///") || written == "file:///") {
    return wrong(written, "is no file's URL; write \"file:///\" and the whole path, as in \"file:///srv/feed.xml\"");
  }
  return std::string{written};
}

Result<std::string> exec_identity(std::string_view written) {
  const auto words = command_words(written.substr(std::string_view{"exec:"}.size()));
  if (!words)
    return wrong(written, "names no program: " + words.error().message + "; write \"exec:program arguments\"");
  return std::string{written};
}

std::string no_scheme(std::string_view url) {
  const bool host_like = url.find('.') != std::string_view::npos && url.find(' ') == std::string_view::npos &&
                         url.find(':') == std::string_view::npos && url.front() != '/';
  return host_like ? "is no URL; did you mean \"https://" + std::string{url} + "\"?"
                   : "is no URL; write \"https://example.org/feed.xml\"";
}

}  // namespace

Result<std::string> feed_identity(std::string_view url) {
  if (url.empty()) return wrong(url, "is no URL; write \"https://example.org/feed.xml\"");
  if (url.starts_with("exec:")) return exec_identity(url);
  if (url.starts_with("file:")) return file_identity(url);
  if (is_canonical(url)) return std::string{url};
  const std::optional<Url> parsed = Url::parse(url);
  if (!parsed) return wrong(url, no_scheme(url));
  if (parsed->scheme() == "http" || parsed->scheme() == "https") return web_identity(url, *parsed);
  return wrong(url, "has a scheme that telex does not fetch; write http, https, file or exec");
}

bool is_web_address(std::string_view url) {
  const std::optional<Url> parsed = Url::parse(url);
  return parsed && parsed->is_http() && !parsed->host().empty();
}

bool is_proxy_address(std::string_view url) {
  static constexpr std::array<std::string_view, 6> schemes{"http", "https", "socks4", "socks4a", "socks5", "socks5h"};
  const std::optional<Url> parsed = Url::parse(url);
  return parsed && !parsed->host().empty() &&
         std::find(schemes.begin(), schemes.end(), parsed->scheme()) != schemes.end();
}

bool is_listen_address(std::string_view address) {
  const std::size_t colon = address.rfind(':');
  if (colon == std::string_view::npos) return false;
  const std::string_view host = address.substr(0, colon);
  const std::string_view port = address.substr(colon + 1);
  const bool bracketed = host.starts_with('[') && host.ends_with(']');
  if (!bracketed && host.find_first_of(":/[] ") != std::string_view::npos) return false;
  std::uint16_t number = 0;
  const auto [end, fault] = std::from_chars(port.data(), port.data() + port.size(), number);
  return fault == std::errc{} && end == port.data() + port.size();
}

}  // namespace telex::config
