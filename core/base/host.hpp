#pragma once
#include <string_view>

namespace telex {

/// Whether host and port of an http(s) URL are such that the WHATWG URL Standard takes them, sections 3.5 and 4.4:
/// "http://[x/", "http://a|b/" and "http://a:99999/" lead nowhere. The URL may lack the scheme ("//host/"); true for
/// any other text. Names in Unicode are not looked at.
bool has_valid_host(std::string_view url);

}  // namespace telex
