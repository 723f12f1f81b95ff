#pragma once
#include <array>
#include <cstdint>
#include <string>

#include "html/element.hpp"

namespace telex::html {

/// The elements that are open while HTML is written, at most 256 of them. It writes end tags: those that are missing,
/// those that are implied, and those that are out of order where they belong. HTML Standard, section 13.2.6.4, without
/// its second copies of formatting elements.
class OpenElements {
 public:
  using Barrier = bool (*)(Element);

  explicit OpenElements(std::string& out) : out_{out} {}

  /// Ends what the start of `element` ends: a paragraph before a block, a list item before the next.
  void make_room(Element element);

  bool is_full() const { return size_ == stack_.size(); }

  /// The element's start tag has been written; not where is_full().
  void push(Element element);

  /// A start tag beyond the limit has been left out, so its end tag has to be as well.
  void push_unwritten() { ++unwritten_; }

  /// Writes the end tag, after those of what is open inside. An end tag of nothing is left out.
  void close(Element element);

  void close_all() { close_from(0); }

 private:
  static constexpr std::size_t none = 256;

  std::size_t find(Element element, Barrier barrier) const;
  std::size_t find_list_item(Element element) const;
  std::size_t find_table_part(Element element) const;
  void close_from(std::size_t index);
  bool has(Element element) const { return counts_[static_cast<std::size_t>(element)] != 0; }

  std::string& out_;
  std::array<Element, 256> stack_{};
  std::size_t size_ = 0;
  std::size_t unwritten_ = 0;
  std::array<std::uint16_t, 256> counts_{};
};

}  // namespace telex::html
