#pragma once
#include <boost/url/url.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace telex {

/// An absolute URL, RFC 3986, read as leniently as the WHATWG URL Standard where feeds need it: surrounding white space
/// is cut, tabs and line breaks are dropped, a host in Unicode becomes its ASCII form (UTS 46), and other characters
/// that RFC 3986 does not allow are percent-encoded.
class Url {
 public:
  /// Absent where the text has no scheme, or is no URL even after that leniency.
  static std::optional<Url> parse(std::string_view text);

  /// RFC 3986 section 5.2: this URL as the base of `reference`. Absent where the reference is no URL reference.
  std::optional<Url> resolve(std::string_view reference) const;

  /// The URL as it goes on the wire; fragment included.
  const std::string& text() const { return text_; }

  std::string scheme() const;     ///< lower case
  std::string host() const;       ///< decoded, lower case, no brackets round an IPv6 address; may be empty
  std::uint16_t port() const;     ///< as written, else the scheme's own (80, 443), else 0
  std::string user_info() const;  ///< "user:password", decoded; may be empty
  bool is_http() const;           ///< http or https
  std::string origin() const;     ///< "scheme://host:port", for gates and comparisons
  std::string without_fragment() const;

  friend bool operator==(const Url& a, const Url& b) { return a.text_ == b.text_; }

 private:
  explicit Url(boost::urls::url url);

  boost::urls::url url_;
  std::string text_;
};

/// Whether the text is an http(s) URL that needs neither encoding nor a fragment cut off to go on the wire. Cheap; says
/// nothing of the host.
bool is_plain_http(std::string_view text);

/// The text with the user and password cut out of every URL in it, for what is shown or logged: "http://ann:pw@host/"
/// becomes "http://host/". Only looks for "://" and "@"; it parses nothing, so that a faulty URL is cut as well.
std::string without_user_info(std::string_view text);

/// The reference resolved against the base, as text; the reference itself where it cannot be resolved. An absolute
/// http(s) reference, the common case, is only trimmed and encoded.
std::string resolve_reference(const std::optional<Url>& base, std::string_view reference);

}  // namespace telex
