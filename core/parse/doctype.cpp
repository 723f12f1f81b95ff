#include "parse/doctype.hpp"

#include <algorithm>
#include <string>

#include "parse/ascii.hpp"
#include "parse/cursor.hpp"
#include "parse/declaration.hpp"
#include "parse/name.hpp"
#include "parse/reference.hpp"

namespace telex::parse {
namespace {

/// Production PubidLiteral.
bool is_public_id(std::string_view text) {
  constexpr std::string_view marks = " \r\n-'()+,./:=?;!*#@$_%";
  return std::all_of(text.begin(), text.end(),
                     [&](char c) { return is_letter(c) || is_digit(c) || marks.find(c) != std::string_view::npos; });
}

/// A reader by recursive descent, without recursion: each function takes what its name says, or returns false, which
/// ends it all.
class DoctypeReader {
 public:
  DoctypeReader(std::string_view text, std::size_t at, bool is_standalone, Entities& entities)
      : cursor_{text, at}, is_standalone_{is_standalone}, entities_{entities} {}

  /// Where the reader stands after it.
  std::size_t at() const { return cursor_.at(); }

  bool read(Doctype& doctype) {
    doctype_ = &doctype;
    if (!cursor_.take("<!DOCTYPE") || !cursor_.take_space() || !name()) return broken("has no name");
    const bool spaced = cursor_.take_space();
    if (cursor_.is_at("SYSTEM") || cursor_.is_at("PUBLIC")) {
      if (!spaced || !external_id()) return broken("has a malformed identifier");
      elsewhere();
      cursor_.take_space();
    }
    if (cursor_.take("[") && !subset()) return false;
    cursor_.take_space();
    return cursor_.take(">") || broken("does not end where it should");
  }

 private:
  bool broken(const char* fault) {
    if (!doctype_->fault) doctype_->fault = fault;
    return false;
  }

  void elsewhere() {
    if (!is_standalone_) entities_.declared_elsewhere();
  }

  bool name() { return is_qname(name_ = cursor_.take_token()); }
  bool spaced_name() { return cursor_.take_space() && name(); }

  /// Production ExternalID; `may_be_public` also takes a PublicID, as notations have it.
  bool external_id(bool may_be_public = false) {
    std::string_view id;
    if (cursor_.take("SYSTEM")) return cursor_.take_space() && cursor_.take_quoted(id);
    if (!cursor_.take("PUBLIC") || !cursor_.take_space() || !cursor_.take_quoted(id) || !is_public_id(id)) return false;
    const bool spaced = cursor_.take_space();
    return (spaced && cursor_.take_quoted(id)) || (may_be_public && cursor_.is_at(">"));
  }

  /// Past the ']'.
  bool subset() {
    while (true) {
      cursor_.take_space();
      if (cursor_.take("]")) return true;
      if (cursor_.take("%")) {
        if (!is_ncname(cursor_.take_token()) || !cursor_.take(";")) return broken("has a malformed reference");
        elsewhere();
      } else if (!declaration()) {
        return false;
      }
    }
  }

  bool declaration() {
    std::string_view inside;
    if (cursor_.take("<!--"))
      return (cursor_.take_until("-->", inside) && is_comment(inside)) || broken("has a malformed comment");
    if (cursor_.take("<?"))
      return (cursor_.take_until("?>", inside) && is_instruction(inside)) || broken("has a malformed instruction");
    if (cursor_.take("<!ELEMENT")) return (element() && end()) || broken("declares an element wrongly");
    if (cursor_.take("<!ATTLIST")) return attributes() || broken("declares attributes wrongly");
    if (cursor_.take("<!ENTITY")) return (entity() && end()) || broken("declares an entity wrongly");
    if (cursor_.take("<!NOTATION")) return (notation() && end()) || broken("declares a notation wrongly");
    return broken("holds what is no declaration");
  }

  bool end() {
    cursor_.take_space();
    return cursor_.take(">");
  }

  // Section 3.2.

  bool element() {
    if (!spaced_name() || !cursor_.take_space()) return false;
    if (cursor_.take("EMPTY") || cursor_.take("ANY")) return true;
    if (!cursor_.take("(")) return false;
    cursor_.take_space();
    return cursor_.take("#PCDATA") ? mixed() : children();
  }

  bool mixed() {
    bool has_names = false;
    cursor_.take_space();
    while (cursor_.take("|")) {
      cursor_.take_space();
      if (!name()) return false;
      has_names = true;
      cursor_.take_space();
    }
    return cursor_.take(")") && (cursor_.take("*") || !has_names);
  }

  /// A content model after its first '('. For each open group its separator is kept, or '(' where none was seen.
  bool children() {
    std::string groups{'('};
    while (true) {
      while (cursor_.take("(")) {
        groups += '(';
        cursor_.take_space();
      }
      if (!name()) return false;
      if (!after_particle(groups)) return false;
      if (groups.empty()) return true;
    }
  }

