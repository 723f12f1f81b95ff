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

/// What is not simply copied: white space and controls, '&', and 0xC2, with which the controls above ASCII begin.
constexpr auto ends_word = [] {
  std::array<bool, 256> ends{};
  for (unsigned c = 0; c <= ' '; ++c) ends[c] = true;
  ends['&'] = ends[0x7F] = ends[0xC2] = true;
  return ends;
}();

constexpr bool is_control(char32_t c) { return c < ' ' || (c >= 0x7F && c < 0xA0); }

bool is_plain_at(std::string_view html, std::size_t at) {
  return at < html.size() && !ends_word[static_cast<unsigned char>(html[at])];
}

/// The end of the words at `from` that single spaces part: what can be copied at once.
std::size_t plain_end(std::string_view html, std::size_t from) {
  while (is_plain_at(html, from)) {
    ++from;
    if (from < html.size() && html[from] == ' ' && is_plain_at(html, from + 1)) ++from;
  }
  return from;
}

/// Text in which any run of white space is one space.
class Line {
 public:
  explicit Line(std::size_t size) { text_.reserve(size); }

  void add_space() { space_ = !text_.empty(); }

  void add(std::string_view html) {
    for (std::size_t from = 0; from < html.size();) {
      const std::size_t to = plain_end(html, from);
      if (to > from) add_word(html.substr(from, to - from));
      from = to;
      if (to < html.size()) from += add_other(html.substr(to));
    }
  }

  std::string take() { return std::move(text_); }

 private:
  void add_word(std::string_view word) {
    if (space_) text_ += ' ';
    space_ = false;
    text_ += word;
  }

  /// Adds what ends a word; returns its length.
  std::size_t add_other(std::string_view html) {
    if (html[0] == '&') return add_reference(html);
    const auto next = html.size() > 1 ? static_cast<unsigned char>(html[1]) : 0U;
    const bool pair = html[0] == '\xC2' && next >= 0x80 && next < 0xC0;
    if (pair) {
      add_character(next);  // U+0080 to U+00BF are encoded so
    } else if (html[0] == '\xC2') {
      add_word(html.substr(0, 1));
    } else {
      add_character(static_cast<unsigned char>(html[0]));
    }
    return pair ? 2 : 1;
  }

  std::size_t add_reference(std::string_view html) {
    const CharacterReference reference = character_reference_at(html, false);
    add_character(reference.length == 0 ? U'&' : reference.first);
    if (reference.second != 0) add_character(reference.second);
    return std::max<std::size_t>(reference.length, 1);
  }

  void add_character(char32_t character) {
    if (character < 0x80 && is_space(static_cast<char>(character))) return add_space();
    if (is_control(character)) return;
    add_word({});
    utf8::append(text_, character);
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
