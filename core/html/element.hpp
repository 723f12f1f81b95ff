#pragma once
#include <cstdint>
#include <string_view>

namespace telex::html {

/// The elements that something here treats in its own way; all others are `unknown`: their tags do not count, their
/// content does.
enum class Element : std::uint8_t {
  // clang-format off
  unknown,
  a, abbr, acronym, address, article, aside, audio, b, bdi, bdo, big, blockquote, br, caption, center, cite, code, col,
  colgroup, dd, del, details, dfn, div, dl, dt, em, figcaption, figure, font, footer, h1, h2, h3, h4, h5, h6, header,
  hgroup, hr, i, img, ins, kbd, li, main, mark, menu, nav, nobr, ol, p, picture, pre, q, rp, rt, ruby, s, samp, section,
  small, source, span, strike, strong, sub, summary, sup, table, tbody, td, tfoot, th, thead, time, tr, track, tt, u, ul,
  var, video, wbr,
  embed, iframe, noscript,
  annotation, annotation_xml, datalist, noembed, noframes, script, select, style, svg, template_, textarea, title, xmp,
  // clang-format on
};

enum ElementFlag : unsigned {
  kept = 1,         ///< may stand in sanitised HTML
  empty = 2,        ///< has neither content nor end tag
  block = 4,        ///< begins and ends a line
  formatting = 8,   ///< its end tag closes blocks that were left open inside of it
  table_part = 16,  ///< stands inside of a table
  scope = 32,       ///< what is outside of it is not closed from the inside
  heading = 64,
  hidden = 128,  ///< never shown, its content neither
};

struct ElementTraits {
  Element element;
  std::string_view name;
  unsigned flags;
};

/// The element of a tag's name, which may be in any case.
Element find_element(std::string_view name);

const ElementTraits& traits(Element element);

/// Whether the element has one of the flags.
inline bool is(Element element, unsigned flags) { return (traits(element).flags & flags) != 0; }

}  // namespace telex::html
