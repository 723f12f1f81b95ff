// Any bytes as text, with what a server may say of them in front: "charset\n". Whatever comes out is UTF-8, and UTF-8
// without a mark comes out as it is.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/utf8.hpp"
#include "fuzz/require.hpp"
#include "parse/charset.hpp"
#include "parse/encoding.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view all{reinterpret_cast<const char*>(bytes), size};
  const std::size_t line = std::min(all.find('\n'), all.size());
  const std::string type = "text/xml; charset=" + std::string{all.substr(0, line)};
  const std::string_view text = all.substr(std::min(line + 1, all.size()));
  telex::parse::Problems problems;
  const telex::parse::Decoded decoded = telex::parse::decode(std::string{text}, type, problems);
  require(telex::utf8::is_valid(decoded.text));
  require(telex::utf8::is_valid(decoded.encoding) && telex::parse::charset_of_label(decoded.encoding).has_value());
  const bool has_replacements = decoded.text.find("\uFFFD") != std::string::npos;
  require(problems.damaged() || !has_replacements || text.find("\xFF\xFD") != text.npos ||
          decoded.encoding != "utf-8" || text.find("\uFFFD") != text.npos);
  const bool is_plain = !text.starts_with("\xEF\xBB\xBF") && decoded.encoding == "utf-8";
  require(!is_plain || !telex::utf8::is_valid(text) || decoded.text == text);
  telex::parse::Problems again;
  require(telex::parse::decode(std::string{decoded.text}, "text/xml; charset=utf-8", again).text == decoded.text ||
          decoded.text.find('\0') != std::string::npos || decoded.text.starts_with("\uFEFF"));
  return 0;
}
