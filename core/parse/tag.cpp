#include "parse/tag.hpp"

#include <algorithm>

#include "parse/name.hpp"

namespace telex::parse {
namespace {

class Scanner {
 public:
  Scanner(std::string_view text, std::size_t at, RawTag& tag) : text_{text}, at_{at + 1}, tag_{tag} {}

  void run() {
    tag_.attributes.clear();
    tag_.end = 0;
    tag_.broken_off = 0;
    tag_.is_empty = false;
    tag_.is_regular = true;
    tag_.is_overfull = false;
    tag_.name = name();
    while (attribute_or_end()) {
    }
    tag_.has_odd_names = (name_classes_ & NameBytes::odd) != 0;
  }

 private:
  bool at_end() const { return at_ >= text_.size(); }
  char peek() const { return text_[at_]; }

  std::string_view name() {
    const std::size_t from = at_;
    for (; !at_end() && continues_name(peek()); ++at_) name_classes_ |= name_bytes.of(peek());
    return text_.substr(from, at_ - from);
  }

  bool skip_space() {
    const std::size_t from = at_;
    while (!at_end() && is_space(peek())) ++at_;
    return at_ > from;
  }

  /// False where the tag ends, or turns out to be none.
  bool attribute_or_end() {
    const bool spaced = skip_space();
    if (at_end()) return false;
    if (peek() == '<') return break_off();
    if (peek() == '>') return finish(1);
    if (peek() == '/' && at_ + 1 < text_.size() && text_[at_ + 1] == '>') {
      tag_.is_empty = true;
      return finish(2);
    }
    if (!starts_name(peek())) {
      tag_.is_regular = false;
      ++at_;
      return true;
    }
    if (!spaced) tag_.is_regular = false;
    return attribute();
  }

  bool break_off() {
    tag_.broken_off = at_;
    tag_.is_regular = false;
    return false;
  }

  bool finish(std::size_t length) {
    tag_.end = at_ + length;
    return false;
  }

  bool attribute() {
    RawAttribute read{name(), {}};
    skip_space();
    if (at_end()) return false;
    if (peek() != '=') {
      tag_.is_regular = false;
      read.value = read.name;
    } else {
      ++at_;
      skip_space();
      if (at_end() || !value(read.value)) return false;
    }
    add(read);
    return true;
  }

  bool value(std::string_view& out) {
    if (peek() == '"' || peek() == '\'') return quoted(out);
    tag_.is_regular = false;
    const std::size_t from = at_;
    while (!at_end() && !is_space(peek()) && peek() != '>' && peek() != '<') ++at_;
    out = text_.substr(from, at_ - from);
    return true;
  }

  bool quoted(std::string_view& out) {
    const char quote = peek();
    const std::size_t from = ++at_;
    while (true) {
      while (!at_end() && peek() != quote && peek() != '<') ++at_;
      if (at_end()) return false;
      if (peek() == quote) break;
      tag_.is_regular = false;
      const bool could_be_tag =
          at_ + 1 < text_.size() && (starts_name(text_[at_ + 1]) || text_[at_ + 1] == '/' || text_[at_ + 1] == '!');
      if (could_be_tag) return false;
      ++at_;
    }
    out = text_.substr(from, at_ - from);
    ++at_;
    return true;
  }

  void add(const RawAttribute& read) {
    if (tag_.attributes.size() >= RawTag::max_attributes) {
      tag_.is_overfull = true;
      return;
    }
    const bool twice = std::any_of(tag_.attributes.begin(), tag_.attributes.end(),
                                   [&](const RawAttribute& other) { return other.name == read.name; });
    if (twice) {
      tag_.is_regular = false;
    } else {
      tag_.attributes.push_back(read);
    }
  }

  std::string_view text_;
  std::size_t at_;
  RawTag& tag_;
  unsigned name_classes_ = 0;  // of every byte of every name
};

}  // namespace

void scan_tag(std::string_view text, std::size_t at, RawTag& tag) { Scanner{text, at, tag}.run(); }

}  // namespace telex::parse
