#include <algorithm>

#include "base/utf8.hpp"
#include "query/field.hpp"
#include "query/filter.hpp"

namespace telex::query {
namespace {

// More than anybody types, and well inside SQLite's own limits on the depth and size of an expression.
constexpr std::size_t max_terms = 200;
constexpr std::size_t max_depth = 50;

bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r') || c == '\0'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool ends_word(char c) { return is_space(c) || c == '(' || c == ')' || c == '"'; }

/// any := all ("OR" all)*; all := one+; one := "-" one | "(" any ")" | phrase | field ":" value | word.
class Parser {
 public:
  Parser(std::string_view text, Instant now) : text_(text), now_(now) {}

  Result<Expression> whole() {
    skip_space();
    if (at_end()) return Expression{All{}};
    auto expression = any();
    if (expression && !at_end()) return error_at(at_, "this \")\" closes nothing");
    return expression;
  }

 private:
  bool at_end() const { return at_ == text_.size(); }
  char peek() const { return at_end() ? '\0' : text_[at_]; }

  void skip_space() {
    while (!at_end() && is_space(text_[at_])) ++at_;
  }

  /// "OR" as a word of its own, in capitals.
  bool at_or() const {
    const std::string_view rest = text_.substr(at_);
    return rest.starts_with("OR") && (rest.size() == 2 || ends_word(rest[2]));
  }

  /// A "-" with nothing behind it is punctuation, as in "US - China".
  bool at_lone_dash() const { return peek() == '-' && (at_ + 1 == text_.size() || is_space(text_[at_ + 1])); }

  bool at_operand() const { return !at_end() && peek() != ')' && !at_or(); }

  Result<Expression> any() {
    Any any;
    do {
      auto next = all();
      if (!next) return next;
      any.of.push_back(std::move(*next));
    } while (take_or());
    if (any.of.size() == 1) return std::move(any.of.front());
    return Expression{std::move(any)};
  }

  bool take_or() {
    if (!at_or()) return false;
    at_ += 2;
    skip_space();
    return true;
  }

  Result<Expression> all() {
    if (at_or()) return error_at(at_, "OR needs something to the left of it");
    if (!at_operand()) return error_at(at_, "something to search for is missing here");
    All all;
    while (at_operand()) {
      if (at_lone_dash()) {
        ++at_;
        skip_space();
        continue;
      }
      auto next = one();
      if (!next) return next;
      all.of.push_back(std::move(*next));
      skip_space();
    }
    if (all.of.empty()) return error_at(at_, "something to search for is missing here");
    if (all.of.size() == 1) return std::move(all.of.front());
    return Expression{std::move(all)};
  }

  Result<Expression> one() {
    if (++depth_ > max_depth) return error_at(at_, "the query is nested too deeply");
    auto expression = peek() == '-' ? negation() : peek() == '(' ? group() : term();
    --depth_;
    return expression;
  }

  Result<Expression> negation() {
    ++at_;
    if (!at_operand()) return error_at(at_ - 1, "\"-\" needs something behind it");
    auto inner = one();
    if (!inner) return inner;
    Not negated;
    negated.of.push_back(std::move(*inner));
    return Expression{std::move(negated)};
  }

  Result<Expression> group() {
    const std::size_t open = at_++;
    skip_space();
    auto inner = any();
    if (!inner) return inner;
    if (peek() != ')') return error_at(open, "this \"(\" is never closed");
    ++at_;
    return inner;
  }

  Result<Expression> term() {
    if (++terms_ > max_terms) return error_at(at_, "the query has too many terms");
    const std::size_t start = at_;
    if (peek() == '"') {
      auto phrase = quoted();
      if (!phrase) return phrase.error();
      return Expression{Words{std::string{*phrase}, Words::Where::anywhere, true}};
    }
    const std::string_view word = take_word();
    const auto colon = word.find(':');
    // "12:30" and "http://…" are no fields.
    const bool is_field = colon != std::string_view::npos && colon > 0 &&
                          std::ranges::all_of(word.substr(0, colon), is_letter) &&
                          !word.substr(colon).starts_with("://");
    if (is_field) return field(start, word.substr(0, colon), word.substr(colon + 1));
    return bare(word);
  }

  Result<Expression> field(std::size_t start, std::string_view name, std::string_view value) {
    FieldTerm term{name, value, false};
    if (value.empty() && peek() == '"') {
      auto phrase = quoted();
      if (!phrase) return phrase.error();
      term.value = *phrase;
      term.quoted = true;
    }
    auto expression = read_field(term, now_);
    if (!expression) return error_at(start, expression.error().message);
    return expression;
  }

  static Expression bare(std::string_view word) {
    if (word == "unread") return {InState{InState::State::unread}};
    if (word == "starred") return {InState{InState::State::starred}};
    return {Words{std::string{word}, Words::Where::anywhere, false}};
  }

  std::string_view take_word() {
    const std::size_t start = at_;
    while (!at_end() && !ends_word(text_[at_])) ++at_;
    return text_.substr(start, at_ - start);
  }

  /// What stands between this quotation mark and the next.
  Result<std::string_view> quoted() {
    const std::size_t open = at_;
    const auto close = text_.find('"', open + 1);
    if (close == std::string_view::npos) return error_at(open, "this quotation mark is never closed");
    at_ = close + 1;
    return text_.substr(open + 1, close - open - 1);
  }

  /// Positions are in characters, as people count them.
  Error error_at(std::size_t at, std::string message) const {
    const auto continues = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; };
    const auto front = text_.substr(0, at);
    const auto characters = front.size() - static_cast<std::size_t>(std::ranges::count_if(front, continues));
    return {Fault::invalid, std::move(message), "the query, character " + std::to_string(characters + 1)};
  }

  std::string_view text_;
  Instant now_;
  std::size_t at_ = 0;
  std::size_t depth_ = 0;
  std::size_t terms_ = 0;
};

}  // namespace

Result<Expression> parse(std::string_view text, Instant now) {
  const std::string repaired = utf8::repaired(text);
  return Parser{repaired, now}.whole();
}

}  // namespace telex::query
