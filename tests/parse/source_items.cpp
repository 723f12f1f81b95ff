#include "parse/source_items.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace telex::parse::test {
namespace {

constexpr auto npos = std::string_view::npos;

bool is_blank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == npos; }

/// One tag, comment, CDATA section or instruction; or the text up to the next.
struct Piece {
  enum class Kind { text, start, empty, end, other } kind = Kind::other;
  std::string_view name;
  std::string_view whole;
};

std::string_view up_to(std::string_view text, std::string_view mark) {
  const std::size_t at = text.find(mark);
  return at == npos ? text : text.substr(0, at + mark.size());
}

Piece tag(std::string_view text) {
  Piece piece;
  std::size_t end = 1;
  char quote = 0;
  for (; end < text.size() && (quote != 0 || text[end] != '>'); ++end) {
    if (quote == 0 && (text[end] == '"' || text[end] == '\'')) {
      quote = text[end];
    } else if (text[end] == quote) {
      quote = 0;
    }
  }
  piece.whole = text.substr(0, end + 1);
  const bool closes = piece.whole.starts_with("</");
  piece.name = piece.whole.substr(closes ? 2 : 1);
  piece.name = piece.name.substr(0, piece.name.find_first_of(" \t\r\n/>"));
  piece.kind = closes ? Piece::Kind::end : piece.whole.ends_with("/>") ? Piece::Kind::empty : Piece::Kind::start;
  return piece;
}

Piece next(std::string_view text) {
  if (text.starts_with("<![CDATA[")) {
    const std::string_view whole = up_to(text, "]]>");
    return {is_blank(whole.substr(9, whole.size() - 12)) ? Piece::Kind::other : Piece::Kind::text, {}, whole};
  }
  if (text.starts_with("<!--")) return {Piece::Kind::other, {}, up_to(text, "-->")};
  if (text.starts_with("<?") || text.starts_with("<!")) return {Piece::Kind::other, {}, up_to(text, ">")};
  if (text.starts_with("<")) return tag(text);
  return {Piece::Kind::text, {}, text.substr(0, text.find('<'))};
}

/// The value of an attribute, as written.
std::string_view attribute(std::string_view tag, std::string_view name) {
  for (const char quote : {'"', '\''}) {
    const std::string start = " " + std::string{name} + "=" + quote;
    const std::size_t at = tag.find(start);
    if (at == npos) continue;
    const std::string_view value = tag.substr(at + start.size());
    return value.substr(0, value.find(quote));
  }
  return {};
}

constexpr std::array<std::string_view, 9> dates{"pubDate", "published", "updated",          "modified",       "issued",
                                                "dc:date", "created",   "dcterms:modified", "dcterms:created"};

/// A child of an item with all its text.
void take(SourceItem& item, const Piece& start, bool has_text) {
  const std::string_view name = start.name.substr(start.name.starts_with("atom:") ? 5 : 0);
  if (name == "title" || name == "dc:title") item.title = item.title || has_text;
  if (name == "guid" || name == "id") item.id = item.id || has_text;
  if (std::ranges::find(dates, name) != dates.end()) item.date = item.date || has_text;
  if (name == "enclosure") item.enclosure = item.enclosure || !is_blank(attribute(start.whole, "url"));
  if (name != "link") return;
  const std::string_view relation = attribute(start.whole, "rel");
  const bool has_target = has_text || !is_blank(attribute(start.whole, "href"));
  if (relation.empty() || relation == "alternate") item.link = item.link || has_target;
  if (relation == "enclosure") item.enclosure = item.enclosure || has_target;
}

/// An item that is not closed yet.
struct Open {
  std::size_t item = 0;
  std::size_t depth = 1;  // of open elements, the item's own counted
  Piece child{};
  bool has_text = false;
};

bool is_item(const Piece& piece) {
  return (piece.kind == Piece::Kind::start || piece.kind == Piece::Kind::empty) &&
         (piece.name == "item" || piece.name == "entry");
}

/// A piece inside of an item; false where it closes the item.
bool read_inside(SourceItem& item, Open& open, const Piece& piece) {
  if (piece.kind == Piece::Kind::text) open.has_text = open.has_text || !is_blank(piece.whole);
  if (piece.kind == Piece::Kind::empty && open.depth == 1) take(item, piece, false);
  if (piece.kind == Piece::Kind::start && open.depth++ == 1) {
    open.child = piece;
    open.has_text = false;
  }
  if (piece.kind == Piece::Kind::end && --open.depth == 1) take(item, open.child, open.has_text);
  return open.depth > 0;
}

}  // namespace

std::vector<SourceItem> source_items(std::string_view text) {
  std::vector<SourceItem> items;
  std::vector<Open> open;
  while (!text.empty()) {
    const Piece piece = next(text);
    text.remove_prefix(piece.whole.size());
    if (is_item(piece)) {
      items.emplace_back();
      if (piece.kind == Piece::Kind::start) open.push_back({items.size() - 1});
    } else if (!open.empty() && !read_inside(items[open.back().item], open.back(), piece)) {
      open.pop_back();
    }
  }
  return items;
}

}  // namespace telex::parse::test
