#include "html/element.hpp"

#include <array>

#include "html/name_table.hpp"

namespace telex::html {
namespace {

constexpr auto table = std::to_array<ElementTraits>({
    // clang-format off
    {Element::unknown, "", 0},
    {Element::a, "a", kept | formatting},
    {Element::abbr, "abbr", kept},
    {Element::acronym, "acronym", kept},
    {Element::address, "address", kept | block},
    {Element::article, "article", kept | block},
    {Element::aside, "aside", kept | block},
    {Element::audio, "audio", kept},
    {Element::b, "b", kept | formatting},
    {Element::bdi, "bdi", kept},
    {Element::bdo, "bdo", kept},
    {Element::big, "big", kept | formatting},
    {Element::blockquote, "blockquote", kept | block},
    {Element::br, "br", kept | empty},
    {Element::caption, "caption", kept | block | table_part | scope},
    {Element::center, "center", kept | block},
    {Element::cite, "cite", kept},
    {Element::code, "code", kept | formatting},
    {Element::col, "col", kept | empty | table_part},
    {Element::colgroup, "colgroup", kept | table_part},
    {Element::dd, "dd", kept | block},
    {Element::del, "del", kept},
    {Element::details, "details", kept | block},
    {Element::dfn, "dfn", kept},
    {Element::div, "div", kept | block},
    {Element::dl, "dl", kept | block},
    {Element::dt, "dt", kept | block},
    {Element::em, "em", kept | formatting},
    {Element::figcaption, "figcaption", kept | block},
    {Element::figure, "figure", kept | block},
    {Element::font, "font", kept | formatting},
    {Element::footer, "footer", kept | block},
    {Element::h1, "h1", kept | block | heading},
    {Element::h2, "h2", kept | block | heading},
    {Element::h3, "h3", kept | block | heading},
    {Element::h4, "h4", kept | block | heading},
    {Element::h5, "h5", kept | block | heading},
    {Element::h6, "h6", kept | block | heading},
    {Element::header, "header", kept | block},
    {Element::hgroup, "hgroup", kept | block},
    {Element::hr, "hr", kept | empty | block},
    {Element::i, "i", kept | formatting},
    {Element::img, "img", kept | empty},
    {Element::ins, "ins", kept},
    {Element::kbd, "kbd", kept},
    {Element::li, "li", kept | block},
    {Element::main, "main", kept | block},
    {Element::mark, "mark", kept},
    {Element::menu, "menu", kept | block},
    {Element::nav, "nav", kept | block},
    {Element::nobr, "nobr", kept | formatting},
    {Element::ol, "ol", kept | block},
    {Element::p, "p", kept | block},
    {Element::picture, "picture", kept},
    {Element::pre, "pre", kept | block},
    {Element::q, "q", kept},
    {Element::rp, "rp", kept},
    {Element::rt, "rt", kept},
    {Element::ruby, "ruby", kept},
    {Element::s, "s", kept | formatting},
    {Element::samp, "samp", kept},
    {Element::section, "section", kept | block},
    {Element::small, "small", kept | formatting},
    {Element::source, "source", kept | empty},
    {Element::span, "span", kept},
    {Element::strike, "strike", kept | formatting},
    {Element::strong, "strong", kept | formatting},
    {Element::sub, "sub", kept},
    {Element::summary, "summary", kept | block},
    {Element::sup, "sup", kept},
    {Element::table, "table", kept | block | scope},
    {Element::tbody, "tbody", kept | block | table_part},
    {Element::td, "td", kept | block | table_part | scope},
    {Element::tfoot, "tfoot", kept | block | table_part},
    {Element::th, "th", kept | block | table_part | scope},
    {Element::thead, "thead", kept | block | table_part},
    {Element::time, "time", kept},
    {Element::tr, "tr", kept | block | table_part},
    {Element::track, "track", kept | empty},
    {Element::tt, "tt", kept | formatting},
    {Element::u, "u", kept | formatting},
    {Element::ul, "ul", kept | block},
    {Element::var, "var", kept},
    {Element::video, "video", kept},
    {Element::wbr, "wbr", kept | empty},
    {Element::embed, "embed", empty},
    {Element::iframe, "iframe", 0},
    {Element::noscript, "noscript", 0},
    {Element::annotation, "annotation", hidden},
    {Element::annotation_xml, "annotation-xml", hidden},
    {Element::datalist, "datalist", hidden},
    {Element::noembed, "noembed", hidden},
    {Element::noframes, "noframes", hidden},
    {Element::script, "script", hidden},
    {Element::select, "select", hidden},
    {Element::style, "style", hidden},
    {Element::svg, "svg", hidden},
    {Element::template_, "template", hidden},
    {Element::textarea, "textarea", hidden},
    {Element::title, "title", hidden},
    {Element::xmp, "xmp", hidden},
    // clang-format on
});

constexpr bool is_in_order() {
  for (std::size_t row = 0; row < table.size(); ++row) {
    if (static_cast<std::size_t>(table[row].element) != row) return false;
  }
  return true;
}
static_assert(is_in_order());

constexpr NameTable names{table};

}  // namespace

Element find_element(std::string_view name) {
  const std::size_t row = names.find(name);
  if (row < table.size()) return table[row].element;
  // What browsers make of it, too.
  return equals_ignoring_case(name, "image") ? Element::img : Element::unknown;
}

const ElementTraits& traits(Element element) { return table[static_cast<std::size_t>(element)]; }

}  // namespace telex::html
