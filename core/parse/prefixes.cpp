#include "parse/prefixes.hpp"

#include <algorithm>

#include "base/utf8.hpp"
#include "parse/ascii.hpp"

namespace telex::parse {
namespace {

std::string quoted(std::string_view text) { return '"' + std::string{utf8::truncated(text, 60)} + '"'; }

}  // namespace

std::optional<std::string> Prefixes::fault_of(const RawTag& tag) {
  std::optional<std::string> fault;
  for (const RawAttribute& attribute : tag.attributes) {
    if (!attribute.name.starts_with("xmlns:")) continue;
    declare(attribute.name.substr(6));
    if (std::any_of(attribute.value.begin(), attribute.value.end(), is_space)) {
      fault = "the namespace " + quoted(attribute.value) + " is no URI";
    }
  }
  if (!check(tag.name)) fault = "the prefix of " + quoted(tag.name) + " is not declared";
  for (const RawAttribute& attribute : tag.attributes) {
    const bool is_declaration = attribute.name.starts_with("xmlns");
    if (!is_declaration && !check(attribute.name))
      fault = "the prefix of " + quoted(attribute.name) + " is not declared";
  }
  return fault;
}

bool Prefixes::is_declared(std::string_view prefix) const {
  return std::find(declared_.begin(), declared_.end(), prefix) != declared_.end();
}

void Prefixes::declare(std::string_view prefix) {
  constexpr std::size_t max_prefixes = 256;
  if (declared_.size() < max_prefixes && !is_declared(prefix)) declared_.push_back(prefix);
}

bool Prefixes::check(std::string_view name) {
  const std::size_t colon = name.find(':');
  if (colon == std::string_view::npos) return true;
  const std::string_view prefix = name.substr(0, colon);
  const bool known = prefix == last_ || is_declared(prefix);
  if (!known) declare(prefix);
  last_ = prefix;
  return known;
}

}  // namespace telex::parse
