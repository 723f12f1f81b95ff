#include "support/answer.hpp"

#include <boost/beast/core/string.hpp>
#include <boost/beast/http/status.hpp>
#include <boost/beast/zlib/deflate_stream.hpp>
#include <boost/crc.hpp>
#include <stdexcept>

namespace telex::support {

namespace beast = boost::beast;

std::optional<std::string> Request::header(std::string_view name) const {
  for (const auto& [field, value] : headers) {
    if (beast::iequals({field.data(), field.size()}, {name.data(), name.size()})) return value;
  }
  return std::nullopt;
}

std::string Request::path() const { return target.substr(0, target.find('?')); }

namespace {

bool is_unchanged(const Answer& answer, const Request& request) {
  // RFC 9110 section 13.2.2: If-Modified-Since does not count beside If-None-Match.
  if (const auto known = request.header("If-None-Match")) {
    return !answer.etag.empty() && known->find(answer.etag) != std::string::npos;
  }
  const auto since = request.header("If-Modified-Since");
  return since && !answer.last_modified.empty() && *since == answer.last_modified;
}

bool has_body(unsigned status) { return status >= 200 && status != 204 && status != 304; }

void append_little_endian(std::string& out, std::uint32_t value) {
  for (unsigned shift = 0; shift < 32; shift += 8) out.push_back(static_cast<char>(value >> shift & 0xFF));
}

std::string deflated(std::string_view bytes) {
  beast::zlib::deflate_stream stream;
  stream.reset(6, 15, 8, beast::zlib::Strategy::normal);
  std::string out(stream.upper_bound(bytes.size()) + 16, '\0');
  beast::zlib::z_params params;
  params.next_in = bytes.data();
  params.avail_in = bytes.size();
  params.next_out = out.data();
  params.avail_out = out.size();
  beast::error_code code;
  stream.write(params, beast::zlib::Flush::finish, code);
  if (code != beast::zlib::error::end_of_stream) throw std::runtime_error{"deflate: " + code.message()};
  out.resize(params.total_out);
  return out;
}

}  // namespace

Answer conditional(Answer answer, const Request& request) {
  if (answer.status != 200 || !answer.raw.empty() || !is_unchanged(answer, request)) return answer;
  answer.status = 304;
  answer.body.clear();
  answer.gzip = false;
  return answer;
}

std::string render_head(const Answer& answer, std::uint64_t body_bytes) {
  const auto reason = beast::http::obsolete_reason(beast::http::int_to_status(answer.status));
  std::string head = "HTTP/1.1 " + std::to_string(answer.status) + ' ' + std::string{reason} + "\r\n";
  const auto add = [&head](std::string_view name, std::string_view value) {
    head.append(name).append(": ").append(value).append("\r\n");
  };
  for (const auto& [name, value] : answer.headers) add(name, value);
  if (!answer.etag.empty()) add("ETag", answer.etag);
  if (!answer.last_modified.empty()) add("Last-Modified", answer.last_modified);
  if (answer.gzip) add("Content-Encoding", "gzip");
  if (answer.close) add("Connection", "close");
  if (answer.declared_length) body_bytes = *answer.declared_length;
  if (answer.framing == Framing::length && has_body(answer.status)) add("Content-Length", std::to_string(body_bytes));
  if (answer.framing == Framing::chunked || answer.framing == Framing::chunked_without_end) {
    add("Transfer-Encoding", "chunked");
  }
  return head + "\r\n";
}

std::string gzip(std::string_view bytes) {
  std::string out{"\x1f\x8b\x08\0\0\0\0\0\0\xff", 10};
  out += deflated(bytes);
  boost::crc_32_type crc;
  crc.process_bytes(bytes.data(), bytes.size());
  append_little_endian(out, crc.checksum());
  append_little_endian(out, static_cast<std::uint32_t>(bytes.size()));
  return out;
}

Answer redirect(unsigned status, std::string location) {
  Answer answer;
  answer.status = status;
  answer.headers.emplace_back("Location", std::move(location));
  return answer;
}

Answer feed_answer(std::string body, std::string content_type) {
  Answer answer;
  answer.headers.emplace_back("Content-Type", std::move(content_type));
  answer.body = std::move(body);
  return answer;
}

}  // namespace telex::support
