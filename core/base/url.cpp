#include "base/url.hpp"

#include <algorithm>
#include <array>
#include <boost/url/parse.hpp>
#include <cctype>
#include <charconv>

#include "base/idna.hpp"

namespace telex {
namespace {

bool is_space(char c) { return static_cast<unsigned char>(c) <= 0x20; }

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

bool is_hex(char c) { return std::isxdigit(static_cast<unsigned char>(c)) != 0; }

/// Characters that RFC 3986 section 2 allows somewhere in a URI, by byte; brackets are handled apart.
constexpr auto uri_characters = [] {
  std::array<bool, 256> allowed{};
  for (const char c :
       std::string_view{"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?#@!$&'()*+,;="}) {
    allowed[static_cast<unsigned char>(c)] = true;
  }
  return allowed;
}();

bool is_uri_character(char c) { return uri_characters[static_cast<unsigned char>(c)]; }

void append_encoded(std::string& out, char c) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  const auto byte = static_cast<unsigned char>(c);
  out += '%';
  out += digits[byte >> 4];
  out += digits[byte & 15];
}

/// Where the authority ("user@host:port") ends; 0 where the text has none.
std::size_t authority_end(std::string_view text) {
  const std::size_t slashes = text.find("//");
  if (slashes == std::string_view::npos || text.find_first_of("/?#") != slashes) return 0;
  if (slashes > 0 && text[slashes - 1] != ':') return 0;
  return std::min(text.find_first_of("/?#", slashes + 2), text.size());
}

bool needs_encoding(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return !is_uri_character(c); });
}

bool has_second_hash(std::string_view text) {
  const std::size_t first = text.find('#');
  return first != std::string_view::npos && text.find('#', first + 1) != std::string_view::npos;
}

/// The text without tabs and line breaks, and with backslashes before the query as slashes.
std::string tidied(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool in_path = true;
  for (const char c : text) {
    if (c == '\t' || c == '\n' || c == '\r') continue;
    in_path = in_path && c != '?' && c != '#';
    out += c == '\\' && in_path ? '/' : c;
  }
  return out;
}

bool is_ascii(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

bool is_escape(std::string_view text, std::size_t at) {
  return text[at] == '%' && at + 2 < text.size() && is_hex(text[at + 1]) && is_hex(text[at + 2]);
}

std::string decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!is_escape(text, i)) {
      out += text[i];
      continue;
    }
    unsigned char byte = 0;
    std::from_chars(&text[i + 1], &text[i + 1] + 2, byte, 16);
    out += static_cast<char>(byte);
    i += 2;
  }
  return out;
}

/// The text with its host in ASCII, RFC 3987 section 3.1. One that is none stays, and is encoded as a path would be.
std::string with_ascii_host(std::string text) {
  const std::size_t end = authority_end(text);
  if (end == 0) return text;
  std::size_t from = text.find("//") + 2;
  const std::size_t at = std::string_view{text}.substr(0, end).rfind('@');
  if (at != std::string::npos && at >= from) from = at + 1;
  const std::size_t to = std::min(text.find(':', from), end);
  const std::string host = decoded(std::string_view{text}.substr(from, to - from));
  if (is_ascii(host)) return text;
  const std::optional<std::string> ascii = host_to_ascii(host);
  return ascii ? text.replace(from, to - from, *ascii) : text;
}

/// Makes a URI reference of what people write: WHATWG URL Standard, section 4.4, as far as RFC 3986 has a place for it.
std::string encoded(std::string_view raw) {
  if (!needs_encoding(raw) && !has_second_hash(raw)) return std::string{raw};
  const std::string text = with_ascii_host(tidied(raw));
  const std::size_t authority = authority_end(text);
  std::string out;
  out.reserve(text.size() + 16);
  bool in_fragment = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool bracket = (c == '[' || c == ']') && i < authority;
    const bool space_in_host = c == ' ' && i < authority;  // stays, so that the parser refuses it
    const bool second_hash = c == '#' && in_fragment;
    in_fragment = in_fragment || c == '#';
    if (is_escape(text, i) || bracket || space_in_host || (is_uri_character(c) && !second_hash)) {
      out += c;
    } else {
      append_encoded(out, c);
    }
  }
  return out;
}

