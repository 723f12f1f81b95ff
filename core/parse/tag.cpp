#include "parse/tag.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

#include "parse/ascii.hpp"

namespace telex::parse {
namespace {

constexpr std::uint8_t name_start = 1;
constexpr std::uint8_t name_rest = 2;

constexpr std::array<std::uint8_t, 256> make_classes() {
  std::array<std::uint8_t, 256> classes{};
  for (std::size_t i = 0; i < classes.size(); ++i) {
    const char c = static_cast<char>(i);
    const bool start = i >= 0x80 || is_letter(c) || c == '_' || c == ':';
    if (start) classes[i] = name_start | name_rest;
    if (is_digit(c) || c == '-' || c == '.') classes[i] = name_rest;
  }
  return classes;
}

constexpr std::array<std::uint8_t, 256> classes = make_classes();

bool has_class(char c, std::uint8_t which) { return (classes[static_cast<unsigned char>(c)] & which) != 0; }

class Scanner {
 public:
  Scanner(std::string_view text, std::size_t at, RawTag& tag) : text_{text}, at_{at + 1}, tag_{tag} {}

  void run() {
    tag_.attributes.clear();
    tag_.end = 0;
    tag_.is_empty = false;
    tag_.is_regular = true;
    tag_.is_overfull = false;
    tag_.name = name();
    while (attribute_or_end()) {
    }
  }

 private:
  bool at_end() const { return at_ >= text_.size(); }
  char peek() const { return text_[at_]; }

  std::string_view name() {
    const std::size_t from = at_;
    while (!at_end() && has_class(peek(), name_rest)) ++at_;
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
    if (at_end() || peek() == '<') return false;
    if (peek() == '>') return finish(1);
    if (peek() == '/' && at_ + 1 < text_.size() && text_[at_ + 1] == '>') {
      tag_.is_empty = true;
      return finish(2);
    }
    if (!has_class(peek(), name_start)) {
      tag_.is_regular = false;
      ++at_;
      return true;
    }
    if (!spaced) tag_.is_regular = false;
    return attribute();
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
    const char stops[] = {peek(), '<'};
    const std::size_t from = ++at_;
    while (true) {
      at_ = text_.find_first_of(std::string_view{stops, 2}, at_);
      if (at_ == std::string_view::npos) return false;
      if (peek() != '<') break;
      tag_.is_regular = false;
      const bool could_be_tag = at_ + 1 < text_.size() && (has_class(text_[at_ + 1], name_start) ||
                                                           text_[at_ + 1] == '/' || text_[at_ + 1] == '!');
      if (could_be_tag) return false;
      ++at_;
    }
    out = text_.substr(from, at_ - from);
    ++at_;
    return true;
  }

  void add(const RawAttribute& read) {
    const bool twice = std::any_of(tag_.attributes.begin(), tag_.attributes.end(),
                                   [&](const RawAttribute& other) { return other.name == read.name; });
    if (twice) {
      tag_.is_regular = false;
    } else if (tag_.attributes.size() >= RawTag::max_attributes) {
      tag_.is_overfull = true;
    } else {
      tag_.attributes.push_back(read);
    }
  }

  std::string_view text_;
  std::size_t at_;
  RawTag& tag_;
};

}  // namespace

bool starts_name(char c) { return has_class(c, name_start); }
bool continues_name(char c) { return has_class(c, name_rest); }

void scan_tag(std::string_view text, std::size_t at, RawTag& tag) { Scanner{text, at, tag}.run(); }

}  // namespace telex::parse
