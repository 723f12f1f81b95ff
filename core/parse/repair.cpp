#include "parse/repair.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

#include "parse/ascii.hpp"
#include "parse/characters.hpp"
#include "parse/declaration.hpp"
#include "parse/doctype.hpp"
#include "parse/fault_log.hpp"
#include "parse/name.hpp"
#include "parse/open_elements.hpp"
#include "parse/prefixes.hpp"
#include "parse/references.hpp"
#include "parse/rewriter.hpp"
#include "parse/swallowed.hpp"
#include "parse/tag.hpp"
#include "parse/terminator.hpp"

namespace telex::parse {
namespace {

constexpr auto npos = std::string_view::npos;

/// How a document is read once more whose elements were left open, or closed too early.
struct Clues {
  bool misplaced_start = false;  ///< what stands where it cannot stand ends what was left open
  bool open_cdata = false;       ///< a CDATA section does not go on to the end of the next one
  bool feed_goes_on = false;     ///< more of a feed stands after its end: it ends where the document does

  friend bool operator==(const Clues&, const Clues&) = default;
};

class Repairer {
 public:
  Repairer(std::string_view text, Clues clues, Entities& entities, Problems& problems)
      : in_{text}, out_{text}, entities_{entities}, log_{text, problems}, clues_{clues} {}

  /// What was seen that a second reading should heed. An item inside an item is legal, and some extensions use them, as
  /// is any element inside any other; only where ends are missing too, they tell where. A document that was cut lacks
  /// the ends of what is open there, which tells something of the starts in that alone.
  Clues seen() const {
    return {clues_.misplaced_start || (misplaced_start_seen_ && element_left_open_),
            clues_.open_cdata || open_cdata_seen_, clues_.feed_goes_on || feed_outside_seen_};
  }

  std::optional<std::string> run() {
    while (at_ < in_.size()) {
      const std::size_t tag = std::min(in_.find('<', at_), in_.size());
      text_until(tag);
      at_ = tag;
      if (at_ < in_.size()) markup();
    }
    if (!open_.empty() && !clues_.feed_goes_on) {
      const bool in_entry = open_.entry() != OpenElements::none;
      log_.problems().cut(in_entry ? feed::Cut::inside_last_entry : feed::Cut::between_entries);
    }
    element_left_open_ = element_left_open_ || suspect_ != OpenElements::none;
    close_down_to(0, in_.size(), in_.size());
    if (out_.left_out()) log_.damage("too much has to be escaped, the rest of that is left out", in_.size());
    return std::move(out_).changed();
  }

 private:
  void text_until(std::size_t end) {
    if (end == at_) return;
    const std::string_view text = in_.substr(at_, end - at_);
    if (open_.empty()) return text_outside(text);
    std::size_t from = at_ + mend_joint(text);
    std::size_t found = text.find(']') == npos ? npos : in_.substr(0, end).find("]]>", from);
    for (; found != npos; found = in_.substr(0, end).find("]]>", from)) {
      references_.fix(from, found, false);
      log_.damage("\"]]>\" stands in text", found);
      out_.replace(found + 2, found + 3, "&gt;");
      from = found + 3;
    }
    references_.fix(from, end, false);
  }

  /// What was left out may have stood inside of "]]>". How many bytes of the text are done with.
  std::size_t mend_joint(std::string_view text) {
    const bool ends_here = text.starts_with('>') && out_.ends_with(at_, "]]");
    const bool ends_next = text.starts_with("]>") && out_.ends_with(at_, "]");
    if (!ends_here && !ends_next) return 0;
    const std::size_t length = ends_here ? 1 : 2;
    out_.replace(at_ + length - 1, at_ + length, "&gt;");
    return length;
  }

  void text_outside(std::string_view text) {
    if (trimmed(text).empty()) return;
    log_.damage(root_seen_ ? "text stands after the document's end" : "text stands before the document", at_);
    out_.replace(at_, at_ + text.size(), "");
  }

