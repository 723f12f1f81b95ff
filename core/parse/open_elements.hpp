#pragma once
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace telex::parse {

/// What an element is to a feed, in whatever namespace: <item> and <entry>; <channel>, <feed>, <rss> and <RDF>.
enum class Role : std::uint8_t { other, entry, feed };

Role role_of(std::string_view name);

/// The elements that are open where the repair pass stands, outermost first. Every question is answered in constant
/// time, or in time that closing the elements in question pays back.
class OpenElements {
 public:
  /// Names of elements nested deeper than this are not kept; their number is.
  static constexpr std::size_t max_names = 4096;
  static constexpr std::size_t none = static_cast<std::size_t>(-1);

  bool empty() const { return elements_.empty(); }
  std::size_t depth() const { return elements_.size() + nameless_; }

  /// The innermost element; empty where its name was not kept.
  std::string_view innermost() const { return nameless_ > 0 || empty() ? std::string_view{} : elements_.back().name; }

  void open(std::string_view name, bool keeps_name = true);
  void close();

  /// Whether no name is kept of the innermost element, nor of any inside of it.
  bool is_nameless() const { return nameless_ > 0; }

  /// How many elements stand outside the innermost one of this name, in letters of any case; none where none is open.
  std::size_t find(std::string_view name);

  /// How many elements stand outside the innermost open entry; none where no entry is open in the innermost feed.
  std::size_t entry() const;

  /// The element that holds all inner ones inside the innermost entry or feed, as <description> does its markup.
  struct Part {
    std::string_view name;
    std::size_t depth = none;  ///< how many elements stand outside it; none where there is no such element
  };
  Part part() const;

 private:
  struct Element {
    std::string_view name;
    std::uint32_t scope;  // place of the innermost entry or feed, plus one
  };

  void count_all();

  std::vector<Element> elements_;
  std::size_t nameless_ = 0;
  /// How many elements of each name are open, in lower case: only kept once a stray end tag was seen.
  std::optional<std::map<std::string, std::size_t, std::less<>>> counts_;
};

}  // namespace telex::parse
