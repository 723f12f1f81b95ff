#include "html/well_formed.hpp"

#include <algorithm>
#include <cctype>
#include <set>
#include <vector>

namespace telex::html {
namespace {

const std::set<std::string> voids{"br", "col", "hr", "img", "source", "track", "wbr"};

const std::set<std::string> elements{
    "a",    "abbr",       "acronym",  "address",   "article", "aside",  "audio", "b",       "bdi",   "bdo",
    "big",  "br",         "caption",  "center",    "cite",    "code",   "col",   "dd",      "del",   "details",
    "dfn",  "div",        "dl",       "dt",        "em",      "figure", "font",  "footer",  "h1",    "h2",
    "h3",   "h4",         "h5",       "h6",        "header",  "hgroup", "hr",    "i",       "img",   "ins",
    "kbd",  "li",         "main",     "mark",      "menu",    "nav",    "nobr",  "ol",      "p",     "picture",
    "pre",  "q",          "rp",       "rt",        "ruby",    "s",      "samp",  "section", "small", "source",
    "span", "strike",     "strong",   "sub",       "summary", "sup",    "table", "tbody",   "td",    "tfoot",
    "th",   "thead",      "time",     "tr",        "track",   "tt",     "u",     "ul",      "var",   "video",
    "wbr",  "blockquote", "colgroup", "figcaption"};

const std::set<std::string> urls{"href", "src", "poster", "cite"};

const std::set<std::string> attributes{
    "abbr",     "align", "alt",      "border",  "cellpadding", "cellspacing", "color", "colspan", "controls",
    "datetime", "dir",   "face",     "headers", "height",      "kind",        "label", "lang",    "media",
    "open",     "rel",   "reversed", "rowspan", "scope",       "size",        "sizes", "span",    "srclang",
    "srcset",   "start", "title",    "type",    "valign",      "value",       "width"};

const std::set<std::string> schemes{"http", "https", "mailto", "ftp", "tel", "magnet", "xmpp", "irc"};

std::string decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool reference = text.substr(i, 5) == "&amp;";
    out += text[i];
    if (reference) i += 4;
  }
  return out;
}

bool is_safe(std::string_view tag, std::string_view value) {
  const std::string url = decoded(value);
  const std::size_t end = url.find_first_of(":/?#");
  if (end == std::string::npos || url[end] != ':') return true;
  const std::string scheme = url.substr(0, end);
  std::string lower;
  for (const char c : scheme) lower += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return schemes.contains(lower) || (tag == "img" && url.starts_with("data:image/"));
}

class Checker {
 public:
  explicit Checker(std::string_view html) : html_{html} {}

  std::string run() {
    while (at_ < html_.size() && fault_.empty()) {
      const char c = html_[at_];
      if (c == '>' || c == '\0') fail("bare character");
      if (c == '&') check_reference(false);
      if (c == '<') {
        check_tag();
      } else {
        ++at_;
      }
    }
    if (fault_.empty() && !open_.empty()) fail("not closed: " + open_.back());
    return fault_;
  }

 private:
  void fail(const std::string& what) { fault_ = what + " at " + std::to_string(at_); }

  bool take(std::string_view text) {
    if (html_.substr(at_, text.size()) != text) return false;
    at_ += text.size();
    return true;
  }

  std::string take_name() {
    const std::size_t start = at_;
    while (at_ < html_.size() && (std::islower(html_[at_]) != 0 || std::isdigit(html_[at_]) != 0)) ++at_;
    return std::string{html_.substr(start, at_ - start)};
  }

  void check_reference(bool in_attribute) {
    const std::string_view rest = html_.substr(at_);
    const bool known = rest.starts_with("&amp;") || rest.starts_with("&lt;") || rest.starts_with("&gt;") ||
                       (in_attribute && rest.starts_with("&quot;"));
    if (!known) fail("bare ampersand");
  }

  void check_tag() {
    const bool end = take("</");
    if (!end) ++at_;
    const std::string name = take_name();
    if (!elements.contains(name)) return fail("element <" + name + ">");
    if (end) {
      if (open_.empty() || open_.back() != name) return fail("end tag </" + name + ">");
      open_.pop_back();
    } else {
      while (fault_.empty() && take(" ")) check_attribute(name);
      if (!voids.contains(name)) open_.push_back(name);
    }
    if (fault_.empty() && !take(">")) fail("tag without end");
    if (open_.size() > 256) fail("too deep");
  }

  void check_attribute(const std::string& tag) {
    const std::string name = take_name();
    if (!urls.contains(name) && !attributes.contains(name)) return fail("attribute " + name);
    if (!take("=\"")) return fail("quotes");
    const std::size_t start = at_;
    for (; at_ < html_.size() && html_[at_] != '"'; ++at_) {
      if (html_[at_] == '&') check_reference(true);
      if (html_[at_] == '<' || html_[at_] == '>') fail("bare character in attribute");
    }
    const std::string_view value = html_.substr(start, at_ - start);
    if (urls.contains(name) && !is_safe(tag, value)) return fail("URL " + std::string{value});
    if (!take("\"")) fail("quotes");
  }

  std::string_view html_;
  std::size_t at_ = 0;
  std::vector<std::string> open_;
  std::string fault_;
};

}  // namespace

std::string fault_of(std::string_view html) { return Checker{html}.run(); }

}  // namespace telex::html
