#include "net/easy.hpp"

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <boost/asio/ip/address.hpp>
#include <cstring>

#include "net/address.hpp"
#include "net/failure.hpp"

namespace telex::net {
namespace {

constexpr std::size_t max_header_bytes = 256 * 1024;

std::size_t on_body(char* bytes, std::size_t, std::size_t count, void* user) {
  auto& inbox = *static_cast<Inbox*>(user);
  if (inbox.body.size() + count > inbox.max_body_bytes) {
    inbox.body_too_large = true;
    return 0;
  }
  inbox.body.append(bytes, count);
  return count;
}

std::size_t on_header(char*, std::size_t, std::size_t count, void* user) {
  auto& inbox = *static_cast<Inbox*>(user);
  inbox.header_bytes += count;
  inbox.headers_too_large = inbox.header_bytes > max_header_bytes;
  return inbox.headers_too_large ? 0 : count;
}

/// The address that libcurl is about to connect to; absent where it is neither IPv4 nor IPv6.
std::optional<boost::asio::ip::address> address_of(const curl_sockaddr& target) {
  if (target.family == AF_INET) {
    sockaddr_in in{};
    std::memcpy(&in, &target.addr, sizeof in);
    return boost::asio::ip::address_v4{ntohl(in.sin_addr.s_addr)};
  }
  if (target.family == AF_INET6) {
    sockaddr_in6 in{};
    std::memcpy(&in, &target.addr, sizeof in);
    boost::asio::ip::address_v6::bytes_type bytes{};
    std::memcpy(bytes.data(), &in.sin6_addr, bytes.size());
    return boost::asio::ip::address_v6{bytes};
  }
  return std::nullopt;
}

/// The resolved address is judged here, at the last moment: a name that changes its mind after a check gains nothing.
curl_socket_t on_open_socket(void* user, curlsocktype, curl_sockaddr* target) {
  auto& inbox = *static_cast<Inbox*>(user);
  if (!inbox.allow_private) {
    const auto address = address_of(*target);
    if (!address || !is_public(*address)) {
      inbox.refused_private = true;
      return CURL_SOCKET_BAD;
    }
  }
  return ::socket(target->family, target->socktype | SOCK_CLOEXEC | SOCK_NONBLOCK, target->protocol);
}

template <class Value>
void set(CURL* easy, CURLoption option, Value value) {
  curl_easy_setopt(easy, option, value);
}

void set(CURL* easy, CURLoption option, const std::string& text) {
  if (!text.empty()) curl_easy_setopt(easy, option, text.c_str());
}

long http_version(const std::string& name) {
  if (name == "1.0") return CURL_HTTP_VERSION_1_0;
  if (name == "1.1") return CURL_HTTP_VERSION_1_1;
  if (name == "2") return CURL_HTTP_VERSION_2_0;
  return CURL_HTTP_VERSION_2TLS;
}

HeaderList header_list(const std::vector<std::string>& headers) {
  curl_slist* list = nullptr;
  for (const std::string& header : headers) list = curl_slist_append(list, header.c_str());
  return HeaderList{list};
}

/// What every request has in common.
void set_up(CURL* easy) {
  curl_easy_reset(easy);
  set(easy, CURLOPT_WRITEFUNCTION, &on_body);
  set(easy, CURLOPT_HEADERFUNCTION, &on_header);
  set(easy, CURLOPT_OPENSOCKETFUNCTION, &on_open_socket);
  set(easy, CURLOPT_PROTOCOLS_STR, "http,https");
  set(easy, CURLOPT_FOLLOWLOCATION, 0L);
  set(easy, CURLOPT_NOSIGNAL, 1L);
  set(easy, CURLOPT_QUICK_EXIT, 1L);  // stopping never waits for a resolver thread
  set(easy, CURLOPT_ACCEPT_ENCODING, "");
  set(easy, CURLOPT_HTTP_VERSION, http_version(""));
  set(easy, CURLOPT_NOPROXY, "");  // where a proxy is set it decides for every host, whatever the environment says
}

bool is_plain(const Request& request) {
  return request.username.empty() && request.cookie.empty() && request.http_version.empty() && request.verify_tls;
}

void set_special(CURL* easy, const Request& request) {
  set(easy, CURLOPT_HTTP_VERSION, http_version(request.http_version));
  set(easy, CURLOPT_USERNAME, request.username);
  set(easy, CURLOPT_PASSWORD, request.password);
  set(easy, CURLOPT_COOKIE, request.cookie);
  if (!request.verify_tls) {
    set(easy, CURLOPT_SSL_VERIFYPEER, 0L);
    set(easy, CURLOPT_SSL_VERIFYHOST, 0L);
  }
}

std::string header(CURL* easy, const char* name) {
  curl_header* found = nullptr;
  const bool there = curl_easy_header(easy, name, 0, CURLH_HEADER, -1, &found) == CURLHE_OK;
  return there ? std::string{found->value} : std::string{};
}

template <class Value>
Value info(CURL* easy, CURLINFO what) {
  Value value{};
  curl_easy_getinfo(easy, what, &value);
  return value;
}

/// Whether a body that libcurl gave up on was cut, so that what came of it can be used.
bool is_cut(CURLcode code) {
  return code == CURLE_PARTIAL_FILE || code == CURLE_BAD_CONTENT_ENCODING || code == CURLE_RECV_ERROR ||
         code == CURLE_HTTP2 || code == CURLE_HTTP2_STREAM || code == CURLE_WRITE_ERROR;
}

/// RFC 9112 section 6.3 and RFC 9113 section 8.1: a length, a last chunk or the end of a stream; what ends with the
/// connection may have been cut, and libcurl 7.88 takes half a gzip stream for a whole one.
bool end_is_known(CURL* easy) {
  const bool has_length = info<curl_off_t>(easy, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T) >= 0;
  return has_length || info<long>(easy, CURLINFO_HTTP_VERSION) >= CURL_HTTP_VERSION_2_0 ||
         !header(easy, "Transfer-Encoding").empty();
}

Response read_response(CURL* easy, CURLcode code, Inbox& inbox) {
  Response response;
  response.status = static_cast<int>(info<long>(easy, CURLINFO_RESPONSE_CODE));
  response.body = std::move(inbox.body);
  response.complete = code == CURLE_OK;
  response.end_is_known = !response.body.empty() && end_is_known(easy);
  response.content_type = header(easy, "Content-Type");
  response.location = header(easy, "Location");
  response.etag = header(easy, "ETag");
  response.last_modified = header(easy, "Last-Modified");
  const auto wait = info<curl_off_t>(easy, CURLINFO_RETRY_AFTER);
  // Servers send anything; a year is more than any caller waits.
  constexpr curl_off_t longest_wait = 366 * 24 * 3600;
  if (wait > 0) response.retry_after = std::chrono::seconds{std::min(wait, longest_wait)};
  return response;
}

}  // namespace

void prepare(Easy& easy, const Request& request, Inbox& inbox) {
  inbox.max_body_bytes = request.max_body_bytes;
  inbox.allow_private = request.allow_private || !request.proxy.empty();
  inbox.headers = header_list(request.headers);
  CURL* curl = easy.curl.get();
  const bool plain = is_plain(request);
  if (!plain || !easy.plain) set_up(curl);
  if (!plain) set_special(curl, request);
  easy.plain = plain;
  set(curl, CURLOPT_WRITEDATA, &inbox);
  set(curl, CURLOPT_HEADERDATA, &inbox);
  set(curl, CURLOPT_OPENSOCKETDATA, &inbox);
  set(curl, CURLOPT_URL, request.url.c_str());
  set(curl, CURLOPT_HTTPHEADER, inbox.headers.get());
  set(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(request.timeout.count()));
  set(curl, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(request.connect_timeout.count()));
  set(curl, CURLOPT_PROXY, request.proxy.c_str());  // "" also hides the environment's proxy
  set(curl, CURLOPT_USERAGENT, request.user_agent.c_str());
}

Result<Response> collect(CURL* easy, CURLcode code, const Request& request, Inbox& inbox) {
  if (inbox.refused_private) return refused_private(request);
  if (inbox.body_too_large) return body_too_large(request);
  if (inbox.headers_too_large) return headers_too_large(request);
  const bool cut = is_cut(code) && !inbox.body.empty();
  if (code != CURLE_OK && !cut) return failure(easy, code, request);
  return read_response(easy, code, inbox);
}

}  // namespace telex::net
