#pragma once
#include <string>

namespace telex::fetch {

/// What an HTTP status other than 2xx and 304 means for a reader of feeds, as a clause: "404: there is no such feed
/// (any more); check its address".
std::string status_words(int status);

}  // namespace telex::fetch
