#include "parse/repair.hpp"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "base/utf8.hpp"
#include "html/text.hpp"
#include "parse/ascii.hpp"
#include "parse/prefixes.hpp"
#include "parse/reference.hpp"
#include "parse/rewriter.hpp"
#include "parse/tag.hpp"

namespace telex::parse {
namespace {

constexpr auto npos = std::string_view::npos;

std::string_view local_name(std::string_view name) {
  const std::size_t colon = name.find(':');
  return colon == npos ? name : name.substr(colon + 1);
}

bool is_entry(std::string_view name) {
  const std::string_view local = local_name(name);
  return local == "item" || local == "entry";
}

bool is_feed(std::string_view name) {
  const std::string_view local = local_name(name);
  return local == "channel" || local == "feed" || local == "rss" || local == "RDF";
}

std::string quoted(std::string_view text) { return '"' + std::string{utf8::truncated(text, 40)} + '"'; }

/// A terminator that was not found once is not looked for again: many open comments would make that quadratic.
class Terminator {
 public:
  explicit Terminator(std::string_view mark) : mark_{mark} {}

  /// Past the next mark; npos where there is none.
  std::size_t end_after(std::string_view text, std::size_t at) {
    if (is_missing_) return npos;
    const std::size_t found = text.find(mark_, at);
    is_missing_ = found == npos;
    return is_missing_ ? npos : found + mark_.size();
  }

 private:
  std::string_view mark_;
  bool is_missing_ = false;
};

class Repairer {
 public:
  /// `close_entries`: an item inside an item means that the first one was left open.
  Repairer(std::string_view text, bool close_entries, Problems& problems)
      : in_{text}, out_{text}, problems_{problems}, close_entries_{close_entries} {}

  /// Whether elements were left open while items stood inside items.
  bool lost_an_end() const { return nested_entry_seen_ && element_left_open_; }

  std::optional<std::string> run() {
    while (at_ < in_.size()) {
      const std::size_t tag = std::min(in_.find('<', at_), in_.size());
      text_until(tag);
      at_ = tag;
      if (at_ < in_.size()) markup();
    }
    if (!open_.empty()) {
      const bool in_entry = std::any_of(open_.begin(), open_.end(), is_entry);
      problems_.cut(in_entry ? feed::Cut::inside_last_entry : feed::Cut::between_entries);
    }
    close_down_to(0, in_.size(), in_.size());
    return std::move(out_).changed();
  }

 private:
  void damage(std::string message, std::size_t at) {
    if (problems_.is_full()) return problems_.damage({});
    lines_ += std::count(in_.begin() + static_cast<std::ptrdiff_t>(lines_counted_to_),
                         in_.begin() + static_cast<std::ptrdiff_t>(std::max(at, lines_counted_to_)), '\n');
    lines_counted_to_ = std::max(at, lines_counted_to_);
    problems_.damage(std::move(message), "line " + std::to_string(lines_));
  }

  void text_until(std::size_t end) {
    if (end == at_) return;
    const std::string_view text = in_.substr(at_, end - at_);
    if (open_.empty() && too_deep_ == 0) return text_outside(text);
    fix_references(at_, end);
    if (text.find(']') == npos) return;
    for (std::size_t found = text.find("]]>"); found != npos; found = text.find("]]>", found + 3)) {
      damage("\"]]>\" stands in text", at_ + found);
      out_.replace(at_ + found + 2, at_ + found + 3, "&gt;");
    }
  }

  void text_outside(std::string_view text) {
    if (trimmed(text).empty()) return;
    damage(root_seen_ ? "text stands after the document's end" : "text stands before the document", at_);
    out_.replace(at_, at_ + text.size(), "");
  }

  void fix_references(std::size_t from, std::size_t to) {
    while ((from = in_.substr(0, to).find('&', from)) != npos) {
      const Reference reference = read_reference(in_.substr(from, to - from), entities_);
      note_reference(reference, from);
      if (reference.kind != ReferenceKind::fine) {
        out_.replace(from, from + reference.length, reference.replacement);
      }
      from += reference.length;
    }
  }

  std::string fixed_references(std::string_view text, std::size_t place) {
    std::string fixed;
    while (!text.empty()) {
      const std::size_t plain = std::min(text.find('&'), text.size());
      fixed += text.substr(0, plain);
      text.remove_prefix(plain);
      if (text.empty()) break;
      const Reference reference = read_reference(text, entities_);
      note_reference(reference, place);
      fixed += reference.kind == ReferenceKind::fine ? text.substr(0, reference.length)
                                                     : std::string_view{reference.replacement};
      text.remove_prefix(reference.length);
    }
    return fixed;
  }

