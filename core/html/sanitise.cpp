#include "html/sanitise.hpp"

#include <array>
#include <bit>
#include <vector>

#include "html/attribute.hpp"
#include "html/character_reference.hpp"
#include "html/escape.hpp"
#include "html/image.hpp"
#include "html/link.hpp"
#include "html/open_elements.hpp"
#include "html/scan.hpp"
#include "html/text.hpp"
#include "html/visible.hpp"

namespace telex::html {
namespace {

/// Where scripts and services for images that load late put the image, the most common first.
constexpr std::array lazy_sources{AttributeName::data_src,          AttributeName::data_lazy_src,
                                  AttributeName::data_original,     AttributeName::data_orig_src,
                                  AttributeName::data_original_src, AttributeName::data_actualsrc,
                                  AttributeName::data_cfsrc,        AttributeName::data_ezsrc};
constexpr std::array lazy_srcsets{AttributeName::data_srcset, AttributeName::data_lazy_srcset};

template <class Names>
constexpr AttributeSet set_of(const Names& names) {
  AttributeSet set = 0;
  for (const AttributeName name : names) set |= bit(name);
  return set;
}
constexpr AttributeSet lazy_attributes = set_of(lazy_sources) | set_of(lazy_srcsets);

/// Whether the value of a lazy attribute is a URL, and neither a number nor a pattern that a script fills in.
bool is_source(std::string_view text) {
  return text.find_first_of("./") != std::string_view::npos && text.find('{') == std::string_view::npos;
}

constexpr std::string_view rel = R"( rel="noopener noreferrer nofollow")";

class Sanitiser {
 public:
  Sanitiser(std::string_view html, const std::optional<Url>& base, UrlBudget& budget)
      : tokens_{html}, urls_{base, &budget} {
    out_.reserve(html.size() + html.size() / 16);
  }

  std::string run();

 private:
  void start();
  void end();
  void read_attributes();
  void use_lazy_sources();
  bool prepare_image();
  void write_player_link();
  void write_start_tag(Element element);
  void write_attribute_of(Element element, AttributeName name);
  void write_attribute(AttributeName name, std::string_view value);
  std::vector<ImageCandidate> candidates();

  bool has(AttributeName name) const { return (present_ & bit(name)) != 0; }
  std::string_view& raw(AttributeName name) { return values_[static_cast<std::size_t>(name)]; }
  void set(AttributeName name, std::string_view text);
  std::string decoded(AttributeName name);

