#include "parse/element.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/utf8.hpp"
#include "html/image.hpp"
#include "html/text.hpp"
#include "parse/ascii.hpp"
#include "parse/link.hpp"

namespace telex::parse {
namespace {

std::pair<std::string_view, std::string_view> split_name(std::string_view name) {
  const std::size_t colon = name.find(':');
  if (colon == std::string_view::npos) return {{}, name};
  return {name.substr(0, colon), name.substr(colon + 1)};
}

/// A URL that was escaped and then put into CDATA or escaped again: no server has a parameter of the name "amp;x".
std::string escaped_once(std::string_view url) {
  constexpr std::string_view escape = "&amp;";
  std::string out;
  for (std::size_t at = url.find(escape); at != std::string_view::npos; at = url.find(escape)) {
    out.append(url.substr(0, at + 1));
    url.remove_prefix(at + escape.size());
  }
  return out.append(url);
}

bool is_text(pugi::xml_node node) { return node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata; }

}  // namespace

Scope::Scope(std::optional<Url> base, std::size_t document_bytes, Problems& problems)
    : problems_{problems}, url_budget_{document_bytes}, base_{&bases_.emplace_back(std::move(base))} {}

void Scope::bind(std::string_view prefix, std::string_view uri) {
  constexpr std::size_t max_bindings = 512;
  if (bindings_.size() >= max_bindings) return;
  Ns ns = namespace_of_uri(uri);
  // An unknown URI is more often a misspelt one than another vocabulary under a well-known prefix.
  if (ns == Ns::other) ns = prefix.empty() ? Ns::plain : namespace_of_prefix(prefix);
  bindings_.push_back({prefix, ns});
}

void Scope::rebase(std::string_view reference) {
  constexpr std::size_t max_bases = 1024;
  if (bases_.size() >= max_bases) {
    static const std::optional<Url> unknown;
    base_ = &unknown;
    if (!std::exchange(too_many_bases_, true)) problems_.note("too many xml:base, the rest is taken for unknown");
    return;
  }
  std::optional<Url> base = *base_ ? (*base_)->resolve(reference) : Url::parse(reference);
  if (!base || base->text().size() > max_base_bytes) {
    const std::string_view shown = utf8::truncated(reference, 80);
    if (std::exchange(bad_base_, shown) != shown) problems_.note("the xml:base cannot be used", *bad_base_);
    return;
  }
  base_ = &bases_.emplace_back(std::move(base));
}

void Scope::forget() {
  kept_.clear();
  bases_.resize(1);
  base_ = &bases_.front();
}

Scope::Level Scope::enter(pugi::xml_node node) {
  const Level before{bindings_.size(), bases_.size(), base_, language_};
  for (const pugi::xml_attribute attribute : node.attributes()) {
    const std::string_view name = attribute.name();
    if (!name.starts_with("xml")) continue;
    if (name == "xmlns") bind({}, attribute.value());
    if (name.starts_with("xmlns:")) bind(name.substr(6), attribute.value());
    if (name == "xml:base") rebase(attribute.value());
    if (name == "xml:lang") language_ = trimmed(attribute.value());
  }
  return before;
}

void Scope::leave(const Level& level) {
  bindings_.resize(level.bindings);
  base_ = level.base;
  language_ = level.language;
  if (!std::exchange(bases_needed_, true)) bases_.resize(level.bases);
}

Ns Scope::resolve(std::string_view prefix) const {
  const auto found =
      std::find_if(bindings_.rbegin(), bindings_.rend(), [&](const Binding& b) { return b.prefix == prefix; });
  if (found != bindings_.rend()) return found->ns;
  return prefix.empty() ? Ns::plain : namespace_of_prefix(prefix);
}

Element::Element(pugi::xml_node node, Scope& scope) : node_{node}, scope_{&scope} {
  const auto [prefix, local] = split_name(node.name());
  name_ = local;
  ns_ = scope.resolve(prefix);
}

std::string_view Element::attribute(std::string_view name) const {
  for (const pugi::xml_attribute attribute : node_.attributes()) {
    if (same_letters(attribute.name(), name)) return trimmed(attribute.value());
  }
  return {};
}

std::string_view Element::text() const {
  const pugi::xml_node first = node_.first_child();
  if (!first.next_sibling()) return is_text(first) ? trimmed(first.value()) : std::string_view{};
  std::string joined;
  std::size_t pieces = 0;
  std::string_view only;
  for (const pugi::xml_node child : node_.children()) {
    if (!is_text(child)) continue;
    const std::string_view piece = child.value();
    if (trimmed(piece).empty() && pieces == 0) continue;
    if (pieces++ == 0) {
      only = piece;
    } else {
      if (pieces == 2) joined = only;
      joined += piece;
    }
  }
  return trimmed(pieces < 2 ? only : scope_->keep(std::move(joined)));
}

bool Element::has_child_elements() const {
  const auto children = node_.children();
  return std::any_of(children.begin(), children.end(),
                     [](pugi::xml_node child) { return child.type() == pugi::node_element; });
}

std::string Element::link(std::string_view reference) const {
  reference = trimmed(reference);
  if (reference.empty()) return {};
  const std::string single = escaped_once(reference);
  reference = single;
  // A relative reference without a base stays as it is written.
  if (!scope_->base() && reference.find(':') == std::string_view::npos) return std::string{reference};
  return resolve_link(scope_->url_budget(), scope_->base(), reference);
}

namespace {

constexpr std::array<std::string_view, 13> void_elements{"area",  "base", "br",   "col",    "embed", "hr", "img",
                                                         "input", "link", "meta", "source", "track", "wbr"};

bool is_void(std::string_view name) {
  return std::find(void_elements.begin(), void_elements.end(), name) != void_elements.end();
}

constexpr std::array<std::string_view, 4> url_attributes{"href", "src", "cite", "poster"};

/// Writes a subtree as HTML, going from node to node by the tree's own links. HTML has no xml:base: URLs below one are
/// written as it says, XML Base section 4.
class MarkupWriter {
 public:
  explicit MarkupWriter(Scope& scope) : scope_{scope}, base_{&scope.base()} {}

