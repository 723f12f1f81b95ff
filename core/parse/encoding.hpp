#pragma once
#include <string>
#include <string_view>

#include "parse/problems.hpp"

namespace telex::parse {

/// A document as UTF-8, without byte order mark.
struct Decoded {
  std::string text;
  std::string encoding;     ///< what the bytes were read as, lower case
  std::string_view reason;  ///< a clause for people; a literal
};

/// Finds the encoding of a document and decodes it: byte order mark, zero bytes of UTF-16 and UTF-32, charset of the
/// Content-Type, XML declaration, strict UTF-8, detection, windows-1252 (RFC 7303 section 3; XML 1.0 appendix F). A
/// label that the bytes contradict is passed over and noted. The text is well-formed UTF-8 whatever comes in.
Decoded decode(std::string_view bytes, std::string_view content_type, Problems& problems);

/// The value of the parameter `charset`, RFC 9110 section 8.3.1; quotes of either kind are cut. Empty: none.
std::string charset_parameter(std::string_view content_type);

/// The encoding that an XML declaration at the start of ASCII-compatible bytes names. Empty: none.
std::string declared_encoding(std::string_view bytes);

}  // namespace telex::parse