  /// XML 1.0 section 4.3.2: the text of an entity has to be content by itself.
  bool is_content(const std::string& text) {
    constexpr std::size_t max_nesting = 16;
    if (nesting_ >= max_nesting) return true;
    const std::string document = "<entity>" + text + "</entity>";
    Problems problems;
    Repairer inner{document, {}, entities_, problems};
    inner.nesting_ = nesting_ + 1;
    inner.prefixes_ = prefixes_.seen_from_within();
    inner.run();
    return !problems.damaged();
  }

  void markup() {
    const std::string_view rest = in_.substr(at_);
    if (rest.size() > 1 && starts_name(rest[1])) return start_tag();
    if (rest.starts_with("</")) return end_tag();
    if (rest.starts_with("<![CDATA[")) return cdata();
    if (rest.starts_with("<!--")) return comment();
    if (rest.starts_with("<?")) return instruction();
    if (rest.starts_with("<!")) return document_type();
    stray();
  }

  void stray() {
    log_.damage("a naked \"<\"", at_);
    out_.escape(at_, open_.empty() ? "" : "&lt;");
    ++at_;
  }

  void leave_out(std::size_t end) { out_.replace(at_, end, ""); }

  void cdata() {
    const std::size_t end = cdata_end_.end_after(in_, at_ + 9);
    if (end == npos && open_.empty()) return stray();
    if (end == npos) return close_cdata(std::min(cdata_limit(in_.size()), in_.size()));
    const std::size_t next = in_.substr(0, end).find("![CDATA[", at_ + 9);
    const std::size_t limit = next == npos ? npos : cdata_limit(next);
    if (limit != npos) {
      open_cdata_seen_ = true;
      if (clues_.open_cdata) return close_cdata(limit);
    }
    if (open_.empty()) {
      log_.damage("a CDATA section stands outside of every element", at_);
      leave_out(end);
    }
    at_ = end;
  }

  /// Where the element ends that a CDATA section stands in, as far as an end tag inside of it tells; npos where no such
  /// tag stands before `end`.
  std::size_t cdata_limit(std::size_t end) const {
    if (open_.innermost().empty()) return npos;
    return in_.substr(0, end).find("</" + std::string{open_.innermost()} + '>', at_);
  }

  void close_cdata(std::size_t end) {
    log_.damage("a CDATA section has no end", at_);
    out_.replace(end, end, "]]>");
    at_ = end;
  }

  void comment() {
    std::size_t end = comment_end_.end_after(in_, at_ + 4);
    if (end == npos) return stray();
    const std::string_view inside = in_.substr(at_ + 4, end - at_ - 7);
    if (!is_comment(inside)) {
      log_.damage("\"--\" stands in a comment", at_);
      const std::size_t dashes = inside.find("--");
      const bool lost_its_end = inside.find("<!--") != npos && inside.find("<!--") > dashes;
      if (lost_its_end) end = at_ + 4 + dashes + 2;
      leave_out(end);
    }
    at_ = end;
  }

  void instruction() {
    const std::size_t end = instruction_end_.end_after(in_, at_ + 2);
    if (end == npos) return stray();
    const std::string_view text = in_.substr(at_, end - at_);
    const XmlDeclaration declaration = at_ == 0 ? read_xml_declaration(text) : XmlDeclaration{};
    is_standalone_ = is_standalone_ || declaration.is_standalone;
    if (!declaration.is_valid && !is_instruction(text.substr(2, text.size() - 4))) {
      log_.damage(text.starts_with("<?xml") && at_ > 0 ? "an XML declaration is not at the start"
                                                       : quoted(text) + " is malformed",
                  at_);
      leave_out(end);
    }
    at_ = end;
  }

  /// XML 1.0 section 2.8, doctypedecl.
  void document_type() {
    if (root_seen_ || std::exchange(doctype_seen_, true)) return stray();
    Doctype doctype = read_doctype(in_, at_, is_standalone_, entities_);
    if (doctype.end == npos) return stray();
    if (doctype.fault) log_.damage(std::string{"the document type "} + doctype.fault, at_);
    if (doctype.defaults.size() >= max_defaults) {
      log_.problems().note("the document type has too many default attributes, the rest is left out");
    }
    prefixes_.declared_by_default(std::move(doctype.defaults));
    leave_out(doctype.end);
    at_ = doctype.end;
  }