  void note_reference(const Reference& reference, std::size_t at) {
    if (entities_.is_exhausted() && !std::exchange(exhaustion_noted_, true)) {
      damage("the entities of the document type grow too large and are no longer expanded", at);
    }
    const std::string_view text = in_.substr(at, reference.length);
    if (reference.kind == ReferenceKind::html && !has_external_subset_) {
      damage("the name " + quoted(text) + " is HTML's and not declared", at);
    } else if (reference.kind == ReferenceKind::naked) {
      damage("a naked \"&\"", at);
    } else if (reference.kind == ReferenceKind::invalid) {
      damage(quoted(text) + " is no character of XML", at);
    }
  }

  void markup() {
    const std::string_view rest = in_.substr(at_);
    if (rest.starts_with("<![CDATA[")) return cdata();
    if (rest.starts_with("<!--")) return comment();
    if (rest.starts_with("<?")) return instruction();
    if (rest.starts_with("<!")) return declaration();
    if (rest.starts_with("</")) return end_tag();
    if (rest.size() > 1 && starts_name(rest[1])) return start_tag();
    stray();
  }

  void stray() {
    damage("a naked \"<\"", at_);
    out_.replace(at_, at_ + 1, open_.empty() ? "" : "&lt;");
    ++at_;
  }

  void cdata() {
    const std::size_t end = cdata_end_.end_after(in_, at_ + 9);
    if (end == npos) return open_cdata();
    if (open_.empty()) {
      damage("a CDATA section stands outside of every element", at_);
      out_.replace(at_, end, "");
    }
    at_ = end;
  }

  /// An open CDATA section ends where its element seems to.
  void open_cdata() {
    damage("a CDATA section has no end", at_);
    const std::string end_tag = "</" + std::string{open_.empty() ? std::string_view{} : open_.back()};
    const std::size_t end = std::min(in_.find(end_tag, at_), in_.size());
    out_.replace(end, end, "]]>");
    at_ = end;
  }

  void comment() {
    const std::size_t end = comment_end_.end_after(in_, at_ + 4);
    if (end == npos) return stray();
    if (in_.find("--", at_ + 4) + 3 != end) {
      damage("\"--\" stands in a comment", at_);
      out_.replace(at_, end, "");
    }
    at_ = end;
  }

  void instruction() {
    const std::size_t end = instruction_end_.end_after(in_, at_ + 2);
    if (end == npos) return stray();
    const bool is_declaration = in_.substr(at_, 5) == "<?xml" && at_ + 5 < in_.size() && is_space(in_[at_ + 5]);
    if (is_declaration && at_ > 0) damage("the XML declaration is not at the start", at_);
    if (is_declaration) out_.replace(at_, end, "");
    at_ = end;
  }

  /// XML 1.0 section 2.8, doctypedecl.
  void declaration() {
    const std::size_t end = root_seen_ || doctype_seen_ ? npos : doctype_end();
    doctype_seen_ = true;  // and not looked for again, found or not
    if (end == npos) return stray();
    const std::string_view text = in_.substr(at_, end - at_);
    const std::string_view outer = text.substr(0, text.find('['));
    has_external_subset_ = outer.find("SYSTEM") != npos || outer.find("PUBLIC") != npos;
    if (outer.size() < text.size()) entities_.declare_all(text.substr(outer.size()));
    out_.replace(at_, end, "");
    at_ = end;
  }

  std::size_t doctype_end() const {
    char quote = 0;
    bool in_subset = false;
    for (std::size_t i = at_ + 2; i < in_.size(); ++i) {
      const char c = in_[i];
      if (quote != 0) {
        if (c == quote) quote = 0;
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == '[' || c == ']') {
        in_subset = c == '[';
      } else if (c == '>' && !in_subset) {
        return i + 1;
      }
    }
    return npos;
  }

  void start_tag() {
    scan_tag(in_, at_, tag_);
    if (tag_.end == 0) return stray();
    if (open_.size() >= max_depth) return deep_start_tag();
    if (is_entry(tag_.name)) close_open_entry();
    if (open_.empty() && root_seen_) damage("a second document follows the first", at_);
    root_seen_ = true;
    if (const auto fault = prefixes_.fault_of(tag_)) damage(*fault, at_);
    if (tag_.is_overfull) damage_once(overfull_noted_, "an element has too many attributes, the rest is left out");
    if (tag_.is_regular && !tag_.is_overfull) {
      for (const RawAttribute& attribute : tag_.attributes) {
        const auto from = static_cast<std::size_t>(attribute.value.data() - in_.data());
        fix_references(from, from + attribute.value.size());
      }
    } else {
      rewrite_tag();
    }
    if (!tag_.is_empty) open_.push_back(tag_.name);
    at_ = tag_.end;
  }

  void deep_start_tag() {
    if (!std::exchange(depth_noted_, true)) problems_.note("elements are nested too deep, the innermost are left out");
    if (!tag_.is_empty) ++too_deep_;
    out_.replace(at_, tag_.end, "");
    at_ = tag_.end;
  }

  void damage_once(bool& noted, std::string message) {
    if (!std::exchange(noted, true)) problems_.note(std::move(message));
  }

