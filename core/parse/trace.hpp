#pragma once
#include <cstddef>
#include <vector>

#include "parse/draft.hpp"
#include "parse/element.hpp"
#include "parse/explanation.hpp"

namespace telex::parse {

/// Watches a draft and finds out, after each element that was read, which fields the element changed. Drafts without
/// one cost nothing.
class Trace {
 public:
  /// `root`: the element that the draft is made of; paths of elements inside of it start below it.
  Trace(pugi::xml_node root, Explanation& explanation) : root_{root}, explanation_{explanation} {}

  void observe(const EntryDraft& draft, const Element& element);
  void observe(const FeedDraft& draft, const Element& element);
  void observe_unknown(const Element& element);

  /// Paths start below this element from here on.
  void stand_in(pugi::xml_node root) { root_ = root; }

  /// The origins of the fields that were given, in the order of the output.
  std::vector<Origin> take() &&;

 private:
  struct Field {
    Mark mark;
    Origin origin;
  };

  template <class Target>
  void compare(const Target& draft, const Element& element);

  pugi::xml_node root_;
  Explanation& explanation_;
  std::vector<Field> fields_;
};

/// Calls the body of an entry what it is in the output: a description alone is no summary, a plain text no HTML.
void rename_body(std::vector<Origin>& origins, const EntryDraft& draft);

}  // namespace telex::parse
