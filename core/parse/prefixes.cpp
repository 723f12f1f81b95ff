#include "parse/prefixes.hpp"

#include <algorithm>
#include <boost/url/parse.hpp>

#include "html/text.hpp"
#include "parse/fault_log.hpp"
#include "parse/name.hpp"

namespace telex::parse {
namespace {

constexpr auto npos = std::string_view::npos;
constexpr std::string_view xml_uri = "http://www.w3.org/XML/1998/namespace";
constexpr std::string_view xmlns_uri = "http://www.w3.org/2000/xmlns/";

/// More are not kept, and then no prefix is held to be undeclared.
constexpr std::size_t max_bindings = 128;

std::string_view prefix_of(std::string_view name) {
  const std::size_t colon = name.find(':');
  return colon == npos ? std::string_view{} : name.substr(0, colon);
}

bool is_declaration(std::string_view attribute) { return attribute == "xmlns" || attribute.starts_with("xmlns:"); }

/// RFC 3986, URI-reference; section 3.3 wants a '/' between an authority and a path.
bool is_uri(std::string_view text) {
  const auto uri = boost::urls::parse_uri_reference({text.data(), text.size()});
  if (!uri) return false;
  return !uri->has_authority() || uri->encoded_path().empty() || uri->encoded_path().starts_with('/');
}

/// Which rule a declaration breaks; empty where none.
std::string_view broken_rule(std::string_view attribute, std::string_view uri) {
  const bool is_default = attribute == "xmlns";
  const std::string_view prefix = is_default ? std::string_view{} : attribute.substr(6);
  if (!is_default && !is_ncname(prefix)) return "is no prefix";
  if (prefix == "xml") return uri == xml_uri ? "" : "cannot be bound to another namespace";
  if (prefix == "xmlns") return "cannot be declared";
  if (uri == xml_uri || uri == xmlns_uri) return "is bound to a namespace that is not to be declared";
  if (uri.empty()) return is_default ? "" : "is bound to no namespace";
  const bool is_written_plainly = uri.find('&') == npos;
  return (is_written_plainly ? is_uri(uri) : is_uri(html::decode_references(uri))) ? "" : "is bound to what is no URI";
}

}  // namespace

std::optional<std::string> Prefixes::enter(const RawTag& tag, std::size_t depth) {
  fault_.reset();
  declare_all(tag, depth);
  if (tag.has_odd_names || !defaults_.empty()) check_names(tag);
  return std::exchange(fault_, std::nullopt);
}

Prefixes Prefixes::seen_from_within() const {
  Prefixes inner = *this;
  for (Binding& binding : inner.bindings_) binding.depth = 0;
  return inner;
}

void Prefixes::fault(std::string message) {
  if (!fault_) fault_ = std::move(message);
}

void Prefixes::forget() {
  if (bindings_.back().prefix == last_) last_ = "xml";
  bindings_.pop_back();
}

void Prefixes::declare_all(const RawTag& tag, std::size_t depth) {
  for (DefaultAttribute& row : defaults_) {
    if (row.element != tag.name || !is_declaration(row.name)) continue;
    if (!std::exchange(row.is_checked, true)) check_declaration(row.name, row.value);
    bind(row.name, row.value, depth);
  }
  for (const RawAttribute& attribute : tag.attributes) {
    if (!is_declaration(attribute.name)) continue;
    check_declaration(attribute.name, attribute.value);
    bind(attribute.name, attribute.value, depth);
  }
}

void Prefixes::check_declaration(std::string_view attribute, std::string_view uri) {
  const std::string_view rule = broken_rule(attribute, uri);
  if (!rule.empty()) fault(quoted(attribute) + ' ' + std::string{rule} + ": " + quoted(uri));
}

void Prefixes::bind(std::string_view attribute, std::string_view uri, std::size_t depth) {
  if (attribute != "xmlns" && bindings_.size() < max_bindings) bindings_.push_back({attribute.substr(6), uri, depth});
}

void Prefixes::check_names(const RawTag& tag) {
  check(tag.name);
  std::size_t prefixed = 0;
  for (const RawAttribute& attribute : tag.attributes) {
    if (is_declaration(attribute.name)) continue;
    check(attribute.name);
    prefixed += attribute.name.find(':') != npos;
  }
  if (prefixed > 1) check_twins(tag);
  for (const DefaultAttribute& row : defaults_) {
    if (row.element == tag.name && !is_declaration(row.name)) check(row.name);
  }
}

void Prefixes::check(std::string_view name) {
  if (!is_qname(name)) return fault(quoted(name) + " is no name");
  const std::string_view prefix = prefix_of(name);
  if (!prefix.empty() && prefix != last_ && prefix != "xml") check_prefix(name, prefix);
}

void Prefixes::check_prefix(std::string_view name, std::string_view prefix) {
  if (prefix == "xmlns") return fault("the prefix of " + quoted(name) + " is not for elements");
  if (!find(prefix)) {
    const bool is_told = std::find(undeclared_.begin(), undeclared_.end(), prefix) != undeclared_.end();
    if (is_told || bindings_.size() >= max_bindings || defaults_.size() >= max_defaults) return;
    fault("the prefix of " + quoted(name) + " is not declared");
    if (undeclared_.size() < max_bindings) undeclared_.push_back(prefix);
  }
  last_ = prefix;
}

/// Section 6.3: two attributes of one name, by prefixes of one namespace.
void Prefixes::check_twins(const RawTag& tag) {
  expanded_.clear();
  for (const RawAttribute& attribute : tag.attributes) {
    if (attribute.name.find(':') == npos || is_declaration(attribute.name)) continue;
    const Binding* binding = find(prefix_of(attribute.name));
    if (binding) expanded_.emplace_back(local_name(attribute.name), binding->uri);
  }
  std::sort(expanded_.begin(), expanded_.end());
  const auto twin = std::adjacent_find(expanded_.begin(), expanded_.end());
  if (twin != expanded_.end()) fault("the attribute " + quoted(twin->first) + " stands there twice");
}

const Prefixes::Binding* Prefixes::find(std::string_view prefix) const {
  const auto found = std::find_if(bindings_.rbegin(), bindings_.rend(),
                                  [&](const Binding& binding) { return binding.prefix == prefix; });
  return found == bindings_.rend() ? nullptr : &*found;
}

}  // namespace telex::parse
