// Any text as a list of subscriptions: each feed has an address, and what is told stands on a line that is there.
#include "config/opml.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "base/utf8.hpp"
#include "fuzz/require.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string text = telex::utf8::repaired({reinterpret_cast<const char*>(bytes), size});
  const auto lines = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')) + 1;
  const telex::config::OpmlList list = telex::config::parse_opml(text);
  for (const telex::config::OpmlFeed& feed : list.feeds) {
    require(!feed.url.empty() && feed.line <= lines);
    require(telex::utf8::is_valid(feed.url) && telex::utf8::is_valid(feed.title));
    for (const std::string& tag : feed.tags) require(!tag.empty() && telex::utf8::is_valid(tag));
  }
  for (const telex::config::OpmlFault& fault : list.faults) require(fault.line <= lines && !fault.message.empty());
  return 0;
}
