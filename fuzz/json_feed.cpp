// Any text as JSON Feed: what is read is written as a feed that is read the same, without damage.
#include "parse/json_feed.hpp"

#include <cstddef>
#include <cstdint>
#include <string>

#include "base/utf8.hpp"
#include "fuzz/require.hpp"
#include "parse/parse.hpp"
#include "publish/json_feed.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string text = telex::utf8::repaired({reinterpret_cast<const char*>(bytes), size});
  telex::parse::Problems problems;
  auto document = telex::parse::read_json_feed(text, "http://feed.example/dir/feed", problems, nullptr, nullptr);
  if (!document) {
    require(document.error().fault == telex::Fault::not_a_feed && !document.error().message.empty());
    return 0;
  }
  const auto again = telex::parse::parse(telex::publish::to_json(*document), {});
  require(again.has_value() && !again->damaged);
  require(again->entries.size() == document->entries.size());
  for (std::size_t i = 0; i < again->entries.size(); ++i) {
    const telex::feed::Entry& one = document->entries[i];
    const telex::feed::Entry& other = again->entries[i];
    require(one.id == other.id && one.published == other.published);
  }
  return 0;
}
