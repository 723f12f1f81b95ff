#pragma once
#include <cstdint>
#include <string_view>

#include "html/element.hpp"

namespace telex::html {

/// The attributes that count; first those that may stand in sanitised HTML, in the order in which they are written.
enum class AttributeName : std::uint8_t {
  // clang-format off
  href, src, srcset, sizes, media, type, poster, controls, kind, srclang, label, alt, cite, datetime, title, lang, dir,
  width, height, align, valign, border, cellpadding, cellspacing, colspan, rowspan, scope, headers, abbr, span, color,
  face, size, start, reversed, value, open,
  data_src, data_original, data_lazy_src, data_orig_src, data_original_src, data_actualsrc, data_cfsrc, data_ezsrc,
  data_srcset, data_lazy_srcset, style,
  count, unknown = count
  // clang-format on
};

/// One bit an attribute.
using AttributeSet = std::uint64_t;
static_assert(static_cast<int>(AttributeName::count) <= 64);

constexpr AttributeSet bit(AttributeName name) { return AttributeSet{1} << static_cast<unsigned>(name); }

/// The attribute of a name in any case; `unknown` where it never counts.
AttributeName find_attribute(std::string_view name);

std::string_view to_string(AttributeName name);

/// Which attributes an element may have in sanitised HTML.
AttributeSet allowed_attributes(Element element);

}  // namespace telex::html
