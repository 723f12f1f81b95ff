#include "parse/markup.hpp"

#include <algorithm>
#include <array>
#include <bitset>

#include "html/element.hpp"
#include "html/tokeniser.hpp"
#include "parse/rewriter.hpp"

namespace telex::parse {
namespace {

using html::Element;
using Kind = html::Token::Kind;

constexpr auto npos = std::string_view::npos;

/// A row for each element, of which there are no more than a byte can count.
constexpr std::size_t max_elements = 256;

std::size_t row_of(const html::Token& tag) { return static_cast<std::size_t>(html::find_element(tag.data)); }

class Markup {
 public:
  explicit Markup(std::string_view text) : text_{text}, last_comment_end_{text.rfind("-->")} {
    each_token([&](std::size_t at, const html::Token& token) {
      if (token.kind == Kind::end_tag) last_end_[row_of(token)] = at;
    });
  }

  std::optional<std::string> without_false_tags() {
    Rewriter rewriter{text_};
    std::size_t done = 0;
    const auto escape_until = [&](std::size_t end) {
      for (std::size_t at = text_.find('<', done); at < end; at = text_.find('<', at + 1)) {
        rewriter.replace(at, at + 1, "&lt;");
      }
      done = end + 1;
    };
    each_token([&](std::size_t at, const html::Token& token) {
      if (is_meant(at, token)) escape_until(at);
    });
    escape_until(text_.size());
    return std::move(rewriter).changed();
  }

 private:
  /// Visits what is whole, with the place of its '<'. No tag reaches past the next '<', so that each byte is looked at
  /// once.
  template <class Visit>
  void each_token(Visit&& visit) const {
    html::Token token;
    for (std::size_t at = text_.find('<'); at != npos;) {
      const std::size_t end = is_comment(at) ? text_.find("-->", at + 4) + 3 : text_.find('<', at + 1);
      html::Tokeniser tokeniser{text_.substr(at, end - at)};
      if (tokeniser.next(token)) visit(at, token);
      at = text_.find('<', end);
    }
  }

  bool is_comment(std::size_t at) const {
    return text_.substr(at, 4) == "<!--" && last_comment_end_ != npos && last_comment_end_ >= at + 4;
  }

  bool is_meant(std::size_t at, const html::Token& token) {
    if (token.kind != Kind::start_tag && token.kind != Kind::end_tag) return is_comment(at);
    const Element element = html::find_element(token.data);
    if (token.kind == Kind::end_tag) return is(element, html::kept) || started_.test(row_of(token));
    if (element == Element::br || element == Element::wbr) return true;
    if (is(element, html::empty)) return !token.attributes.empty();
    const bool has_end = element != Element::unknown && last_end_[row_of(token)] > at;
    if (has_end) started_.set(row_of(token));
    return has_end;
  }

  std::string_view text_;
  std::size_t last_comment_end_;
  std::array<std::size_t, max_elements> last_end_{};  // where the last end tag of each element is
  std::bitset<max_elements> started_;
};

bool has_value(std::string_view tag) { return tag.find("=\"") != npos || tag.find("='") != npos; }

}  // namespace

std::optional<std::string> without_false_tags(std::string_view text) {
  return text.find('<') == npos ? std::nullopt : Markup{text}.without_false_tags();
}

std::optional<std::string> without_false_tags_in_body(std::string_view text) {
  if (text.find('>') != npos) return std::nullopt;
  const std::size_t first = text.find('<');
  if (first == npos || has_value(text.substr(first))) return std::nullopt;
  Rewriter rewriter{text};
  for (std::size_t at = first; at != npos; at = text.find('<', at + 1)) rewriter.replace(at, at + 1, "&lt;");
  return std::move(rewriter).changed();
}

}  // namespace telex::parse