  std::string write(pugi::xml_node root) {
    pugi::xml_node node = root.first_child();
    while (node) {
      open(node);
      if (node.first_child()) {
        node = node.first_child();
        continue;
      }
      close(node);
      while (node && !node.next_sibling()) {
        node = node.parent();
        if (node == root) return std::move(out_);
        close(node);
      }
      node = node.next_sibling();
    }
    return std::move(out_);
  }

 private:
  std::string_view tag_name(pugi::xml_node node) const {
    const auto [prefix, local] = split_name(node.name());
    const Ns ns = scope_.resolve(prefix);
    return prefix.empty() || ns == Ns::xhtml ? local : std::string_view{node.name()};
  }

  void open(pugi::xml_node node) {
    if (is_text(node)) out_ += html::escape(node.value());
    if (node.type() != pugi::node_element) return;
    levels_.push_back(scope_.enter(node));
    out_ += '<';
    out_ += tag_name(node);
    for (const pugi::xml_attribute attribute : node.attributes()) write(attribute);
    out_ += '>';
  }

  void write(pugi::xml_attribute attribute) {
    const std::string_view name = attribute.name();
    if (name.starts_with("xmlns")) return;
    const auto value =
        &scope_.base() == base_ ? std::optional<std::string>{attribute.value()} : resolved(name, attribute.value());
    if (!value) return;
    out_ += ' ';
    out_ += name;
    out_ += "=\"";
    out_ += html::escape(*value, true);
    out_ += '"';
  }

  /// Absent where the base is unknown or the result too long: no other base must be put in its place later.
  std::optional<std::string> resolved(std::string_view name, std::string_view value) const {
    const bool is_url = std::find(url_attributes.begin(), url_attributes.end(), name) != url_attributes.end();
    if ((is_url || name == "srcset") && !scope_.base()) return std::nullopt;
    if (is_url) return resolve_within(scope_.url_budget(), scope_.base(), value);
    if (name != "srcset") return std::string{value};
    std::vector<html::ImageCandidate> candidates = html::parse_srcset(value);
    for (html::ImageCandidate& candidate : candidates) {
      candidate.url = resolve_within(scope_.url_budget(), scope_.base(), candidate.url).value_or("");
    }
    std::erase_if(candidates, [](const html::ImageCandidate& candidate) { return candidate.url.empty(); });
    return html::to_srcset(candidates);
  }

  void close(pugi::xml_node node) {
    if (node.type() != pugi::node_element) return;
    const std::string_view name = tag_name(node);
    if (!is_void(name)) {
      out_ += "</";
      out_ += name;
      out_ += '>';
    }
    scope_.need_no_bases();
    scope_.leave(levels_.back());
    levels_.pop_back();
  }

  Scope& scope_;
  const std::optional<Url>* base_;  // of the whole; URLs that it holds for stay as they are
  std::vector<Scope::Level> levels_;
  std::string out_;
};

}  // namespace

std::string inner_markup(const Element& element) { return MarkupWriter{element.scope()}.write(element.node()); }

}  // namespace telex::parse
