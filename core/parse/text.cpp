#include "parse/text.hpp"

#include <array>

#include "base/utf8.hpp"
#include "html/element.hpp"
#include "html/sanitise.hpp"
#include "html/text.hpp"
#include "parse/ascii.hpp"
#include "parse/rewriter.hpp"

namespace telex::parse {
namespace {

int base64_value(char c) {
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= 'a' && c <= 'z') return c - 'a' + 26;
  if (is_digit(c)) return c - '0' + 52;
  return c == '+' ? 62 : c == '/' ? 63 : -1;
}

/// RFC 4648 section 4; white space is skipped, and whatever else does not belong.
std::string from_base64(std::string_view text) {
  std::string out;
  unsigned bits = 0;
  int count = 0;
  for (const char c : text) {
    const int value = base64_value(c);
    if (value < 0) continue;
    bits = (bits << 6 | static_cast<unsigned>(value)) & 0xFFFFFF;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    out += static_cast<char>(bits >> count & 0xFF);
  }
  return utf8::repaired(out);
}

bool is_html_type(std::string_view type) {
  return type == "html" || type == "xhtml" || type == "text/html" || type == "application/xhtml+xml" ||
         type == "text/xhtml";
}

/// Atom content of any other MIME type is base64, unless the type is some text or XML (RFC 4287 section 4.1.3.3).
bool is_binary_type(std::string_view type) {
  return type.find('/') != std::string_view::npos && !type.starts_with("text/") && !type.ends_with("xml") &&
         !is_html_type(type);
}

/// RFC 4287 section 3.1.1.3: the div of XHTML is a container and no part of the text.
Element only_div(const Element& element) {
  pugi::xml_node only;
  for (const pugi::xml_node child : element.node().children()) {
    if (child.type() == pugi::node_element && !only) {
      only = child;
    } else if (!trimmed(child.value()).empty() || child.type() == pugi::node_element) {
      return element;
    }
  }
  if (!only) return element;
  const Element child{only, element.scope()};
  return same_letters(child.name(), "div") ? child : element;
}

Text read_inline(const Element& element) {
  const Element content = only_div(element);
  Scope& scope = element.scope();
  std::optional<Scope::Level> level;  // the element's own has been entered, the div's has not
  if (content.node() != element.node()) level = scope.enter(content.node());
  const Text text{TextKind::html, scope.keep(inner_markup(content)), &scope.base()};
  if (level) scope.leave(*level);
  return text;
}

/// Whether a tag of HTML, or something else than a tag, begins at text[at] == '<'.
bool is_markup(std::string_view text, std::size_t at) {
  std::size_t from = at + 1;
  if (from < text.size() && text[from] == '/') ++from;
  std::size_t to = from;
  while (to < text.size() && !is_space(text[to]) && text[to] != '/' && text[to] != '>' && text[to] != '<') ++to;
  const bool is_tag = from < text.size() && is_letter(text[from]);
  return !is_tag || html::find_element(text.substr(from, to - from)) != html::Element::unknown;
}

}  // namespace

Text read_rss_title(const Element& element) {
  Text text = read_rss_text(element);
  if (element.has_child_elements()) return text;
  Rewriter rewriter{text.value};
  for (std::size_t at = text.value.find('<'); at != std::string_view::npos; at = text.value.find('<', at + 1)) {
    if (!is_markup(text.value, at)) rewriter.replace(at, at + 1, "&lt;");
  }
  if (auto changed = std::move(rewriter).changed()) text.value = element.scope().keep(std::move(*changed));
  return text;
}

Text read_rss_text(const Element& element) {
  if (element.has_child_elements()) return read_inline(element);
  return {TextKind::html, element.text(), &element.scope().base()};
}

Text read_atom_text(const Element& element) {
  if (!element.has_attributes() && !element.has_child_elements()) {
    return {TextKind::plain, element.text(), &element.scope().base()};
  }
  std::string type = lower(element.attribute("type"));
  type.resize(std::min(type.find_first_of("; "), type.size()));
  const std::string mode = lower(element.attribute("mode"));
  if (element.has_child_elements() && mode != "escaped") return read_inline(element);
  Text text{is_html_type(type) ? TextKind::html : TextKind::plain, element.text(), &element.scope().base()};
  if (mode == "base64" || (mode.empty() && is_binary_type(type))) {
    text.value = element.scope().keep(from_base64(text.value));
  }
  // Character data inside XHTML is text: "&lt;" there is a less-than sign, not the start of a tag.
  const bool is_xml = mode == "xml" || (mode.empty() && (type == "xhtml" || type == "application/xhtml+xml"));
  if (is_xml && text.kind == TextKind::html) text.kind = TextKind::plain;
  return text;
}

std::string to_plain(const Text& text) {
  return text.kind == TextKind::html ? html::to_text(text.value) : one_line(text.value);
}

std::string to_html(const Text& text, html::UrlBudget& budget) {
  if (text.kind == TextKind::plain) return html::escape(text.value);
  static const std::optional<Url> none;
  return html::sanitise(text.value, text.base ? *text.base : none, budget);
}

}  // namespace telex::parse
