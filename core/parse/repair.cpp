#include "parse/repair.hpp"

#include <algorithm>
#include <optional>
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
#include "parse/reference.hpp"
#include "parse/rewriter.hpp"
#include "parse/tag.hpp"

namespace telex::parse {
namespace {

constexpr auto npos = std::string_view::npos;

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
  Repairer(std::string_view text, bool close_entries, Entities& entities, Problems& problems)
      : in_{text}, out_{text}, entities_{entities}, log_{text, problems}, close_entries_{close_entries} {}

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
      const bool in_entry = open_.entry() != OpenElements::none;
      log_.problems().cut(in_entry ? feed::Cut::inside_last_entry : feed::Cut::between_entries);
    }
    close_down_to(0, in_.size(), in_.size());
    return std::move(out_).changed();
  }

 private:
  void text_until(std::size_t end) {
    if (end == at_) return;
    const std::string_view text = in_.substr(at_, end - at_);
    if (open_.empty()) return text_outside(text);
    fix_references(at_, end, false);
    if (text.find(']') == npos) return;
    for (std::size_t found = text.find("]]>"); found != npos; found = text.find("]]>", found + 3)) {
      log_.damage("\"]]>\" stands in text", at_ + found);
      out_.replace(at_ + found + 2, at_ + found + 3, "&gt;");
    }
  }

  void text_outside(std::string_view text) {
    if (trimmed(text).empty()) return;
    log_.damage(root_seen_ ? "text stands after the document's end" : "text stands before the document", at_);
    out_.replace(at_, at_ + text.size(), "");
  }

  void fix_references(std::size_t from, std::size_t to, bool in_attribute) {
    const std::string_view text = in_.substr(0, to);
    while ((from = text.find('&', from)) != npos) {
      const std::size_t fine = predefined_length(text.substr(from));
      from += fine > 0 ? fine : fix_reference(from, to, in_attribute);
    }
  }

  std::size_t fix_reference(std::size_t from, std::size_t to, bool in_attribute) {
    const Reference reference = read_reference(in_.substr(from, to - from), entities_);
    note_reference(reference, from, in_attribute);
    if (reference.kind != ReferenceKind::fine) out_.replace(from, from + reference.length, reference.replacement);
    return reference.length;
  }

  /// The value of an attribute in a tag that is written anew.
  std::string fixed_value(std::string_view text) {
    std::string fixed;
    while (!text.empty()) {
      const std::size_t plain = std::min(text.find_first_of("&<\""), text.size());
      fixed += text.substr(0, plain);
      text.remove_prefix(plain);
      if (text.empty()) break;
      if (text.front() != '&') {
        fixed += text.front() == '<' ? "&lt;" : "&quot;";
        text.remove_prefix(1);
        continue;
      }
      const Reference reference = read_reference(text, entities_);
      note_reference(reference, static_cast<std::size_t>(text.data() - in_.data()), true);
      const bool is_fine = reference.kind == ReferenceKind::fine;
      fixed += is_fine ? text.substr(0, reference.length) : std::string_view{reference.replacement};
      text.remove_prefix(reference.length);
    }
    return fixed;
  }

  void note_reference(const Reference& reference, std::size_t at, bool in_attribute) {
    if (reference.kind == ReferenceKind::fine || reference.kind == ReferenceKind::legacy) return;
    if (entities_.is_exhausted() && !std::exchange(exhaustion_noted_, true)) {
      log_.damage("the entities of the document type grow too large and are no longer expanded", at);
    }
    const std::string_view text = in_.substr(at);
    std::string fault =
        in_attribute ? fault_in_attribute(reference, text, entities_) : fault_of(reference, text, entities_);
    if (fault.empty() && !in_attribute && reference.entity && !is_balanced(*reference.entity)) {
      fault = "the markup in an entity is not well-formed";
    }
    if (!fault.empty()) log_.damage(std::move(fault), at);
  }

  /// XML 1.0 section 4.3.2: an entity's text has to be content by itself. Told once.
  bool is_balanced(Entity& entity) {
    constexpr std::size_t max_nesting = 16;
    if (std::exchange(entity.is_content_seen, true) || nesting_ >= max_nesting) return true;
    if (!entity.has_markup && entity.text.find("]]>") == npos) return true;
    const std::string content = "<entity>" + entity.text + "</entity>";
    Problems problems;
    Repairer inner{content, false, entities_, problems};
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
    out_.replace(at_, at_ + 1, open_.empty() ? "" : "&lt;");
    ++at_;
  }

  void leave_out(std::size_t end) { out_.replace(at_, end, ""); }

  void cdata() {
    const std::size_t end = cdata_end_.end_after(in_, at_ + 9);
    if (end == npos) return open_cdata();
    if (open_.empty()) {
      log_.damage("a CDATA section stands outside of every element", at_);
      leave_out(end);
    }
    at_ = end;
  }

  /// An open CDATA section ends where its element seems to.
  void open_cdata() {
    log_.damage("a CDATA section has no end", at_);
    const std::size_t end = std::min(in_.find("</" + std::string{open_.innermost()}, at_), in_.size());
    out_.replace(end, end, "]]>");
    at_ = end;
  }

  void comment() {
    const std::size_t end = comment_end_.end_after(in_, at_ + 4);
    if (end == npos) return stray();
    if (!is_comment(in_.substr(at_ + 4, end - at_ - 7))) {
      log_.damage("\"--\" stands in a comment", at_);
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
    prefixes_.declared_by_default(std::move(doctype.defaults));
    leave_out(doctype.end);
    at_ = doctype.end;
  }

  void start_tag() {
    scan_tag(in_, at_, tag_);
    if (tag_.end == 0) return stray();
    if (role_of(tag_.name) == Role::entry) close_open_entry();
    if (open_.empty() && root_seen_) log_.damage("a second document follows the first", at_);
    root_seen_ = true;
    if (const auto fault = prefixes_.enter(tag_, open_.depth())) log_.damage(*fault, at_);
    if (!tag_.is_regular) log_.damage("the tag " + quoted(tag_.name) + " is not well-formed", at_);
    if (tag_.is_overfull) note_once(overfull_noted_, "an element has too many attributes, the rest is left out");
    write_tag();
    if (tag_.is_empty) {
      prefixes_.leave(open_.depth());
    } else {
      open_.open(tag_.name);
    }
    at_ = tag_.end;
  }

  void write_tag() {
    if (open_.depth() >= max_depth) {
      note_once(depth_noted_, "elements are nested too deep, the innermost are left out");
      leave_out(tag_.end);
    } else if (!tag_.is_regular || tag_.is_overfull) {
      rewrite_tag();
    } else {
      for (const RawAttribute& attribute : tag_.attributes) {
        const auto from = static_cast<std::size_t>(attribute.value.data() - in_.data());
        fix_references(from, from + attribute.value.size(), true);
      }
    }
  }

  void note_once(bool& noted, std::string message) {
    if (!std::exchange(noted, true)) log_.problems().note(std::move(message));
  }

  void rewrite_tag() {
    std::string fixed = "<" + std::string{tag_.name};
    for (const RawAttribute& attribute : tag_.attributes) {
      fixed += ' ';
      fixed += attribute.name;
      fixed += "=\"" + fixed_value(attribute.value) + '"';
    }
    fixed += tag_.is_empty ? "/>" : ">";
    out_.replace(at_, tag_.end, fixed);
  }

  void close_open_entry() {
    const std::size_t entry = open_.entry();
    if (entry == OpenElements::none) return;
    nested_entry_seen_ = true;
    if (close_entries_) close_down_to(entry, at_, at_);
  }

  void close() {
    open_.close();
    prefixes_.leave(open_.depth());
  }

  /// Closes elements that were left open, in the place of in_[from, to).
  void close_down_to(std::size_t depth, std::size_t from, std::size_t to) {
    if (open_.depth() <= depth) return;
    log_.damage("the element " + quoted(open_.innermost()) + " has no end", from);
    element_left_open_ = true;
    std::string tags;
    for (; open_.depth() > depth; close()) {
      if (open_.depth() <= max_depth) tags += "</" + std::string{open_.innermost()} + ">";
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
    close_element(name, end, is_regular);
    at_ = end;
  }

  void close_element(std::string_view name, std::size_t end, bool is_regular) {
    const bool is_innermost = open_.is_nameless() ? role_of(name) == Role::other : open_.innermost() == name;
    if (!is_innermost || open_.empty()) return close_mismatched(name, end);
    if (open_.depth() > max_depth) {
      leave_out(end);
    } else if (!is_regular) {
      out_.replace(at_, end, "</" + std::string{name} + ">");
    }
    close();
  }

  void close_mismatched(std::string_view name, std::size_t end) {
    const std::size_t place = open_.find(name);
    if (place != OpenElements::none) return close_down_to(place, at_, end);
    log_.damage("the end tag of " + quoted(name) + " ends nothing", at_);
    leave_out(end);
  }

  std::string_view in_;
  Rewriter out_;
  Entities& entities_;
  FaultLog log_;
  std::size_t at_ = 0;
  OpenElements open_;
  RawTag tag_;
  Prefixes prefixes_;
  Terminator cdata_end_{"]]>"};
  Terminator comment_end_{"-->"};
  Terminator instruction_end_{"?>"};
  std::size_t nesting_ = 0;  // of entities whose markup is being checked
  bool close_entries_;
  bool is_standalone_ = false;
  bool nested_entry_seen_ = false;
  bool element_left_open_ = false;
  bool root_seen_ = false;
  bool doctype_seen_ = false;
  bool exhaustion_noted_ = false;
  bool overfull_noted_ = false;
  bool depth_noted_ = false;
};

std::optional<std::string> repaired_once(std::string_view text, Problems& problems) {
  // Items in items are legal, and some extensions use them; only where ends are missing too, they tell where.
  Problems first_problems = problems;
  {
    Entities entities;
    Repairer repairer{text, false, entities, first_problems};
    std::optional<std::string> changed = repairer.run();
    if (!repairer.lost_an_end()) {
      problems = std::move(first_problems);
      return changed;
    }
  }
  Entities entities;
  return Repairer{text, true, entities, problems}.run();
}

}  // namespace

std::string repaired(std::string text, Problems& problems) {
  if (leave_out_forbidden(text)) problems.damage("characters that XML does not allow were left out");
  std::optional<std::string> changed = repaired_once(text, problems);
  return changed ? std::move(*changed) : std::move(text);
}

}  // namespace telex::parse
