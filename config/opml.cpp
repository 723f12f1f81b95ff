#include "config/opml.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstring>
#include <pugixml.hpp>
#include <utility>

#include "base/utf8.hpp"

namespace telex::config {
namespace {

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view space = " \t\r\n";
  const std::size_t from = text.find_first_not_of(space);
  if (from == std::string_view::npos) return {};
  return text.substr(from, text.find_last_not_of(space) - from + 1);
}

std::size_t line_at(std::string_view text, std::size_t offset) {
  const std::string_view before = text.substr(0, offset);
  return 1 + static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'));
}

/// Lines of offsets that ascend, in one pass over the text.
class LineCounter {
 public:
  explicit LineCounter(std::string_view text) : text_{text} {}

  std::size_t line_at(std::size_t offset) {
    line_ += config::line_at(text_.substr(offset_), offset - offset_) - 1;
    offset_ = offset;
    return line_;
  }

 private:
  std::string_view text_;
  std::size_t offset_ = 0;
  std::size_t line_ = 1;
};

/// Attribute names are written in many cases: xmlUrl, xmlurl, xmlURL.
std::string_view attribute(const pugi::xml_node& node, std::string_view name) {
  const pugi::xml_attribute found = node.find_attribute([&](const pugi::xml_attribute& candidate) {
    const std::string_view written = candidate.name();
    return std::equal(written.begin(), written.end(), name.begin(), name.end(),
                      [](unsigned char a, unsigned char b) { return std::tolower(a) == b; });
  });
  return trimmed(found.value());
}

std::string_view name_of(const pugi::xml_node& outline) {
  const std::string_view text = attribute(outline, "text");
  return text.empty() ? attribute(outline, "title") : text;
}

void add_tag(std::vector<std::string>& tags, std::string_view tag) {
  tag = trimmed(tag);
  if (!tag.empty() && std::find(tags.begin(), tags.end(), tag) == tags.end()) tags.emplace_back(tag);
}

/// "/Boston/Weather,politics": categories are separated by commas, the steps of a path by slashes.
void add_categories(std::vector<std::string>& tags, std::string_view categories) {
  while (!categories.empty()) {
    const std::size_t end = std::min(categories.find_first_of(",/"), categories.size());
    add_tag(tags, categories.substr(0, end));
    categories.remove_prefix(std::min(end + 1, categories.size()));
  }
}

/// Links, inclusions, and saved searches of Liferea ("vfolder", with an xmlUrl that is none) are no feeds.
bool is_no_feed(std::string_view type) {
  static constexpr std::array<std::string_view, 4> types{"link", "include", "vfolder", "rule"};
  return std::find(types.begin(), types.end(), type) != types.end();
}

/// Walks the outlines without recursion: lists can be nested as deep as their authors like.
class Outlines : public pugi::xml_tree_walker {
 public:
  Outlines(std::string_view text, OpmlList& list) : lines_{text}, list_{list} {}

  bool for_each(pugi::xml_node& node) override {
    folders_.resize(static_cast<std::size_t>(depth()));
    folders_.emplace_back(name_of(node));
    if (std::strcmp(node.name(), "outline") == 0) read(node);
    return true;
  }

 private:
  void read(const pugi::xml_node& outline) {
    const std::string_view type = attribute(outline, "type");
    if (is_no_feed(type)) return;
    const std::string_view url = attribute(outline, "xmlurl");
    const std::size_t line = lines_.line_at(static_cast<std::size_t>(outline.offset_debug()));
    if (url.empty()) {
      if (type == "rss" || type == "atom") list_.faults.push_back({line, "an outline for a feed needs an xmlUrl"});
      return;
    }
    OpmlFeed feed{.url = std::string{url}, .title = folders_.back(), .tags = {}, .line = line};
    for (std::size_t i = 0; i + 1 < folders_.size(); ++i) add_tag(feed.tags, folders_[i]);
    add_categories(feed.tags, attribute(outline, "category"));
    list_.feeds.push_back(std::move(feed));
  }

  LineCounter lines_;
  OpmlList& list_;
  std::vector<std::string> folders_;  ///< names of the outlines from the body down to the present one
};

/// XML 1.0 section 4.1; pugixml lets a bare "&" pass, other readers of the same list would not.
bool begins_reference(std::string_view text) {
  static constexpr std::array<std::string_view, 5> names{"&amp;", "&lt;", "&gt;", "&quot;", "&apos;"};
  if (std::any_of(names.begin(), names.end(), [&](std::string_view name) { return text.starts_with(name); }))
    return true;
  if (!text.starts_with("&#")) return false;
  const bool hex = text.substr(2).starts_with('x');
  const std::size_t digits = hex ? 3 : 2;
  const std::size_t end = text.find_first_not_of(hex ? "0123456789abcdefABCDEF" : "0123456789", digits);
  return end != std::string_view::npos && end > digits && text[end] == ';';
}

/// Where a comment or CDATA section that begins here ends, as "&" means nothing inside; else 0.
std::size_t opaque_end(std::string_view text, std::size_t at) {
  const std::string_view rest = text.substr(at);
  const std::string_view end = rest.starts_with("<!--") ? "-->" : rest.starts_with("<![CDATA[") ? "]]>" : "";
  return end.empty() ? 0 : std::min(text.find(end, at), text.size());
}

void find_bare_ampersands(std::string_view text, std::vector<OpmlFault>& faults) {
  LineCounter lines{text};
  for (std::size_t at = text.find_first_of("&<"); at != text.npos; at = text.find_first_of("&<", at + 1)) {
    if (text[at] == '<') {
      at = std::max(at, opaque_end(text, at));
    } else if (!begins_reference(text.substr(at))) {
      faults.push_back({lines.line_at(at), "\"&\" stands alone; write \"&amp;\""});
    }
  }
}

bool is_opml(const pugi::xml_node& root) { return std::strcmp(root.name(), "opml") == 0; }

void read_document(const pugi::xml_document& document, std::string_view text, OpmlList& list) {
  const pugi::xml_node root = document.document_element();
  const std::size_t line = line_at(text, static_cast<std::size_t>(std::max<std::ptrdiff_t>(root.offset_debug(), 0)));
  pugi::xml_node body = root.child("body");
  if (!is_opml(root)) {
    list.faults.push_back(
        {line, "this is no OPML: the first element must be <opml>, not <" + std::string{root.name()} + ">"});
  } else if (!body) {
    list.faults.push_back({line, "<opml> has no <body>"});
  } else {
    Outlines outlines{text, list};
    body.traverse(outlines);
  }
}

}  // namespace

OpmlList parse_opml(std::string_view text) {
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  OpmlList list;
  const std::size_t valid = utf8::valid_prefix(text);
  if (valid < text.size()) {
    list.faults.push_back({line_at(text, valid), "is not encoded in UTF-8; convert it, as with iconv -t UTF-8"});
    return list;
  }
  find_bare_ampersands(text, list.faults);
  pugi::xml_document document;
  const auto parsed = document.load_buffer(text.data(), text.size(), pugi::parse_default, pugi::encoding_utf8);
  if (parsed) {
    read_document(document, text, list);
  } else {
    const std::size_t line = line_at(text, static_cast<std::size_t>(parsed.offset));
    list.faults.push_back({line, std::string{"is no well-formed XML: "} + parsed.description()});
  }
  return list;
}

}  // namespace telex::config