  void start_tag() {
    scan_tag(in_, at_, tag_);
    const Role role = role_of(tag_.name);
    elements_ = role == Role::other ? elements_ + 1 : 0;
    if (tag_.end == 0 && role != Role::other) tag_.end = tag_.broken_off;
    if (tag_.end == 0) return stray();
    if (role == Role::entry && !tag_.is_empty) close_open_entry();
    if (role == Role::feed && clues_.feed_goes_on && open_.find(tag_.name) != OpenElements::none) {
      leave_out(tag_.end);  // goes on in the first one
      at_ = tag_.end;
      return;
    }
    close_swallowing_part();
    if (open_.empty() && root_seen_) second_root();
    root_seen_ = true;
    if (const auto fault = prefixes_.enter(tag_, open_.depth())) log_.damage(*fault, at_);
    if (!tag_.is_regular) log_.damage("the tag " + quoted(tag_.name) + " is not well-formed", at_);
    if (tag_.is_overfull) note_once("an element has too many attributes, the rest is left out");
    write_tag();
    if (tag_.is_empty) {
      prefixes_.leave(open_.depth());
    } else {
      open_.open(tag_.name, elements_ <= max_elements);
    }
    at_ = tag_.end;
  }

  void second_root() {
    log_.damage("a second document follows the first", at_);
    if (role_of(tag_.name) != Role::other) feed_outside_seen_ = true;
  }

  void write_tag() {
    if (open_.depth() >= max_depth || elements_ > max_elements || open_.is_nameless()) {
      note_once(open_.depth() >= max_depth ? "elements are nested too deep, the innermost are left out"
                                           : "an entry has too many elements, the rest is left out");
      leave_out(tag_.end);
    } else if (!tag_.is_regular || tag_.is_overfull) {
      rewrite_tag();
    } else {
      for (const RawAttribute& attribute : tag_.attributes) {
        const auto from = static_cast<std::size_t>(attribute.value.data() - in_.data());
        references_.fix(from, from + attribute.value.size(), true);
      }
    }
  }

  void note_once(std::string_view message) {
    if (noted_.insert(message).second) log_.problems().note(std::string{message});
  }

  void rewrite_tag() {
    std::string fixed = "<" + std::string{tag_.name};
    for (const RawAttribute& attribute : tag_.attributes) {
      fixed += ' ';
      fixed += attribute.name;
      fixed += "=\"" + references_.fixed_value(attribute.value) + '"';
    }
    fixed += tag_.is_empty ? "/>" : ">";
    out_.replace(at_, tag_.end, fixed);
  }

  void close_open_entry() {
    const std::size_t entry = open_.entry();
    if (entry == OpenElements::none) return;
    suspect(std::min(entry + 1, open_.depth() - 1));
    if (clues_.misplaced_start) close_down_to(entry, at_, at_);
  }

  void close_swallowing_part() {
    const OpenElements::Part part = open_.part();
    if (part.depth == OpenElements::none) return;
    const bool is_entry_of_feed = role_of(tag_.name) == Role::entry && open_.entry() == OpenElements::none;
    if (!is_entry_of_feed && !is_swallowed(part.name, tag_.name, part.depth + 1 == open_.depth())) return;
    suspect(part.depth);
    if (clues_.misplaced_start) close_down_to(part.depth, at_, at_);
  }

  /// Something stands in this element that should not, unless the element has an end.
  void suspect(std::size_t depth) {
    misplaced_start_seen_ = true;
    suspect_ = std::min(suspect_, depth);
  }

  void close() {
    open_.close();
    if (open_.depth() <= suspect_) suspect_ = OpenElements::none;
    prefixes_.leave(open_.depth());
  }

