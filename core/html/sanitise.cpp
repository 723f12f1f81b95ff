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

constexpr AttributeSet lazy_attributes = bit(AttributeName::data_src) | bit(AttributeName::data_lazy_src) |
                                         bit(AttributeName::data_original) | bit(AttributeName::data_orig_src) |
                                         bit(AttributeName::data_srcset) | bit(AttributeName::data_lazy_srcset);

constexpr std::string_view rel = R"( rel="noopener noreferrer nofollow")";

/// A URL that resolve_reference() gives back as it is: absolute, and of URI characters alone.
bool is_plain_url(std::string_view url) {
  static constexpr auto plain = [] {
    std::array<bool, 256> set{};
    for (const char c : std::string_view{"-._~:/?@!$&'()*+,;="}) set[static_cast<unsigned char>(c)] = true;
    for (unsigned c = 0; c < 128; ++c) set[c] = set[c] || is_alnum(static_cast<char>(c));
    return set;
  }();
  if (!url.starts_with("https://") && !url.starts_with("http://")) return false;
  for (const char c : url) {
    if (!plain[static_cast<unsigned char>(c)]) return false;
  }
  return true;
}

bool is_data(std::string_view url) { return starts_ignoring_case(trimmed(url), "data:"); }

/// Resolving leaves a space where no encoding can help: in the host.
bool is_usable(std::string_view absolute) { return absolute.find(' ') == std::string_view::npos || is_data(absolute); }

std::vector<ImageCandidate> safe_candidates(std::string_view srcset) {
  std::vector<ImageCandidate> candidates = image_candidates(srcset);
  std::erase_if(candidates, [](const ImageCandidate& candidate) { return !is_safe_source(candidate.url, false); });
  return candidates;
}

class Sanitiser {
 public:
  Sanitiser(std::string_view html, const std::optional<Url>& base) : tokens_{html}, base_{base} {
    out_.reserve(html.size() + html.size() / 16);
  }

  std::string run();

 private:
  void write_text();
  void start();
  void end();
  void read_attributes();
  void use_lazy_sources();
  bool prepare_image();
  void use_largest_candidate();
  void write_player_link();
  void write_start_tag(Element element);
  void write_attribute(Element element, AttributeName name);
  void write_url(AttributeName name, std::string_view url, Element element);
  void write_candidates(std::string_view srcset);
  std::string resolved(std::string_view url) const;

  bool has(AttributeName name) const { return (present_ & bit(name)) != 0; }
  std::string_view& raw(AttributeName name) { return values_[static_cast<std::size_t>(name)]; }
  void set(AttributeName name, std::string_view text);
  std::string decoded(AttributeName name);

  VisibleTokens tokens_;
  const std::optional<Url>& base_;
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
        write_text();
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

void Sanitiser::write_text() {
  // What is visible has references: only hidden elements have other text.
  append_normalised(out_, tokens_.token().data, false);
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
  return text;
}

/// Scripts load these when the reader scrolls; without scripts they have to be the sources at once.
void Sanitiser::use_lazy_sources() {
  using enum AttributeName;
  for (const AttributeName lazy : {data_src, data_lazy_src, data_original, data_orig_src}) {
    if (!has(lazy) || raw(lazy).find_first_of("./") == std::string_view::npos) continue;
    set(src, raw(lazy));
    lazy_image_ = raw(lazy);
    break;
  }
  for (const AttributeName lazy : {data_srcset, data_lazy_srcset}) {
    if (has(lazy) && !raw(lazy).empty()) set(srcset, raw(lazy));
  }
}

/// False where the image is none to be seen: a beacon, or what stands in for a lazy one where there are no scripts.
bool Sanitiser::prepare_image() {
  using enum AttributeName;
  if (has(width) && has(height) && is_at_most_one_pixel(raw(width)) && is_at_most_one_pixel(raw(height))) {
    return false;
  }
  if (has(AttributeName::style) && hides_image(raw(AttributeName::style))) return false;
  if (in_noscript_ && has(src) && raw(src) == lazy_image_) return false;
  const std::string url = decoded(src);
  if (is_beacon(resolved(url))) return false;
  if (trimmed(url).empty() || !is_safe_source(url, true)) use_largest_candidate();
  return true;
}

void Sanitiser::use_largest_candidate() {
  present_ &= ~bit(AttributeName::src);
  const std::string srcset = decoded(AttributeName::srcset);
  const std::vector<ImageCandidate> candidates = safe_candidates(srcset);
  if (candidates.empty()) return;
  image_source_ = escape(largest_image(candidates), true);
  set(AttributeName::src, image_source_);
}

void Sanitiser::write_player_link() {
  const auto page = player_page(decoded(AttributeName::src));
  if (!page) return;
  const std::string url = resolved(*page);
  open_.make_room(Element::a);
  out_ += "<a href=\"";
  append_escaped(out_, url, true);
  out_.append("\"").append(rel).append(">");
  append_escaped(out_, url, false);
  out_ += "</a>";
}

void Sanitiser::write_start_tag(Element element) {
  out_ += '<';
  out_ += traits(element).name;
  for (AttributeSet left = present_ & allowed_attributes(element); left != 0; left &= left - 1) {
    write_attribute(element, static_cast<AttributeName>(std::countr_zero(left)));
  }
  out_ += '>';
}

void Sanitiser::write_attribute(Element element, AttributeName name) {
  using enum AttributeName;
  switch (name) {
    case href:
    case cite:
    case src:
    case poster:
      return write_url(name, decoded(name), element);
    case srcset:
      return write_candidates(decoded(name));
    default:
      out_.append(" ").append(to_string(name)).append("=\"");
      append_normalised(out_, raw(name), true);
      out_ += '"';
  }
}

void Sanitiser::write_url(AttributeName name, std::string_view url, Element element) {
  const bool source = name == AttributeName::src || name == AttributeName::poster;
  const auto is_safe = [&](std::string_view text) {
    return source ? is_safe_source(text, element == Element::img) : is_safe_link(text);
  };
  if (!is_safe(url)) return;
  const std::string absolute = resolved(url);
  if (!is_usable(absolute) || !is_safe(absolute)) return;
  out_.append(" ").append(to_string(name)).append("=\"");
  append_escaped(out_, absolute, true);
  out_ += '"';
  if (name == AttributeName::href) out_ += rel;
}

void Sanitiser::write_candidates(std::string_view srcset) {
  std::string list;
  for (const ImageCandidate& candidate : safe_candidates(srcset)) {
    const std::string absolute = resolved(candidate.url);
    if (absolute.empty() || !is_usable(absolute) || !is_safe_source(absolute, false)) continue;
    if (!list.empty()) list += ", ";
    list += absolute;
    if (!candidate.descriptor.empty()) list.append(" ").append(candidate.descriptor);
  }
  if (list.empty()) return;
  out_ += " srcset=\"";
  append_escaped(out_, list, true);
  out_ += '"';
}

std::string Sanitiser::resolved(std::string_view url) const {
  if (is_plain_url(url) || is_data(url)) return std::string{trimmed(url)};
  return resolve_reference(has_scheme(url) ? std::nullopt : base_, url);
}

}  // namespace

std::string sanitise(std::string_view html, const std::optional<Url>& base) { return Sanitiser{html, base}.run(); }

}  // namespace telex::html
