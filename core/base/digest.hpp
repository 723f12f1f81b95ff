#pragma once
#include <cstdint>
#include <string_view>

namespace telex {

/// XXH3, 64 bits: for identity and change detection, not for security. Stable over versions and machines, so it may be
/// stored.
std::uint64_t digest(std::string_view bytes);

/// A digest over several fields in which ("ab", "c") and ("a", "bc") differ.
class Digest {
 public:
  Digest& add(std::string_view field);
  std::uint64_t value() const { return value_; }

 private:
  std::uint64_t value_ = 0;
};

}  // namespace telex
