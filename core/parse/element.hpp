#pragma once
#include <deque>
#include <optional>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "base/url.hpp"
#include "html/url_budget.hpp"
#include "parse/namespaces.hpp"
#include "parse/problems.hpp"

namespace telex::parse {

/// What holds at the place in the tree where the reader stands: namespace bindings, base URL and language. Also keeps
/// texts that are put together from pieces, so that views of them stay valid as long as the tree.
class Scope {
 public:
  Scope(std::optional<Url> base, std::size_t document_bytes, Problems& problems);

  /// The vocabulary of a prefix; the empty prefix is the default namespace.
  Ns resolve(std::string_view prefix) const;

  /// Where relative references start, RFC 3986 section 5.1; lives until it is forgotten. Absent where it is unknown.
  const std::optional<Url>& base() const { return *base_; }

  std::string_view language() const { return language_; }
  Problems& problems() { return problems_; }
  html::UrlBudget& url_budget() { return url_budget_; }

  std::string_view keep(std::string text) { return kept_.emplace_back(std::move(text)); }

  /// Gives up the kept texts and all bases but the document's: nothing read so far is looked at again. Outside of every
  /// element only.
  void forget();

  /// Reads xmlns, xml:base and xml:lang of an element; what they say holds until `leave` is called with the result.
  struct Level {
    std::size_t bindings;
    std::size_t bases;
    const std::optional<Url>* base;
    std::string_view language;
  };
  Level enter(pugi::xml_node node);
  void leave(const Level& level);

  /// No Text of the element that is left next is looked at again: the bases that it brought are given up then.
  void need_no_bases() { bases_needed_ = false; }

 private:
  struct Binding {
    std::string_view prefix;
    Ns ns;
  };

  void bind(std::string_view prefix, std::string_view uri);
  void rebase(std::string_view reference);

  Problems& problems_;
  html::UrlBudget url_budget_;
  std::vector<Binding> bindings_;
  std::deque<std::optional<Url>> bases_;
  std::deque<std::string> kept_;
  const std::optional<Url>* base_;
  bool bases_needed_ = true;
  bool too_many_bases_ = false;
  std::optional<std::string> bad_base_;  // the last that was noted: feeds repeat theirs in each entry
  std::string_view language_;
};

/// An element of the tree with its name resolved, as long as the reader stands in it.
class Element {
 public:
  Element(pugi::xml_node node, Scope& scope);

  pugi::xml_node node() const { return node_; }
  Scope& scope() const { return *scope_; }
  Ns ns() const { return ns_; }
  std::string_view name() const { return name_; }  ///< local name, as written

  /// The value of an attribute, trimmed; empty where it is absent. Names are compared without case.
  std::string_view attribute(std::string_view name) const;
  bool has_attributes() const { return !node_.first_attribute().empty(); }

  /// The character data directly inside, trimmed.
  std::string_view text() const;
  bool has_child_elements() const;

  /// A reference resolved against the base; empty where there is none.
  std::string link(std::string_view reference) const;

  /// Calls `visit(const Element&)` for each child element, in order.
  template <class Visit>
  void each_child(Visit&& visit) const {
    for (const pugi::xml_node child : node_.children()) {
      if (child.type() != pugi::node_element) continue;
      const Scope::Level level = scope_->enter(child);
      visit(Element{child, *scope_});
      scope_->leave(level);
    }
  }

 private:
  pugi::xml_node node_;
  Scope* scope_;
  std::string_view name_;
  Ns ns_;
};

/// The content of an element as markup: elements of XHTML without their prefix, all text escaped. The stack does not
/// follow the depth.
std::string inner_markup(const Element& element);

}  // namespace telex::parse
