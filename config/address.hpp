#pragma once
#include <string>
#include <string_view>

#include "base/error.hpp"

/// Which addresses a configuration may name. Whether they may be reached is decided at fetch.
namespace telex::config {

/// The form in which two spellings of one feed's address are equal: http, https and file URLs, and
/// "exec:program arguments". Fault::invalid says what would be right; the message begins with the address.
Result<std::string> feed_identity(std::string_view url);

/// Whether an http or https URL with a host.
bool is_web_address(std::string_view url);

/// Whether a proxy's URL: a scheme that libcurl knows, and a host.
bool is_proxy_address(std::string_view url);

/// Whether "HOST:PORT", "[ADDRESS]:PORT" or ":PORT".
bool is_listen_address(std::string_view address);

}  // namespace telex::config