  VisibleTokens tokens_;
  UrlPolicy urls_;
  std::string out_;
  OpenElements open_{out_};
  AttributeSet present_ = 0;  // of the tag at hand
  std::array<std::string_view, static_cast<std::size_t>(AttributeName::count)> values_{};
  bool in_noscript_ = false;
  std::string_view lazy_image_;  // the last that came of a lazy attribute
  std::string image_source_;     // what the `src` at hand points to where it is not the input
};

std::string Sanitiser::run() {
  while (tokens_.next()) {
    switch (tokens_.token().kind) {
      case Token::Kind::text:
        append_normalised(out_, tokens_.token().data, false);
        break;
      case Token::Kind::start_tag:
        start();
        break;
      default:
        end();
    }
  }
  open_.close_all();
  return std::move(out_);
}

void Sanitiser::start() {
  const Element element = tokens_.element();
  if (element == Element::noscript) in_noscript_ = true;
  const bool player = element == Element::iframe || element == Element::embed;
  if (!player && !is(element, kept)) return;
  read_attributes();
  if (player) return write_player_link();
  if (element == Element::img && !prepare_image()) return;
  open_.make_room(element);
  if (is(element, empty)) return write_start_tag(element);
  if (open_.is_full()) return open_.push_unwritten();
  write_start_tag(element);
  open_.push(element);
}

void Sanitiser::end() {
  const Element element = tokens_.element();
  if (element == Element::noscript) in_noscript_ = false;
  if (element == Element::br) out_ += "<br>";  // as browsers read "</br>"
  if (is(element, kept) && !is(element, empty)) open_.close(element);
}

void Sanitiser::read_attributes() {
  present_ = 0;
  for (const Attribute& attribute : tokens_.token().attributes) {
    const AttributeName name = find_attribute(attribute.name);
    if (name != AttributeName::unknown && !has(name)) set(name, attribute.value);
  }
  if ((present_ & lazy_attributes) != 0) use_lazy_sources();
}

void Sanitiser::set(AttributeName name, std::string_view text) {
  present_ |= bit(name);
  raw(name) = text;
}

std::string Sanitiser::decoded(AttributeName name) {
  std::string text;
  if (has(name)) append_decoded(text, raw(name), true);
  std::erase(text, '\0');  // which is never written
  return text;
}

/// Scripts load these when the reader scrolls; without scripts they have to be the sources at once.
void Sanitiser::use_lazy_sources() {
  for (const AttributeName lazy : lazy_sources) {
    if (!has(lazy) || !is_source(raw(lazy))) continue;
    set(AttributeName::src, raw(lazy));
    lazy_image_ = raw(lazy);
    break;
  }
  for (const AttributeName lazy : lazy_srcsets) {
    if (has(lazy) && is_source(raw(lazy))) set(AttributeName::srcset, raw(lazy));
  }
}

/// False where the image is none to be seen: a beacon, or what stands in for a lazy one where there are no scripts.
bool Sanitiser::prepare_image() {
  using enum AttributeName;
  if (has(width) && has(height) && is_at_most_one_pixel(raw(width)) && is_at_most_one_pixel(raw(height))) return false;
  if (has(style) && hides_image(raw(style))) return false;
  if (in_noscript_ && has(src) && raw(src) == lazy_image_) return false;
  std::optional<std::string> source = urls_.image(decoded(src));
  if (!source) source = largest_image(candidates());
  if (source && is_beacon(*source)) return false;
  present_ &= ~bit(src);
  if (!source) return true;
  image_source_ = escape(*source, true);
  set(src, image_source_);
  return true;
}

std::vector<ImageCandidate> Sanitiser::candidates() {
  std::vector<ImageCandidate> candidates = parse_srcset(decoded(AttributeName::srcset));
  for (ImageCandidate& candidate : candidates) candidate.url = urls_.source(candidate.url).value_or("");
  // A comma at the end, which control characters have hidden so far, would be read as one between candidates.
  std::erase_if(candidates, [](const ImageCandidate& c) { return c.url.empty() || c.url.back() == ','; });
  return candidates;
}

void Sanitiser::write_player_link() {
  const auto page = player_page(decoded(AttributeName::src));
  const auto url = page ? urls_.link(*page) : std::nullopt;
  if (!url) return;
  open_.make_room(Element::a);
  out_ += "<a";
  write_attribute(AttributeName::href, *url);
  out_.append(rel).append(">");
  append_escaped(out_, *url, false);
  out_ += "</a>";
}

void Sanitiser::write_start_tag(Element element) {
  out_ += '<';
  out_ += traits(element).name;
  for (AttributeSet left = present_ & allowed_attributes(element); left != 0; left &= left - 1) {
    write_attribute_of(element, static_cast<AttributeName>(std::countr_zero(left)));
  }
  out_ += '>';
}

void Sanitiser::write_attribute_of(Element element, AttributeName name) {
  using enum AttributeName;
  switch (name) {
    case href:
      if (const auto url = urls_.link(decoded(name))) {
        write_attribute(name, *url);
        out_ += rel;
      }
      return;
    case cite:
      return write_attribute(name, urls_.link(decoded(name)).value_or(""));
    case srcset:
      return write_attribute(name, to_srcset(candidates()));
    case src:
    case poster:
      // An image's is ready: prepare_image().
      if (element != Element::img) return write_attribute(name, urls_.source(decoded(name)).value_or(""));
      [[fallthrough]];
    default:
      out_.append(" ").append(to_string(name)).append("=\"");
      append_normalised(out_, raw(name), true);
      out_ += '"';
  }
}

/// Nothing where the value is empty.
void Sanitiser::write_attribute(AttributeName name, std::string_view value) {
  if (value.empty()) return;
  out_.append(" ").append(to_string(name)).append("=\"");
  append_escaped(out_, value, true);
  out_ += '"';
}

}  // namespace

std::string sanitise(std::string_view html, const std::optional<Url>& base, UrlBudget& budget) {
  return Sanitiser{html, base, budget}.run();
}

std::string sanitise(std::string_view html, const std::optional<Url>& base) {
  UrlBudget budget{html.size()};
  return sanitise(html, base, budget);
}

}  // namespace telex::html
