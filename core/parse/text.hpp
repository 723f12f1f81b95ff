#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/url.hpp"
#include "parse/element.hpp"

namespace telex::parse {

enum class TextKind { plain, html };

/// A text as an element gives it, not yet made safe: what is chosen in the end is, and only that. It owns nothing:
/// `value` and `base` view the tree that is read or what its Scope keeps (Scope::keep), and last until the scope
/// forgets them; the reader of a feed in pieces moves the feed's own texts out of there before (feed_texts).
struct Text {
  TextKind kind = TextKind::plain;
  std::string_view value;
  const std::optional<Url>* base = nullptr;  ///< of relative URLs inside

  bool empty() const { return value.empty(); }
};

/// Text of RSS and its modules: HTML, escaped, in CDATA or (against the rules) inline.
Text read_rss_text(const Element& element);

/// The same for a title. RSS does not say whether titles are HTML, and publishers do either: what looks like a tag but
/// is none of HTML ("vector<int>", "the <title> element") is text.
Text read_rss_title(const Element& element);

/// A name or a category, of which the same holds, as one line without markup.
std::string words_of(std::string_view text);

/// Atom Text construct and content, RFC 4287 sections 3.1 and 4.1.3; Atom 0.3 section 3.1 (mode and MIME types).
Text read_atom_text(const Element& element);

/// One line without markup.
std::string to_plain(const Text& text);

/// Safe HTML; a plain text is escaped.
std::string to_html(const Text& text, html::UrlBudget& budget);

}  // namespace telex::parse