  /// Closes groups, then takes the separator before the next particle.
  bool after_particle(std::string& groups) {
    while (true) {
      if (!cursor_.take("?") && !cursor_.take("*")) cursor_.take("+");
      if (groups.empty()) return true;
      cursor_.take_space();
      if (!cursor_.take(")")) break;
      groups.pop_back();
    }
    const char separator = cursor_.take("|") ? '|' : cursor_.take(",") ? ',' : ' ';
    if (separator == ' ' || (groups.back() != '(' && groups.back() != separator)) return false;
    groups.back() = separator;
    cursor_.take_space();
    return true;
  }

  // Section 3.3.

  bool attributes() {
    if (!spaced_name()) return false;
    const std::string_view element = name_;
    while (true) {
      const bool spaced = cursor_.take_space();
      if (cursor_.take(">")) return true;
      if (!spaced || !attribute(element)) return false;
    }
  }

  bool attribute(std::string_view element) {
    if (!name()) return false;
    const std::string_view attribute = name_;
    if (!cursor_.take_space() || !type() || !cursor_.take_space()) return false;
    if (cursor_.take("#REQUIRED") || cursor_.take("#IMPLIED")) return true;
    if (cursor_.take("#FIXED") && !cursor_.take_space()) return false;
    std::string_view value;
    if (!cursor_.take_quoted(value) || !is_value(value)) return false;
    const bool counts = attribute == "xmlns" || attribute.find(':') != std::string_view::npos;
    if (counts && doctype_->defaults.size() < max_defaults) {
      doctype_->defaults.push_back({.element = element, .name = attribute, .value = value});
    }
    return true;
  }

  bool type() {
    for (const std::string_view word :
         {"CDATA", "IDREFS", "IDREF", "ID", "ENTITIES", "ENTITY", "NMTOKENS", "NMTOKEN"}) {
      if (cursor_.take(word)) return true;
    }
    const bool is_notation = cursor_.take("NOTATION");
    if (is_notation && !cursor_.take_space()) return false;
    return cursor_.take("(") && choices(is_notation);
  }

  bool choices(bool are_names) {
    while (true) {
      cursor_.take_space();
      const std::string_view token = cursor_.take_token();
      if (are_names ? !is_ncname(token) : !is_nmtoken(token)) return false;
      cursor_.take_space();
      if (cursor_.take(")")) return true;
      if (!cursor_.take("|")) return false;
    }
  }

  /// Production AttValue; entities in it must be declared before.
  bool is_value(std::string_view value) {
    if (value.find('<') != std::string_view::npos) return false;
    while (!(value = value.substr(std::min(value.find('&'), value.size()))).empty()) {
      const Reference reference = read_reference(value, entities_);
      if (!fault_in_attribute(reference, value, entities_).empty()) return false;
      value.remove_prefix(reference.length);
    }
    return true;
  }

  // Section 4.2.

  bool entity() {
    if (!cursor_.take_space()) return false;
    const bool is_parameter = cursor_.take("%");
    if (is_parameter && !cursor_.take_space()) return false;
    const std::string_view name = cursor_.take_token();
    if (!is_ncname(name) || !cursor_.take_space()) return false;
    std::string_view literal;
    if (cursor_.take_quoted(literal))
      return is_parameter ? Entities{}.declare(name, literal) : entities_.declare(name, literal);
    return external_id() && external_entity(name, is_parameter);
  }

  bool external_entity(std::string_view name, bool is_parameter) {
    const bool spaced = cursor_.take_space();
    const bool is_unparsed = cursor_.take("NDATA");
    if (is_unparsed && (!spaced || is_parameter || !cursor_.take_space() || !is_ncname(cursor_.take_token())))
      return false;
    if (!is_parameter) entities_.declare_external(name, is_unparsed);
    return true;
  }

  bool notation() {
    if (!cursor_.take_space() || !is_ncname(cursor_.take_token()) || !cursor_.take_space()) return false;
    return external_id(true);
  }

  Cursor cursor_;
  bool is_standalone_;
  Entities& entities_;
  Doctype* doctype_ = nullptr;
  std::string_view name_;
};

/// The end of a declaration that is not well-formed, as far as brackets and quotes tell.
std::size_t likely_end(std::string_view text, std::size_t at) {
  char quote = 0;
  bool in_subset = false;
  for (std::size_t i = at + 2; i < text.size(); ++i) {
    const char c = text[i];
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
  return std::string_view::npos;
}

}  // namespace

Doctype read_doctype(std::string_view text, std::size_t at, bool is_standalone, Entities& entities) {
  Doctype doctype;
  DoctypeReader reader{text, at, is_standalone, entities};
  const bool is_sound = reader.read(doctype);
  doctype.end = is_sound ? reader.at() : likely_end(text, at);
  return doctype;
}

}  // namespace telex::parse
