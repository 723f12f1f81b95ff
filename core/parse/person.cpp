#include "parse/person.hpp"

#include <utility>

#include "html/text.hpp"
#include "parse/ascii.hpp"
#include "parse/text.hpp"

namespace telex::parse {
namespace {

constexpr auto npos = std::string_view::npos;

bool is_address(std::string_view text) {
  const std::size_t at = text.find('@');
  if (at == npos || at == 0 || at + 1 >= text.size()) return false;
  return text.find_first_of(" \t\n<>()\",;", 0) == npos && text.find('@', at + 1) == npos;
}

std::string_view without_mailto(std::string_view text) {
  return text.size() > 7 && same_letters(text.substr(0, 7), "mailto:") ? text.substr(7) : text;
}

std::string_view unquoted(std::string_view text) {
  text = trimmed(text);
  if (text.size() >= 2 && text.front() == '"' && text.back() == '"') text = text.substr(1, text.size() - 2);
  return trimmed(text);
}

/// "outer (inner)" as its two parts; the inner one is empty where there are no such brackets at the end.
std::pair<std::string_view, std::string_view> split_brackets(std::string_view text, char open, char close) {
  const std::size_t from = text.find(open);
  const std::size_t to = text.rfind(close);
  if (from == npos || to == npos || to < from) return {text, {}};
  const std::string_view before = trimmed(text.substr(0, from));
  return {before.empty() ? trimmed(text.substr(to + 1)) : before, trimmed(text.substr(from + 1, to - from - 1))};
}

feed::Person person_of(std::string_view name, std::string_view email) {
  feed::Person person;
  person.name = words_of(unquoted(name));
  person.email = email;
  return person;
}

/// "me@example.com Name" and "Name me@example.com".
feed::Person split_at_address(std::string_view text) {
  std::size_t from = 0;
  while (from < text.size()) {
    const std::size_t end = std::min(text.find_first_of(" \t\n", from), text.size());
    const std::string_view word = text.substr(from, end - from);
    if (is_address(word)) return person_of(from == 0 ? text.substr(end) : text.substr(0, from), word);
    from = end + 1;
  }
  return person_of(text, {});
}

feed::Person parse_line(std::string_view text) {
  text = without_mailto(trimmed(text));
  for (const auto& [open, close] : {std::pair{'<', '>'}, std::pair{'(', ')'}}) {
    const auto [outer, inner] = split_brackets(text, open, close);
    if (is_address(without_mailto(inner))) return person_of(outer, without_mailto(inner));
    if (is_address(without_mailto(outer))) return person_of(inner, without_mailto(outer));
  }
  return text.find('@') == npos ? person_of(text, {}) : split_at_address(text);
}

}  // namespace

feed::Person parse_person(std::string_view text) {
  const bool is_escaped = text.find("&lt;") != npos;
  return is_escaped ? parse_line(html::decode_references(text)) : parse_line(text);
}

feed::Person read_person(const Element& element) {
  if (!element.has_child_elements()) return parse_person(element.text());
  feed::Person person;
  element.each_child([&](const Element& child) {
    const std::string name = lower(child.name());
    if (name == "name" && person.name.empty()) person.name = words_of(child.text());
    if (name == "email" && person.email.empty()) person.email = without_mailto(child.text());
    if (name == "uri" || name == "url" || name == "homepage") person.url = child.link(child.text());
    if (name == "image" || name == "avatar") person.avatar = child.link(child.attribute("src"));
  });
  if (person == feed::Person{}) return parse_person(html::to_text(inner_markup(element)));
  return person;
}

}  // namespace telex::parse
