#include "html/visible.hpp"

namespace telex::html {
namespace {

Content content_of(Element element) {
  switch (element) {
    case Element::script:
      return Content::script;
    case Element::style:
    case Element::xmp:
    case Element::noembed:
    case Element::noframes:
      return Content::rawtext;
    case Element::textarea:
    case Element::title:
      return Content::rcdata;
    default:
      return Content::normal;
  }
}

/// A drawing or a list of choices that was never closed ends where the article goes on. HTML Standard, section
/// 13.2.6.5 has the same rule.
bool ends_at_block(Element skipped) {
  return skipped == Element::svg || skipped == Element::select || skipped == Element::datalist;
}

}  // namespace

bool VisibleTokens::next() {
  while (tokeniser_.next(token_)) {
    if (is_visible()) return true;
  }
  return false;
}

bool VisibleTokens::is_visible() {
  if (token_.kind == Token::Kind::comment || token_.kind == Token::Kind::doctype) return false;
  const bool text = token_.kind == Token::Kind::text;
  element_ = text ? Element::unknown : find_element(token_.data);
  if (skipped_ != Element::unknown && (text || is_skipped())) return false;
  if (!is(element_, hidden)) return true;
  if (token_.kind == Token::Kind::start_tag) skip_content();
  return false;
}

/// Whether the tag belongs to the hidden element that is open.
bool VisibleTokens::is_skipped() {
  if (ends_at_block(skipped_) && (is(element_, block) || element_ == Element::img)) {
    skipped_ = Element::unknown;
    return false;
  }
  const bool start = token_.kind == Token::Kind::start_tag;
  if (element_ == skipped_) {
    if (!start) --depth_;
    if (start && !token_.self_closing) ++depth_;
    if (depth_ == 0) skipped_ = Element::unknown;
  } else if (start && skipped_ != Element::svg) {
    tokeniser_.enter(content_of(element_), token_.data);
  }
  return true;
}

void VisibleTokens::skip_content() {
  const Content content = content_of(element_);
  tokeniser_.enter(content, token_.data);
  if (content == Content::normal && token_.self_closing) return;
  skipped_ = element_;
  depth_ = 1;
}

}  // namespace telex::html
