// Any bytes as a feed: whatever is read must be printable as JSON in UTF-8, and bounded.
#include "parse/parse.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

#include "base/utf8.hpp"
#include "fuzz/require.hpp"
#include "parse/problems.hpp"
#include "publish/json_feed.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  std::string text{reinterpret_cast<const char*>(bytes), size};
  const auto document =
      telex::parse::parse(std::move(text), {.content_type = "", .url = "http://feed.example/dir/feed"});
  if (!document) {
    require(document.error().fault == telex::Fault::not_a_feed && !document.error().message.empty());
    return 0;
  }
  require(document->problems.size() <= telex::parse::Problems::max_listed + 1);
  require(!document->damaged || !document->problems.empty());
  require(telex::utf8::is_valid(telex::publish::to_json(*document)));
  return 0;
}
