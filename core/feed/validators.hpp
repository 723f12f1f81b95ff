#pragma once
#include <string>

namespace telex::feed {

/// What a server gave for conditional requests, byte for byte, RFC 9110 section 8.8; and the URL that it holds for.
struct Validators {
  std::string url;
  std::string etag;
  std::string last_modified;

  bool empty() const { return etag.empty() && last_modified.empty(); }
  friend bool operator==(const Validators&, const Validators&) = default;
};

}  // namespace telex::feed
