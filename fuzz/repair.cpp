// Any text as XML: what is repaired needs no second repair, and pugixml reads all of it.
#include "parse/repair.hpp"

#include <cstddef>
#include <cstdint>
#include <pugixml.hpp>
#include <string_view>

#include "base/utf8.hpp"
#include "fuzz/require.hpp"

namespace {

bool is_read(const std::string& text) {
  pugi::xml_document tree;
  const auto status = tree.load_buffer(text.data(), text.size(), pugi::parse_default, pugi::encoding_utf8).status;
  return status == pugi::status_ok || status == pugi::status_no_document_element;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string text = telex::utf8::repaired({reinterpret_cast<const char*>(bytes), size});
  telex::parse::Problems problems;
  const std::string once = telex::parse::repaired(text, problems);
  require(is_read(once));
  require(telex::utf8::is_valid(once));
  telex::parse::Problems more;
  require(telex::parse::repaired(once, more) == once);
  // Without its document type, a text may lack what that declared.
  require(problems.damaged() || !more.damaged() || text.find("<!DOCTYPE") != text.npos);
  return 0;
}
