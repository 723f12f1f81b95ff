#include "html/text.hpp"

#include <algorithm>
#include <array>

#include "base/utf8.hpp"
#include "html/character_reference.hpp"
#include "html/escape.hpp"
#include "html/scan.hpp"
#include "html/visible.hpp"

namespace telex::html {
namespace {

/// Where a word ends: white space, '&' and NUL.
constexpr auto ends_word = [] {
  std::array<bool, 256> ends{};
  for (const char c : {' ', '\n', '\t', '\r', '\f', '&', '\0'}) ends[static_cast<unsigned char>(c)] = true;
  return ends;
}();

/// Text in which any run of white space is one space.
class Line {
 public:
  explicit Line(std::size_t size) { text_.reserve(size); }

  void add_space() { space_ = !text_.empty(); }

  void add(std::string_view html) {
    for (std::size_t from = 0; from < html.size();) {
      std::size_t to = from;
      while (to < html.size() && !ends_word[static_cast<unsigned char>(html[to])]) ++to;
      if (to > from) add_word(html.substr(from, to - from));
      from = to;
      if (to < html.size()) from += html[to] == '&' ? add_reference(html.substr(to)) : add_separator(html[to]);
    }
  }

  std::string take() { return std::move(text_); }

 private:
  void add_word(std::string_view word) {
    if (space_) text_ += ' ';
    space_ = false;
    text_ += word;
  }

  std::size_t add_separator(char c) {
    if (c != '\0') add_space();
    return 1;
  }

  std::size_t add_reference(std::string_view html) {
    const CharacterReference reference = character_reference_at(html, false);
    if (reference.first < 0x80 && is_space(static_cast<char>(reference.first))) {
      add_space();
      return reference.length;
    }
    add_word({});
    utf8::append(text_, reference.length == 0 ? U'&' : reference.first);
    if (reference.second != 0) utf8::append(text_, reference.second);
    return std::max<std::size_t>(reference.length, 1);
  }

  std::string text_;
  bool space_ = false;  // one is due before the next word
};

}  // namespace

std::string to_text(std::string_view html) {
  VisibleTokens tokens{html};
  Line line{html.size()};
  while (tokens.next()) {
    if (tokens.token().kind == Token::Kind::text) {
      line.add(tokens.token().data);
    } else if (is(tokens.element(), block) || tokens.element() == Element::br) {
      line.add_space();
    }
  }
  return line.take();
}

std::string decode_references(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  append_decoded(out, text, false);
  return out;
}

std::string escape(std::string_view text, bool in_attribute) {
  std::string out;
  out.reserve(text.size() + text.size() / 16);
  append_escaped(out, text, in_attribute);
  return out;
}

}  // namespace telex::html
