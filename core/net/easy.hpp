#pragma once
#include <curl/curl.h>

#include <cstddef>
#include <memory>
#include <string>

#include "base/error.hpp"
#include "net/transfer.hpp"

namespace telex::net {

struct EasyCloser {
  void operator()(CURL* easy) const { curl_easy_cleanup(easy); }
};

/// A handle, used for one request after the other.
struct Easy {
  std::unique_ptr<CURL, EasyCloser> curl;
  bool plain = false;  ///< set up for requests that ask for nothing special: most options can stay as they are
};

struct ListCloser {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using HeaderList = std::unique_ptr<curl_slist, ListCloser>;

/// What libcurl's callbacks write to while a transfer is under way; it must not move.
struct Inbox {
  std::string body;
  std::uint64_t max_body_bytes = 0;
  std::size_t header_bytes = 0;
  bool body_too_large = false;
  bool headers_too_large = false;
  bool refused_private = false;
  bool allow_private = false;
  HeaderList headers;
};

/// Makes a fresh or used handle ready for a request; `inbox` outlives the transfer.
void prepare(Easy& easy, const Request& request, Inbox& inbox);

/// The answer, once libcurl says that it is done with `code`.
Result<Response> collect(CURL* easy, CURLcode code, const Request& request, Inbox& inbox);

}  // namespace telex::net
