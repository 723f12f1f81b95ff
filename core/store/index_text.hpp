#pragma once
#include <string>
#include "feed/document.hpp"
namespace telex::store {
std::string index_text(const feed::Entry& entry);
}
