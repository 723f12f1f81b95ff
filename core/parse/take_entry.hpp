#pragma once
#include <functional>

#include "feed/document.hpp"

namespace telex::parse {

/// Takes over the entries of a document one after the other, in their order.
using TakeEntry = std::function<void(feed::Entry&& entry)>;

}  // namespace telex::parse
