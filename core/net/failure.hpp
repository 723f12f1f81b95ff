#pragma once
#include <curl/curl.h>

#include "base/error.hpp"
#include "net/transfer.hpp"

/// Failed transfers in a user's words.
namespace telex::net {

Error failure(CURL* easy, CURLcode code, const Request& request);
Error refused_private(const Request& request);
Error body_too_large(const Request& request);
Error headers_too_large(const Request& request);

}  // namespace telex::net
