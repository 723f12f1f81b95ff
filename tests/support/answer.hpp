#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "support/gate.hpp"

namespace telex::support {

using Fields = std::vector<std::pair<std::string, std::string>>;

/// A request as it came in.
struct Request {
  std::string method;
  std::string target;  ///< as sent: path and query, or the absolute form where a proxy was asked
  Fields headers{};

  /// The first field of that name, case ignored; absent where there is none.
  std::optional<std::string> header(std::string_view name) const;

  /// The target without its query.
  std::string path() const;
};

/// How the end of a body is told, RFC 9112 section 6.3.
enum class Framing {
  length,               ///< Content-Length
  chunked,              ///< chunked, complete
  chunked_without_end,  ///< chunked, but the connection closes before the last chunk
  until_close,          ///< the connection's end is the body's
};

/// What the origin answers, sound or broken. Plain values: tests fill in what they care about.
struct Answer {
  unsigned status = 200;
  Fields headers{};             ///< sent as given
  std::string body{};           ///< not sent for HEAD, 204 and 304
  std::string etag{};           ///< sent; an If-None-Match that lists it gets a 304
  std::string last_modified{};  ///< sent; the same If-Modified-Since, byte for byte, gets a 304
  bool gzip = false;            ///< the body is compressed, where the request accepts that
  std::uint64_t repeat = 1;     ///< how often the body is sent: a huge one without its memory; not with gzip
  Framing framing = Framing::length;
  std::optional<std::uint64_t> declared_length{};  ///< a Content-Length of the test's own
  std::optional<std::uint64_t> cut_after{};        ///< the connection closes after that many bytes of the body
  std::size_t piece_bytes = std::size_t{64} << 10;
  std::shared_ptr<Gate> before_head{};   ///< passed before the first byte
  std::shared_ptr<Gate> before_piece{};  ///< passed before each piece of the body
  bool close = false;                    ///< ends the connection afterwards
  std::string raw{};                     ///< where set, these bytes are sent instead of all else, then it closes
};

/// The answer that is sent for this request: itself, or a 304 where its validators match.
Answer conditional(Answer answer, const Request& request);

/// The status line and the fields, up to the empty line. `body_bytes` is what Content-Length says.
std::string render_head(const Answer& answer, std::uint64_t body_bytes);

/// The bytes as one gzip member, RFC 1952.
std::string gzip(std::string_view bytes);

/// Answers that tests often need.
Answer redirect(unsigned status, std::string location);
Answer feed_answer(std::string body, std::string content_type = "application/rss+xml");

}  // namespace telex::support
