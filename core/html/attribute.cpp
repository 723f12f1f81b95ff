#include "html/attribute.hpp"

#include <array>

#include "html/name_table.hpp"

namespace telex::html {
namespace {

struct Row {
  std::string_view name;
};

constexpr auto rows = std::to_array<Row>({{"href"},
                                          {"src"},
                                          {"srcset"},
                                          {"sizes"},
                                          {"media"},
                                          {"type"},
                                          {"poster"},
                                          {"controls"},
                                          {"kind"},
                                          {"srclang"},
                                          {"label"},
                                          {"alt"},
                                          {"cite"},
                                          {"datetime"},
                                          {"title"},
                                          {"lang"},
                                          {"dir"},
                                          {"width"},
                                          {"height"},
                                          {"align"},
                                          {"valign"},
                                          {"border"},
                                          {"cellpadding"},
                                          {"cellspacing"},
                                          {"colspan"},
                                          {"rowspan"},
                                          {"scope"},
                                          {"headers"},
                                          {"abbr"},
                                          {"span"},
                                          {"color"},
                                          {"face"},
                                          {"size"},
                                          {"start"},
                                          {"reversed"},
                                          {"value"},
                                          {"open"},
                                          {"data-src"},
                                          {"data-original"},
                                          {"data-lazy-src"},
                                          {"data-orig-src"},
                                          {"data-original-src"},
                                          {"data-actualsrc"},
                                          {"data-cfsrc"},
                                          {"data-ezsrc"},
                                          {"data-srcset"},
                                          {"data-lazy-srcset"},
                                          {"style"}});
static_assert(rows.size() == static_cast<std::size_t>(AttributeName::count));

constexpr NameTable names{rows};

template <class... Names>
constexpr AttributeSet set_of(Names... attributes) {
  return (bit(attributes) | ... | 0);
}

using enum AttributeName;

constexpr AttributeSet everywhere = set_of(title, lang, dir, align);

/// What an element may have beside those.
constexpr AttributeSet own_attributes(Element element) {
  switch (element) {
    case Element::a:
      return set_of(href);
    case Element::img:
      return set_of(src, srcset, sizes, alt, width, height, border);
    case Element::video:
      return set_of(src, poster, controls, width, height);
    case Element::audio:
      return set_of(src, controls);
    case Element::source:
      return set_of(src, srcset, sizes, media, type);
    case Element::track:
      return set_of(src, kind, srclang, label);
    case Element::blockquote:
    case Element::q:
      return set_of(cite);
    case Element::del:
    case Element::ins:
      return set_of(cite, datetime);
    case Element::time:
      return set_of(datetime);
    case Element::ol:
      return set_of(start, reversed, type);
    case Element::ul:
      return set_of(type);
    case Element::li:
      return set_of(value);
    case Element::details:
      return set_of(open);
    case Element::font:
      return set_of(color, face, size);
    case Element::table:
      return set_of(border, cellpadding, cellspacing, width);
    case Element::td:
    case Element::th:
      return set_of(abbr, colspan, headers, height, rowspan, scope, valign, width);
    case Element::tr:
      return set_of(valign);
    case Element::col:
    case Element::colgroup:
      return set_of(span, valign, width);
    default:
      return 0;
  }
}

}  // namespace

AttributeName find_attribute(std::string_view name) { return static_cast<AttributeName>(names.find(name)); }

std::string_view to_string(AttributeName name) { return rows[static_cast<std::size_t>(name)].name; }

AttributeSet allowed_attributes(Element element) { return everywhere | own_attributes(element); }

}  // namespace telex::html
