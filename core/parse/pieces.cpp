#include "parse/pieces.hpp"

#include <algorithm>
#include <initializer_list>

#include "parse/ascii.hpp"

namespace telex::parse {
namespace {

constexpr auto npos = std::string_view::npos;

/// The name in a start tag.
std::string_view name_of(std::string_view tag) { return tag.substr(1, tag.find_first_of(" \t\r\n/>") - 1); }

bool is_called(std::string_view tag, std::initializer_list<std::string_view> names) {
  const std::string_view name = name_of(tag);
  const std::string_view local = name.substr(name.find(':') + 1);  // from 0 where there is no colon
  return std::ranges::any_of(names, [local](std::string_view other) { return same_letters(local, other); });
}

/// RSS 1.1 has its items in <items> of the root; deeper down, RSS 1.0 only names them there.
bool holds_entries(std::string_view tag, std::size_t depth) {
  constexpr std::size_t longest_repeated = 4096;
  if (tag.size() > longest_repeated) return false;
  if (depth == 0) return is_called(tag, {"rss", "rdf", "feed", "channel"});
  return depth == 1 && is_called(tag, {"channel", "items"});
}

bool is_buried_root(std::string_view tag) {
  const std::string_view name = name_of(tag);
  return name == "rss" || name == "rdf:RDF" || name == "feed";
}

}  // namespace

Pieces::Pieces(std::string& text, std::size_t bytes) : text_{text}, bytes_{bytes} { find_start(); }

/// Begins at the feed's root: where no element outside of all others can be one, at the first inside that can.
void Pieces::find_start() {
  constexpr std::size_t longest_name = 64;
  std::size_t buried = 0;
  while ((at_ = std::min(text_.find('<', at_), text_.size())) < text_.size()) {
    const std::string_view tag = std::string_view{text_}.substr(at_, longest_name);
    const bool is_root = depth_ == 0 && is_called(tag, {"rss", "rdf", "feed", "channel", "entry"});
    if (is_root) buried = 0;
    if (is_root) break;
    if (buried == 0 && depth_ > 0 && is_buried_root(tag)) buried = at_;
    skip_markup();
  }
  at_ = buried;
  depth_ = 0;
}

bool Pieces::next() {
  text_.replace(at_, overwritten_.size(), overwritten_);
  overwritten_.clear();
  if (ended_ || at_ == text_.size()) return false;
  begin_ = at_;
  put_start_tags();
  find_cut(at_);
  end_ = at_;
  put_end_tags();
  return true;
}

void Pieces::find_cut(std::size_t from) {
  if (text_.size() - from <= bytes_ || text_.size() - from - bytes_ <= bytes_) at_ = text_.size();
  while (at_ < text_.size() && !ended_) {
    at_ = std::min(text_.find('<', at_), text_.size());
    if (at_ - from >= bytes_ && may_cut()) return;
    skip_markup();
  }
}

bool Pieces::may_cut() const {
  const char next = at_ + 1 < text_.size() ? text_[at_ + 1] : '/';
  return depth_ > 0 && depth_ == around_.size() && next != '/' && next != '!' && next != '?';
}

/// Over the end of the piece before, which is longer than they are.
void Pieces::put_start_tags() {
  for (std::size_t i = around_.size(); i > 0 && around_[i - 1].size() <= begin_; --i) {
    begin_ -= around_[i - 1].size();
    text_.replace(begin_, around_[i - 1].size(), around_[i - 1]);
  }
}

/// Over the text that comes next, where the end tags of the same elements are still to come.
void Pieces::put_end_tags() {
  if (ended_ || at_ == text_.size()) return;
  std::string tags;
  for (std::size_t i = around_.size(); i > 0; --i) tags.append("</").append(name_of(around_[i - 1])).append(">");
  overwritten_ = text_.substr(at_, tags.size());
  text_.replace(at_, overwritten_.size(), tags, 0, overwritten_.size());
  end_ = at_ + overwritten_.size();
}

void Pieces::skip_markup() {
  const std::string_view rest = std::string_view{text_}.substr(at_);
  if (rest.starts_with("</")) return end_tag();
  if (rest.starts_with("<!--")) return skip_past("-->");
  if (rest.starts_with("<![CDATA[")) return skip_past("]]>");
  if (rest.starts_with("<?")) return skip_past("?>");
  if (!rest.empty()) start_tag();
}

void Pieces::skip_past(std::string_view mark) {
  const std::size_t found = text_.find(mark, at_);
  at_ = found == npos ? text_.size() : found + mark.size();
}

/// Past the '>' of the tag here; one inside an attribute's value does not count.
std::size_t Pieces::tag_end() const {
  char quote = 0;
  for (std::size_t at = at_; at < text_.size(); ++at) {
    const char c = text_[at];
    if (quote == 0 && c == '>') return at + 1;
    if (quote == 0 && (c == '"' || c == '\'')) {
      quote = c;
    } else if (c == quote) {
      quote = 0;
    }
  }
  return text_.size();
}

void Pieces::start_tag() {
  const std::size_t end = tag_end();
  const std::string_view tag = std::string_view{text_}.substr(at_, end - at_);
  at_ = end;
  if (tag.ends_with("/>")) return;
  if (depth_ == around_.size() && holds_entries(tag, depth_)) around_.emplace_back(tag);
  ++depth_;
}

void Pieces::end_tag() {
  skip_past(">");
  if (depth_ > 0) --depth_;
  if (depth_ >= around_.size()) return;
  around_.pop_back();
  ended_ = around_.empty();
}

}  // namespace telex::parse