/// RFC 3986 section 5.2.4 drops a ".." that would leave the root, and every "."; Boost.URL keeps both at the start.
/// Its set_encoded_path() writes "/./" for "/", hence the way over the text.
void drop_leading_dot_segments(boost::urls::url& url) {
  const std::string_view path{url.encoded_path().data(), url.encoded_path().size()};
  std::string_view rest = path;
  while (rest.starts_with("/../") || rest.starts_with("/./")) rest.remove_prefix(rest.find('/', 1));
  if (rest == "/.." || rest == "/.") rest = "/";
  if (rest.size() == path.size()) return;
  const std::string_view whole{url.buffer().data(), url.buffer().size()};
  const auto before = static_cast<std::size_t>(path.data() - whole.data());
  std::string text{whole.substr(0, before)};
  text.append(rest).append(whole.substr(before + path.size()));
  if (const auto parsed = boost::urls::parse_uri(text)) url = *parsed;
}

bool starts_with_http(std::string_view text) { return text.starts_with("http://") || text.starts_with("https://"); }

}  // namespace

Url::Url(boost::urls::url url) : url_{std::move(url)}, text_{url_.buffer().data(), url_.buffer().size()} {}

std::optional<Url> Url::parse(std::string_view text) {
  const std::string usable = encoded(trimmed(text));
  const auto parsed = boost::urls::parse_uri(usable);
  if (!parsed) return std::nullopt;
  boost::urls::url url{*parsed};
  url.normalize_scheme();
  if (url.has_authority()) url.normalize_authority();
  return Url{std::move(url)};
}

std::optional<Url> Url::resolve(std::string_view reference) const {
  const std::string usable = encoded(trimmed(reference));
  const auto parsed = boost::urls::parse_uri_reference(usable);
  if (!parsed) return std::nullopt;
  boost::urls::url out;
  if (!boost::urls::resolve(url_, *parsed, out)) return std::nullopt;
  out.normalize_scheme();
  drop_leading_dot_segments(out);
  return Url{std::move(out)};
}

std::string Url::scheme() const { return std::string{url_.scheme().data(), url_.scheme().size()}; }

std::string Url::host() const {
  std::string host = url_.host_address();
  std::transform(host.begin(), host.end(), host.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return host;
}

std::uint16_t Url::port() const {
  if (url_.has_port() && url_.port_number() != 0) return url_.port_number();
  const std::string name = scheme();
  return name == "https" ? 443 : name == "http" ? 80 : 0;
}

std::string Url::user_info() const { return url_.userinfo(); }

bool Url::is_http() const { return starts_with_http(text_); }

std::string Url::origin() const { return scheme() + "://" + host() + ":" + std::to_string(port()); }

std::string Url::without_fragment() const { return text_.substr(0, text_.find('#')); }

bool is_plain_http(std::string_view text) {
  return starts_with_http(text) && !needs_encoding(text) && text.find('#') == std::string_view::npos;
}

std::string without_user_info(std::string_view text) {
  constexpr std::string_view mark = "://";
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = text.find(mark); at != std::string_view::npos; at = text.find(mark)) {
    out.append(text.substr(0, at + mark.size()));
    text.remove_prefix(at + mark.size());
    const std::string_view authority = text.substr(0, text.find_first_of("/?#\\ \t\r\n"));
    const std::size_t sign = authority.rfind('@');
    if (sign != std::string_view::npos) text.remove_prefix(sign + 1);
  }
  return out.append(text);
}

std::string resolve_reference(const std::optional<Url>& base, std::string_view reference) {
  const std::string_view text = trimmed(reference);
  if (starts_with_http(text) || !base) return encoded(text);
  const std::optional<Url> resolved = base->resolve(text);
  return resolved ? resolved->text() : encoded(text);
}

}  // namespace telex
