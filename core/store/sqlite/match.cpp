#include "store/sqlite/match.hpp"

#include <vector>

namespace telex::store::sqlite {
namespace {

using query::Words;

std::string_view column_of(Words::Where where) {
  switch (where) {
    case Words::Where::title:
      return "title : ";
    case Words::Where::body:
      return "text : ";
    case Words::Where::author:
      return "author : ";
    case Words::Where::anywhere:
      break;
  }
  return "";
}

void append_quoted(std::string& out, std::string_view text, Words::Where where) {
  out.append(out.empty() ? "" : " ").append(column_of(where)).append("\"");
  for (const char c : text) {
    // FTS5 reads its query as a C string.
    out += c == '\0' ? ' ' : c;
    if (c == '"') out += c;
  }
  out += '"';
}

/// Strings side by side are FTS5's implicit AND: it passes over those without a single token ("&"), which an explicit
/// AND would never find.
std::string match_words(const Words& words) {
  std::string out;
  if (words.phrase) {
    append_quoted(out, words.text, words.where);
    return out;
  }
  constexpr std::string_view white_space = " \t\r\n\f\v";
  for (std::size_t at = words.text.find_first_not_of(white_space); at != std::string::npos;) {
    const std::size_t end = std::min(words.text.find_first_of(white_space, at), words.text.size());
    append_quoted(out, std::string_view{words.text}.substr(at, end - at), words.where);
    at = words.text.find_first_not_of(white_space, end);
  }
  return out.empty() ? "\"\"" : out;
}

std::string joined(std::span<const std::string> parts, std::string_view with) {
  std::string out;
  for (const std::string& part : parts) {
    if (!out.empty()) out += with;
    out.append("(").append(part).append(")");
  }
  return out;
}

std::optional<std::string> match_all(const query::All& all) {
  std::string words;
  std::vector<std::string> must;
  std::vector<std::string> must_not;
  for (const query::Expression& one : all.of) {
    if (const auto* w = std::get_if<Words>(&one.node)) {
      words.append(words.empty() ? "" : " ").append(match_words(*w));
      continue;
    }
    const auto* negated = std::get_if<query::Not>(&one.node);
    auto match = match_of(negated != nullptr ? negated->of.front() : one);
    if (!match) return {};
    (negated != nullptr ? must_not : must).push_back(std::move(*match));
  }
  if (!words.empty()) must.push_back(std::move(words));
  if (must.empty()) return {};
  return match_of(must, must_not);
}

std::optional<std::string> match_any(const query::Any& any) {
  std::vector<std::string> parts;
  for (const query::Expression& one : any.of) {
    auto match = match_of(one);
    if (!match) return {};
    parts.push_back(std::move(*match));
  }
  if (parts.empty()) return {};
  return joined(parts, " OR ");
}

}  // namespace

std::optional<std::string> match_of(const query::Expression& expression) {
  if (const auto* words = std::get_if<Words>(&expression.node)) return match_words(*words);
  if (const auto* all = std::get_if<query::All>(&expression.node)) return match_all(*all);
  if (const auto* any = std::get_if<query::Any>(&expression.node)) return match_any(*any);
  return {};
}

std::string match_of(std::span<const std::string> must, std::span<const std::string> must_not) {
  std::string out = must.size() == 1 ? must.front() : joined(must, " AND ");
  if (must_not.empty()) return out;
  return "(" + out + ") NOT (" + joined(must_not, " OR ") + ")";
}

}  // namespace telex::store::sqlite
