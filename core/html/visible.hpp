#pragma once
#include <string_view>

#include "html/element.hpp"
#include "html/tokeniser.hpp"

namespace telex::html {

/// The text and the tags of a fragment, without comments and without what is never shown: scripts, styles, templates,
/// drawings, form fields.
class VisibleTokens {
 public:
  explicit VisibleTokens(std::string_view html) : tokeniser_{html} {}

  /// False at the end.
  bool next();

  const Token& token() const { return token_; }

  /// Which element the tag belongs to; `unknown` for text.
  Element element() const { return element_; }

 private:
  bool is_visible();
  bool is_skipped();
  void skip_content();

  Tokeniser tokeniser_;
  Token token_;
  Element element_ = Element::unknown;
  Element skipped_ = Element::unknown;  // the hidden element that is open
  unsigned depth_ = 0;                  // how many of that element are open
};

}  // namespace telex::html
