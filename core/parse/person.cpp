#include "parse/person.hpp"

#include <algorithm>
#include <utility>

#include "html/text.hpp"
#include "parse/ascii.hpp"
#include "parse/draft.hpp"
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

/// Where the first of several persons ends: at a comma or semicolon outside of quotes and brackets.
std::size_t first_end(std::string_view text) {
  char closing = '\0';
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (closing != '\0') {
      if (c == closing) closing = '\0';
    } else if (c == ',' || c == ';') {
      return at;
    } else {
      closing = c == '"' ? '"' : c == '(' ? ')' : c == '<' ? '>' : '\0';
    }
  }
  return text.size();
}

/// A comma parts names and titles as well ("Doe, Jane"), so it parts persons only where each has an address.
std::vector<feed::Person> parse_list(std::string_view text) {
  std::vector<feed::Person> people;
  for (std::string_view rest = text; !rest.empty() && people.size() < max_listed;) {
    const std::size_t end = first_end(rest);
    people.push_back(parse_line(rest.substr(0, end)));
    if (people.back().email.empty()) return {parse_line(text)};
    rest = trimmed(rest.substr(std::min(end + 1, rest.size())));
  }
  return people;
}

feed::Person read_parts(const Element& element) {
  feed::Person person;
  element.each_child([&](const Element& child) {
    const std::string name = lower(child.name());
    if (name == "name" && person.name.empty()) person.name = words_of(child.text());
    if (name == "email" && person.email.empty()) person.email = without_mailto(child.text());
    if (name == "uri" || name == "url" || name == "homepage") person.url = child.link(child.text());
    if (name == "image" || name == "avatar") person.avatar = child.link(child.attribute("src"));
  });
  return person;
}

}  // namespace

std::vector<feed::Person> parse_people(std::string_view text) {
  const bool is_escaped = text.find("&lt;") != npos;
  return is_escaped ? parse_list(html::decode_references(text)) : parse_list(text);
}

std::vector<feed::Person> read_people(const Element& element) {
  if (!element.has_child_elements()) return parse_people(element.text());
  feed::Person person = read_parts(element);
  if (person == feed::Person{}) return parse_people(html::to_text(inner_markup(element)));
  return {std::move(person)};
}

}  // namespace telex::parse
