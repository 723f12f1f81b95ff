// Any bytes: what the sanitiser writes it must read back unchanged, and no other reader of HTML may fail on them.
#include "html/sanitise.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "html/feed_links.hpp"
#include "html/text.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  static const std::optional<telex::Url> base = telex::Url::parse("https://site.test/blog/post?x=1");
  const std::string_view html{reinterpret_cast<const char*>(bytes), size};
  const std::string clean = telex::html::sanitise(html, base);
  if (telex::html::sanitise(clean, base) != clean) std::abort();
  telex::html::to_text(html);
  telex::html::to_readable_text(html);
  if (telex::html::feed_links(html, base).size() > telex::html::max_feed_links) std::abort();
  return 0;
}
