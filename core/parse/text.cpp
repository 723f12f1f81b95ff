#include "parse/text.hpp"

#include <optional>
#include <utility>

#include "base/utf8.hpp"
#include "html/sanitise.hpp"
#include "html/text.hpp"
#include "parse/ascii.hpp"
#include "parse/markup.hpp"

namespace telex::parse {
namespace {

int base64_value(char c) {
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= 'a' && c <= 'z') return c - 'a' + 26;
  if (is_digit(c)) return c - '0' + 52;
  return c == '+' ? 62 : c == '/' ? 63 : -1;
}

/// RFC 4648 section 4; white space is skipped, and whatever else does not belong. Empty where it is no UTF-8: a picture
/// is no text.
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
  return utf8::is_valid(out) && out.find('\0') == std::string::npos ? out : std::string{};
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

/// Text of an element without children, by way of what tells tags from text.
Text read_escaped(const Element& element, std::optional<std::string> (*without)(std::string_view)) {
  Text text{TextKind::html, element.text(), &element.scope().base()};
  if (auto changed = without(text.value)) text.value = element.scope().keep(std::move(*changed));
  return text;
}

}  // namespace

Text read_rss_title(const Element& element) {
  return element.has_child_elements() ? read_inline(element) : read_escaped(element, without_false_tags);
}

Text read_rss_text(const Element& element) {
  return element.has_child_elements() ? read_inline(element) : read_escaped(element, without_false_tags_in_body);
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

std::string words_of(std::string_view text) {
  const auto changed = without_false_tags(text);
  return html::to_text(changed ? std::string_view{*changed} : text);
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
