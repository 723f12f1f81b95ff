#include "net/failure.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstring>

#include "base/url.hpp"

namespace telex::net {
namespace {

struct Row {
  CURLcode code;
  Fault fault;
  std::string_view words;
};

constexpr std::array<Row, 20> rows{{
    {CURLE_UNSUPPORTED_PROTOCOL, Fault::invalid, "this is neither http nor https, or the answer is not HTTP"},
    {CURLE_URL_MALFORMAT, Fault::invalid, "this is no URL that can be fetched"},
    {CURLE_COULDNT_RESOLVE_HOST, Fault::not_found, "the host name cannot be resolved: no such host, or no DNS"},
    {CURLE_COULDNT_RESOLVE_PROXY, Fault::not_found, "the proxy's host name cannot be resolved"},
    {CURLE_COULDNT_CONNECT, Fault::network, "no connection to the server"},
    {CURLE_GOT_NOTHING, Fault::network, "the server closed the connection without an answer"},
    {CURLE_SEND_ERROR, Fault::network, "the connection broke while the request was sent"},
    {CURLE_RECV_ERROR, Fault::network, "the connection broke before the answer came"},
    {CURLE_PARTIAL_FILE, Fault::network, "the connection ended before the body did"},
    {CURLE_WEIRD_SERVER_REPLY, Fault::network, "the answer is not HTTP"},
    {CURLE_HTTP2, Fault::network, "the server broke the rules of HTTP/2"},
    {CURLE_HTTP2_STREAM, Fault::network, "the server gave up the HTTP/2 stream"},
    {CURLE_BAD_CONTENT_ENCODING, Fault::malformed, "the body's compression is damaged or of an unknown kind"},
    {CURLE_PEER_FAILED_VERIFICATION, Fault::network, "the server's TLS certificate is not valid for it"},
    {CURLE_SSL_CONNECT_ERROR, Fault::network, "no TLS connection could be made"},
    {CURLE_SSL_CERTPROBLEM, Fault::network, "the TLS certificate cannot be used"},
    {CURLE_SSL_CACERT_BADFILE, Fault::io, "the system's CA certificates cannot be read"},
    {CURLE_PROXY, Fault::network, "the proxy refused"},
    {CURLE_OUT_OF_MEMORY, Fault::too_large, "a line of the answer's header is longer than any honest one"},
    {CURLE_LOGIN_DENIED, Fault::http_status, "the server refused the user name or password"},
}};

bool is_tls(CURLcode code) {
  return code == CURLE_PEER_FAILED_VERIFICATION || code == CURLE_SSL_CONNECT_ERROR || code == CURLE_SSL_CERTPROBLEM;
}

/// The system's own reason behind a failed connection, e.g. "Connection refused"; empty where it gave none.
std::string system_reason(CURL* easy, CURLcode code) {
  if (code != CURLE_COULDNT_CONNECT && code != CURLE_RECV_ERROR && code != CURLE_SEND_ERROR) return {};
  long number = 0;
  curl_easy_getinfo(easy, CURLINFO_OS_ERRNO, &number);
  return number == 0 ? std::string{} : fmt::format(" ({})", std::strerror(static_cast<int>(number)));
}

/// OpenSSL's words for a failed verification, e.g. "certificate has expired".
std::string tls_reason(CURL* easy, CURLcode code) {
  if (!is_tls(code)) return {};
  long result = 0;
  curl_easy_getinfo(easy, CURLINFO_SSL_VERIFYRESULT, &result);
  constexpr long expired = 10;
  constexpr long self_signed = 18;
  constexpr long self_signed_in_chain = 19;
  constexpr long unknown_issuer = 20;
  if (result == expired) return ": it has expired";
  if (result == self_signed || result == self_signed_in_chain) return ": it is self-signed";
  if (result == unknown_issuer) return ": its issuer is unknown";
  return {};
}

Error timed_out(CURL* easy, const Request& request) {
  double connected = 0;
  curl_easy_getinfo(easy, CURLINFO_PRETRANSFER_TIME, &connected);
  const auto seconds = [](std::chrono::milliseconds span) { return static_cast<double>(span.count()) / 1000; };
  const std::string words = connected > 0 ? fmt::format("no complete answer within {:g} s", seconds(request.timeout))
                                          : fmt::format("no connection within {:g} s",
                                                        seconds(std::min(request.connect_timeout, request.timeout)));
  return {Fault::timeout, words, request.url};
}

}  // namespace

Error failure(CURL* easy, CURLcode code, const Request& request) {
  if (code == CURLE_OPERATION_TIMEDOUT) return timed_out(easy, request);
  const auto* row = std::find_if(rows.begin(), rows.end(), [&](const Row& r) { return r.code == code; });
  if (row == rows.end())
    return {Fault::network, fmt::format("the transfer failed: {}", curl_easy_strerror(code)), request.url};
  return {row->fault, fmt::format("{}{}{}", row->words, system_reason(easy, code), tls_reason(easy, code)),
          request.url};
}

Error refused_private(const Request& request) {
  const auto url = Url::parse(request.url);
  return {Fault::forbidden,
          fmt::format("{} is a private or special address; allow_private = true in [fetch] permits it",
                      url ? url->host() : "the host"),
          request.url};
}

Error body_too_large(const Request& request) {
  return {Fault::too_large,
          fmt::format("the body is larger than {} bytes (max_body in [fetch])", request.max_body_bytes), request.url};
}

Error headers_too_large(const Request& request) {
  return {Fault::too_large, "the answer's header is larger than any honest one", request.url};
}

}  // namespace telex::net
