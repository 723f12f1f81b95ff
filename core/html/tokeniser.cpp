#include "html/tokeniser.hpp"

#include <algorithm>

#include "html/scan.hpp"

namespace telex::html {
namespace {

constexpr std::size_t most_attributes = 512;

bool ends_name(char c) { return is_space(c) || c == '/' || c == '>'; }

}  // namespace

void Tokeniser::enter(Content content, std::string_view name) {
  content_ = content;
  end_name_ = name;
}

bool Tokeniser::next(Token& token) {
  return content_ == Content::normal ? next_normal(token) : next_until_end_tag(token);
}

void Tokeniser::set_text(Token& token, std::size_t end) {
  token.kind = Token::Kind::text;
  token.has_references = content_ == Content::normal || content_ == Content::rcdata;
  token.data = input_.substr(position_, end - position_);
  position_ = end;
}

bool Tokeniser::next_normal(Token& token) {
  while (position_ < input_.size()) {
    const std::size_t end = text_end(position_);
    if (end > position_) {
      set_text(token, end);
      return true;
    }
    if (read_markup(token)) return true;
  }
  return false;
}

/// Where the text ends: at a '<' that starts markup.
std::size_t Tokeniser::text_end(std::size_t from) const {
  for (;; ++from) {
    from = find_or_end(input_, '<', from);
    if (from >= input_.size()) return input_.size();
    const char c = at(from + 1);
    if (is_alpha(c) || c == '!' || c == '?' || (c == '/' && from + 2 < input_.size())) return from;
  }
}

/// False where what is read gives no token: "</>", or a tag that the input's end cuts off.
bool Tokeniser::read_markup(Token& token) {
  const char c = input_[position_ + 1];
  if (is_alpha(c)) return read_tag(token, Token::Kind::start_tag, position_ + 1);
  if (c == '!') {
    read_declaration(token);
  } else if (c == '?') {
    read_bogus_comment(token, position_ + 1);
  } else if (is_alpha(input_[position_ + 2])) {
    return read_tag(token, Token::Kind::end_tag, position_ + 2);
  } else if (input_[position_ + 2] == '>') {
    position_ += 3;
    return false;
  } else {
    read_bogus_comment(token, position_ + 2);
  }
  return true;
}

bool Tokeniser::read_tag(Token& token, Token::Kind kind, std::size_t name_at) {
  token.kind = kind;
  token.self_closing = false;
  token.attributes.clear();
  position_ = name_at;
  while (position_ < input_.size() && !ends_name(input_[position_])) ++position_;
  token.data = input_.substr(name_at, position_ - name_at);
  while (position_ < input_.size()) {
    const char c = input_[position_];
    if (c == '>') {
      ++position_;
      return true;
    }
    if (c == '/') {
      ++position_;
      token.self_closing = at(position_) == '>';
    } else if (is_space(c)) {
      ++position_;
    } else if (!read_attribute(token)) {
      break;
    }
  }
  position_ = input_.size();
  return false;
}

/// False where the input ends in it.
bool Tokeniser::read_attribute(Token& token) {
  const std::size_t start = position_++;  // a '=' here is the name's first character
  while (position_ < input_.size() && !ends_name(input_[position_]) && input_[position_] != '=') ++position_;
  Attribute attribute{input_.substr(start, position_ - start), {}};
  while (position_ < input_.size() && is_space(input_[position_])) ++position_;
  if (at(position_) == '=') {
    ++position_;
    attribute.value = read_value();
  }
  if (token.attributes.size() < most_attributes) token.attributes.push_back(attribute);
  return position_ < input_.size();
}

std::string_view Tokeniser::read_value() {
  while (position_ < input_.size() && is_space(input_[position_])) ++position_;
  const char quote = at(position_);
  std::size_t start = position_;
  if (quote == '"' || quote == '\'') {
    const std::size_t end = find_or_end(input_, quote, ++start);
    position_ = std::min(end + 1, input_.size());
    // A quote that is never closed takes the tag with it; one at the very end is a tag that is never closed.
    return input_.substr(start, end - start);
  }
  while (position_ < input_.size() && !is_space(input_[position_]) && input_[position_] != '>') ++position_;
  return input_.substr(start, position_ - start);
}

void Tokeniser::read_declaration(Token& token) {
  constexpr std::string_view doctype = "doctype";
  const std::size_t body = position_ + 2;
  if (input_.substr(body, 2) == "--") {
    position_ = body + 2;
    return read_comment(token);
  }
  const bool is_doctype = starts_ignoring_case(input_.substr(body), doctype);
  read_bogus_comment(token, is_doctype ? body + doctype.size() : body);
  // A '>' ends it even inside of quotes.
  if (is_doctype) token.kind = Token::Kind::doctype;
}

void Tokeniser::read_bogus_comment(Token& token, std::size_t from) {
  const std::size_t end = find_or_end(input_, '>', from);
  token.kind = Token::Kind::comment;
  token.data = input_.substr(from, end - from);
  position_ = std::min(end + 1, input_.size());
}

/// "-->" and "--!>" end a comment, and ">" and "->" at its very start. What the input's end cuts off of them is no
/// part of it either.
void Tokeniser::read_comment(Token& token) {
  token.kind = Token::Kind::comment;
  const std::size_t start = position_;
  const auto finish = [&](std::size_t end, std::size_t next) {
    token.data = input_.substr(start, end - start);
    position_ = std::min(next, input_.size());
  };
  if (at(start) == '>') return finish(start, start + 1);
  if (input_.substr(start, 2) == "->") return finish(start, start + 2);
  for (std::size_t dash = find_or_end(input_, '-', start); dash < input_.size();) {
    const std::size_t after = std::min(input_.find_first_not_of('-', dash), input_.size());
    const bool two = after - dash >= 2;
    const bool bang = two && at(after) == '!';
    if (after + (bang ? 1 : 0) >= input_.size()) return finish(after - (two ? 2 : 1), input_.size());
    if (two && at(after + (bang ? 1 : 0)) == '>') return finish(after - 2, after + (bang ? 2 : 1));
    dash = find_or_end(input_, '-', after);
  }
  finish(input_.size(), input_.size());
}

bool Tokeniser::next_until_end_tag(Token& token) {
  while (position_ < input_.size()) {
    const std::size_t end = content_ == Content::script ? script_end() : raw_end();
    if (end > position_) {
      set_text(token, end);
      return true;
    }
    content_ = Content::normal;
    if (read_tag(token, Token::Kind::end_tag, position_ + 2)) return true;
  }
  return false;
}

bool Tokeniser::is_end_tag_at(std::size_t position, std::string_view name) const {
  const std::string_view text = input_.substr(position);
  if (name.empty() || text.size() < name.size() + 3 || text[1] != '/') return false;
  const std::string_view found = text.substr(2, name.size());
  const bool same =
      std::equal(found.begin(), found.end(), name.begin(), [](char a, char b) { return lower(a) == lower(b); });
  return same && ends_name(text[name.size() + 2]);
}

std::size_t Tokeniser::raw_end() const {
  if (content_ == Content::plaintext) return input_.size();
  std::size_t end = find_or_end(input_, '<', position_);
  while (end < input_.size() && !is_end_tag_at(end, end_name_)) end = find_or_end(input_, '<', end + 1);
  return end;
}

/// Scripts may hide in "<!--", and in there a "<script>" hides its own end tag: section 13.2.5.17 and following.
std::size_t Tokeniser::script_end() const {
  enum class Hidden { no, once, twice } hidden = Hidden::no;
  constexpr std::string_view name = "script";
  std::size_t i = position_;
  while (i < input_.size()) {
    i = std::min(input_.find_first_of("<-", i), input_.size());
    if (i == input_.size()) break;
    if (input_[i] == '-') {
      const std::size_t after = std::min(input_.find_first_not_of('-', i), input_.size());
      if (after - i >= 2 && at(after) == '>') hidden = Hidden::no;
      i = after;
      continue;
    }
    if (hidden != Hidden::twice && is_end_tag_at(i, end_name_)) return i;
    const std::string_view rest = input_.substr(i);
    if (hidden == Hidden::no && rest.starts_with("<!--")) {
      hidden = Hidden::once;
      i += 1;  // the dashes may be those of "-->" as well
    } else if (hidden == Hidden::once && rest.size() > name.size() + 1 && starts_ignoring_case(rest.substr(1), name) &&
               ends_name(rest[name.size() + 1])) {
      hidden = Hidden::twice;
    } else if (hidden == Hidden::twice && is_end_tag_at(i, name)) {
      hidden = Hidden::once;
    }
    ++i;
  }
  return input_.size();
}

}  // namespace telex::html
