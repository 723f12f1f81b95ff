#include "html/open_elements.hpp"

#include <algorithm>

namespace telex::html {
namespace {

/// Any heading's end tag closes any heading.
Element kind_of(Element element) { return is(element, heading) ? Element::h1 : element; }

bool is_any_of(Element element, std::initializer_list<Element> others) {
  return std::find(others.begin(), others.end(), element) != others.end();
}

/// Whether the start of `next`, a part of a table, ends `open`.
bool ends_table_part(Element next, Element open) {
  if (!is(open, table_part)) return false;
  const bool cell = is_any_of(open, {Element::td, Element::th});
  if (is_any_of(next, {Element::td, Element::th})) return cell;
  const bool row = open == Element::tr;
  const bool rows = is_any_of(open, {Element::tbody, Element::thead, Element::tfoot});
  const bool outside_rows = is_any_of(open, {Element::caption, Element::colgroup});
  if (next == Element::tr) return cell || row || outside_rows;
  if (next == Element::col) return cell || row || rows || open == Element::caption;
  return true;
}

bool is_table(Element open) { return open == Element::table; }
bool is_scope(Element open) { return is(open, scope); }
bool is_scope_or_list(Element open) { return is(open, scope) || is_any_of(open, {Element::ul, Element::ol}); }
bool is_block(Element open) { return is(open, scope | block); }

/// What an end tag does not reach beyond.
OpenElements::Barrier barrier_of(Element element) {
  if (is(element, table_part) || element == Element::table) return is_table;
  if (element == Element::li) return is_scope_or_list;
  return is(element, formatting | block) ? is_scope : is_block;
}

}  // namespace

void OpenElements::push(Element element) {
  stack_[size_++] = element;
  ++counts_[static_cast<std::size_t>(kind_of(element))];
}

void OpenElements::close_from(std::size_t index) {
  while (size_ > index) {
    const Element element = stack_[--size_];
    --counts_[static_cast<std::size_t>(kind_of(element))];
    out_.append("</").append(traits(element).name).append(">");
  }
}

/// The innermost open one, unless a barrier stands between.
std::size_t OpenElements::find(Element element, Barrier barrier) const {
  if (!has(element)) return none;
  for (std::size_t i = size_; i-- > 0;) {
    if (kind_of(stack_[i]) == element) return i;
    if (barrier(stack_[i])) break;
  }
  return none;
}

std::size_t OpenElements::find_list_item(Element element) const {
  const bool item = element == Element::li;
  if (!(item ? has(Element::li) : has(Element::dd) || has(Element::dt))) return none;
  for (std::size_t i = size_; i-- > 0;) {
    const Element open = stack_[i];
    if (item ? open == Element::li : is_any_of(open, {Element::dd, Element::dt})) return i;
    if (is(open, block) && !is_any_of(open, {Element::address, Element::div, Element::p})) break;
  }
  return none;
}

/// The outermost part of the innermost table that the start of `element` ends.
std::size_t OpenElements::find_table_part(Element element) const {
  std::size_t found = none;
  for (std::size_t i = size_; i-- > 0 && stack_[i] != Element::table;) {
    if (ends_table_part(element, stack_[i])) found = i;
  }
  return found;
}

void OpenElements::make_room(Element element) {
  const auto close_found = [this](std::size_t index) {
    if (index != none) close_from(index);
  };
  if (is(element, table_part)) return close_found(find_table_part(element));
  if (element == Element::a) return close_found(find(Element::a, is_scope));
  if (!is(element, block)) return;
  close_found(find(Element::p, is_scope));
  if (is_any_of(element, {Element::li, Element::dd, Element::dt})) close_found(find_list_item(element));
  if (is(element, heading) && size_ > 0 && is(stack_[size_ - 1], heading)) close_from(size_ - 1);
}

void OpenElements::close(Element element) {
  if (unwritten_ > 0) {
    --unwritten_;
    return;
  }
  const std::size_t index = find(kind_of(element), barrier_of(element));
  if (index != none) close_from(index);
}

}  // namespace telex::html
