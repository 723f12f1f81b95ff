// Any text as a date: what is read must be a date that is written and read back the same.
#include "parse/date.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const auto date = telex::parse::parse_date({reinterpret_cast<const char*>(bytes), size});
  if (!date) return 0;
  const auto again = telex::parse::parse_date(telex::to_rfc3339(*date));
  const bool at_the_edge = telex::to_unix(*date) < -62'135'596'800 || telex::to_unix(*date) > 253'402'300'799;
  if (!at_the_edge && again != date) std::abort();
  return 0;
}