  /// Closes elements that were left open, in the place of in_[from, to).
  void close_down_to(std::size_t depth, std::size_t from, std::size_t to) {
    if (open_.depth() <= depth) return;
    log_.damage("the element " + quoted(open_.innermost()) + " has no end", from);
    std::string tags;
    for (; open_.depth() > depth; close()) {
      if (open_.depth() <= max_depth && !open_.is_nameless()) tags += "</" + std::string{open_.innermost()} + ">";
    }
    out_.replace(from, to, tags);
  }

  void end_tag() {
    std::size_t name_end = at_ + 2;
    while (name_end < in_.size() && continues_name(in_[name_end])) ++name_end;
    const std::string_view name = in_.substr(at_ + 2, name_end - at_ - 2);
    std::size_t end = name_end;
    while (end < in_.size() && is_space(in_[end])) ++end;
    const bool is_regular = end < in_.size() && in_[end] == '>';
    if (!is_regular) {
      log_.damage("the end tag of " + quoted(name) + " is not well-formed", at_);
      end = std::min(in_.find_first_of("<>", name_end), in_.size());
    }
    if (end < in_.size() && in_[end] == '>') ++end;
    if (clues_.feed_goes_on && (role_of(name) == Role::feed || role_of(lower(name)) == Role::feed)) {
      leave_out(end);
    } else {
      close_element(name, end, is_regular);
    }
    at_ = end;
  }

  void close_element(std::string_view name, std::size_t end, bool is_regular) {
    const bool is_innermost = open_.is_nameless() ? role_of(name) == Role::other : open_.innermost() == name;
    if (!is_innermost || open_.empty()) return close_mismatched(name, end);
    if (open_.depth() > max_depth || open_.is_nameless()) {
      leave_out(end);
    } else if (!is_regular) {
      out_.replace(at_, end, "</" + std::string{name} + ">");
    }
    close();
  }

  void close_mismatched(std::string_view name, std::size_t end) {
    const std::size_t place = open_.find(name);
    if (place != OpenElements::none) {
      element_left_open_ = true;
      return close_down_to(place, at_, end);
    }
    log_.damage("the end tag of " + quoted(name) + " ends nothing", at_);
    leave_out(end);
  }

  std::string_view in_;
  Rewriter out_;
  Entities& entities_;
  FaultLog log_;
  References references_{in_, out_, entities_, log_, [this](const std::string& text) { return is_content(text); }};
  std::size_t at_ = 0;
  OpenElements open_;
  RawTag tag_;
  Prefixes prefixes_;
  Terminator cdata_end_{"]]>"};
  Terminator comment_end_{"-->"};
  Terminator instruction_end_{"?>"};
  std::size_t elements_ = 0;  // since the last start tag of an entry or feed
  std::size_t nesting_ = 0;   // of entities whose markup is being checked
  Clues clues_;
  bool is_standalone_ = false;
  bool misplaced_start_seen_ = false;
  std::size_t suspect_ = OpenElements::none;  // how many elements stand outside the outermost one that may lack its end
  bool open_cdata_seen_ = false;
  bool feed_outside_seen_ = false;
  bool element_left_open_ = false;
  bool root_seen_ = false;
  bool doctype_seen_ = false;
  std::set<std::string_view> noted_;
};

/// The text repaired; absent where it is the old one. What was seen is added to the clues.
std::optional<std::string> repaired_once(std::string_view text, Clues& clues, Problems& problems) {
  Entities entities;
  Repairer repairer{text, clues, entities, problems};
  std::optional<std::string> changed = repairer.run();
  clues = repairer.seen();
  return changed;
}

}  // namespace

std::string repaired(std::string text, Problems& problems) {
  if (leave_out_forbidden(text)) problems.damage("characters that XML does not allow were left out");
  const Problems before = problems;
  Clues clues;
  std::optional<std::string> changed = repaired_once(text, clues, problems);
  const Problems by_the_letter = problems;
  for (Clues known; clues != known;) {  // each reading but the last finds a clue: four at most
    known = clues;
    problems = before;
    changed.reset();
    changed = repaired_once(text, clues, problems);
    problems.damaged_as(by_the_letter);
  }
  return changed ? std::move(*changed) : std::move(text);
}

}  // namespace telex::parse
