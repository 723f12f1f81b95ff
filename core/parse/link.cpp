#include "parse/link.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/host.hpp"
#include "parse/ascii.hpp"

namespace telex::parse {
namespace {

constexpr auto no_addresses = std::to_array<std::string_view>({"javascript:", "vbscript:", "data:"});

/// Browsers pass over white space and control characters in a scheme.
bool is_address(std::string_view url) {
  constexpr std::size_t longest = 11;
  std::string scheme;
  for (const char c : url) {
    if (static_cast<unsigned char>(c) > ' ') scheme += to_lower(c);
    if (c == ':' || scheme.size() > longest) break;
  }
  return std::ranges::find(no_addresses, scheme) == no_addresses.end();
}

}  // namespace

std::optional<std::string> resolve_within(html::UrlBudget& budget, const std::optional<Url>& base,
                                          std::string_view reference) {
  if (budget.is_exceeded() && reference.find(':') == std::string_view::npos) return std::nullopt;
  std::string url = resolve_reference(base, reference);
  if (!budget.allows(reference.size(), url.size())) return std::nullopt;
  return url;
}

std::string resolve_link(html::UrlBudget& budget, const std::optional<Url>& base, std::string_view reference) {
  // The result is looked at, not the reference alone: a base may have such a scheme, too.
  std::optional<std::string> url = resolve_within(budget, base, reference);
  if (!url || !is_address(reference) || !is_address(*url) || !has_valid_host(*url)) return {};
  return std::move(*url);
}

std::optional<Url> parse_base(std::string_view url) {
  if (url.size() > max_base_bytes) url = url.substr(0, url.find_first_of("?#"));
  return url.size() > max_base_bytes ? std::nullopt : Url::parse(url);
}

}  // namespace telex::parse