  void rewrite_tag() {
    if (!tag_.is_regular) damage("the tag " + quoted(tag_.name) + " is not well-formed", at_);
    std::string fixed = "<" + std::string{tag_.name};
    for (const RawAttribute& attribute : tag_.attributes) {
      fixed += ' ';
      fixed += attribute.name;
      fixed += "=\"";
      for (const char c : fixed_references(attribute.value, at_)) {
        if (c == '<' || c == '"') {
          fixed += c == '<' ? "&lt;" : "&quot;";
        } else {
          fixed += c;
        }
      }
      fixed += '"';
    }
    fixed += tag_.is_empty ? "/>" : ">";
    out_.replace(at_, tag_.end, fixed);
  }

  void close_open_entry() {
    for (std::size_t i = open_.size(); i > 0 && !is_feed(open_[i - 1]); --i) {
      if (open_[i - 1] != tag_.name) continue;
      nested_entry_seen_ = true;
      if (close_entries_) close_down_to(i - 1, at_, at_);
      return;
    }
  }

  void close_down_to(std::size_t depth, std::size_t from, std::size_t to) {
    if (open_.size() <= depth) return;
    damage("the element " + quoted(open_.back()) + " has no end", from);
    element_left_open_ = true;
    std::string tags;
    for (; open_.size() > depth; open_.pop_back()) tags += "</" + std::string{open_.back()} + ">";
    out_.replace(from, to, tags);
    too_deep_ = 0;
  }

  void end_tag() {
    std::size_t name_end = at_ + 2;
    while (name_end < in_.size() && continues_name(in_[name_end])) ++name_end;
    const std::string_view name = in_.substr(at_ + 2, name_end - at_ - 2);
    std::size_t end = name_end;
    while (end < in_.size() && is_space(in_[end])) ++end;
    const bool closed = end < in_.size() && in_[end] == '>';
    if (!closed) end = std::min(in_.find_first_of("<>", name_end), in_.size());
    if (end < in_.size() && in_[end] == '>') ++end;
    if (!closed) damage("the end tag of " + quoted(name) + " is not well-formed", at_);
    close_element(name, end, closed);
    at_ = end;
  }

  void close_element(std::string_view name, std::size_t end, bool is_regular) {
    if (too_deep_ > 0 && !is_feed(name) && !is_entry(name)) {
      --too_deep_;
      out_.replace(at_, end, "");
    } else if (is_regular && !open_.empty() && open_.back() == name) {
      open_.pop_back();
    } else {
      close_mismatched(name, end);
    }
  }

  void close_mismatched(std::string_view name, std::size_t end) {
    const auto same = [&](std::string_view open) { return same_letters(open, name); };
    const auto found = std::find_if(open_.rbegin(), open_.rend(), same);
    if (found == open_.rend()) {
      damage("the end tag of " + quoted(name) + " ends nothing", at_);
      out_.replace(at_, end, "");
      return;
    }
    close_down_to(static_cast<std::size_t>(open_.rend() - found) - 1, at_, end);
  }

  std::string_view in_;
  Rewriter out_;
  Problems& problems_;
  std::size_t at_ = 0;
  std::vector<std::string_view> open_;  // names of open elements
  std::size_t too_deep_ = 0;            // open elements beyond max_depth, whose tags were left out
  RawTag tag_;
  Entities entities_;
  Prefixes prefixes_;
  Terminator cdata_end_{"]]>"};
  Terminator comment_end_{"-->"};
  Terminator instruction_end_{"?>"};
  std::ptrdiff_t lines_ = 1;
  std::size_t lines_counted_to_ = 0;
  bool close_entries_;
  bool nested_entry_seen_ = false;
  bool element_left_open_ = false;
  bool root_seen_ = false;
  bool doctype_seen_ = false;
  bool has_external_subset_ = false;
  bool exhaustion_noted_ = false;
  bool overfull_noted_ = false;
  bool depth_noted_ = false;
};

bool is_forbidden(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r';
}

/// Written so that the compiler turns it into vector instructions: nearly every document passes.
bool has_forbidden(std::string_view text) {
  unsigned found = 0;
  for (const char c : text) found |= static_cast<unsigned>(is_forbidden(c));
  return found != 0;
}

}  // namespace

std::string repaired(std::string text, Problems& problems) {
  if (has_forbidden(text)) {
    std::erase_if(text, is_forbidden);
    problems.damage("control characters that XML does not allow were left out");
  }
  // Items in items are legal, and some extensions use them; only where ends are missing too, they tell where.
  Problems first_problems = problems;
  Repairer repairer{text, false, first_problems};
  std::optional<std::string> changed = repairer.run();
  if (repairer.lost_an_end()) {
    changed = Repairer{text, true, problems}.run();
  } else {
    problems = std::move(first_problems);
  }
  return changed ? std::move(*changed) : std::move(text);
}

}  // namespace telex::parse
