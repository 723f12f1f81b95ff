#pragma once
#include <cassert>
#include <charconv>
#include <cmath>
#include <concepts>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace telex::publish {

/// Writes JSON (RFC 8259) as text, value by value: no tree is built, so a list may be longer than memory. The caller
/// keeps to the grammar: inside an object each value follows its key. Texts must be UTF-8, numbers finite.
class JsonWriter {
 public:
  void begin_object() { open('{'); }
  void end_object() { close('}'); }
  void begin_array() { open('['); }
  void end_array() { close(']'); }

  /// The name of the member whose value follows; ASCII without quotes.
  void key(std::string_view name);

  void value(std::string_view text);
  void value(const char* text) { value(std::string_view{text}); }
  void value(const std::string& text) { value(std::string_view{text}); }
  void value(std::same_as<bool> auto truth) { bare(truth ? "true" : "false"); }
  template <class Number>
  requires std::floating_point<Number> ||
      (std::integral<Number> && !std::same_as<Number, bool>)void value(Number number) {
    // RFC 8259 section 6 has neither infinity nor NaN.
    if constexpr (std::floating_point<Number>) assert(std::isfinite(number));
    char digits[32];  // the shortest that reads back as the same number
    bare({digits, std::to_chars(digits, digits + sizeof digits, number).ptr});
  }

  /// A member whose value `fill` writes, an object or a list; none at all where `fill` puts nothing inside.
  template <class Fill>
  void object(std::string_view name, Fill&& fill) {
    nest(name, '{', '}', fill);
  }
  template <class Fill>
  void array(std::string_view name, Fill&& fill) {
    nest(name, '[', ']', fill);
  }

  /// What has been written since the last take(). Not to be taken while a nested member is being filled.
  std::string_view text() const { return out_; }
  std::string take() { return std::exchange(out_, {}); }

 private:
  template <class Fill>
  void nest(std::string_view name, char begin, char end, Fill&& fill) {
    const std::size_t before = out_.size();
    const bool comma = comma_;
    key(name);
    open(begin);
    const std::size_t inside = out_.size();
    fill();
    if (out_.size() > inside) return close(end);
    out_.resize(before);
    comma_ = comma;
  }

  void separate();
  void open(char bracket);
  void close(char bracket);
  void bare(std::string_view text);

  std::string out_;
  bool comma_ = false;  // a value stands before, on the same level
};

}  // namespace telex::publish
