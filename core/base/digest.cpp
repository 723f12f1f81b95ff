#include "base/digest.hpp"

#include <xxhash.h>

namespace telex {

std::uint64_t digest(std::string_view bytes) { return XXH3_64bits(bytes.data(), bytes.size()); }

Digest& Digest::add(std::string_view field) {
  value_ = XXH3_64bits_withSeed(field.data(), field.size(), value_ + 1);
  return *this;
}

}  // namespace telex
