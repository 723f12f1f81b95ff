#include "cli/feed_query.hpp"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>

#include "base/utf8.hpp"

namespace telex::cli {
namespace {

using query::Expression;

/// Simple case folding, which needs none of ICU's data files.
std::string folded(std::string_view text) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  const auto length = static_cast<std::int32_t>(text.size());
  std::string out;
  for (std::int32_t i = 0; i < length;) {
    UChar32 c = 0;
    U8_NEXT_OR_FFFD(bytes, i, length, c);
    utf8::append(out, static_cast<char32_t>(u_foldCase(c, U_FOLD_CASE_DEFAULT)));
  }
  return out;
}

bool contains(std::string_view text, std::string_view part) {
  return folded(text).find(folded(part)) != std::string::npos;
}

bool is_named(const store::FeedSummary& feed, std::string_view part) {
  return contains(feed.title, part) || contains(feed.url, part);
}

/// "en" matches "en-GB".
bool is_language(std::string_view language, std::string_view wanted) {
  const std::string whole = folded(language);
  const std::string start = folded(wanted);
  return whole.starts_with(start) && (whole.size() == start.size() || whole[start.size()] == '-');
}

struct Check {
  Result<void> operator()(const query::All& all) const { return each(all.of); }
  Result<void> operator()(const query::Any& any) const { return each(any.of); }
  Result<void> operator()(const query::Not& negation) const { return each(negation.of); }
  Result<void> operator()(const query::Words& words) const {
    const bool body = words.where == query::Words::Where::body || words.where == query::Words::Where::author;
    return body ? refused("body: and author:") : Result<void>{};
  }
  Result<void> operator()(const query::InState& state) const {
    return state.state == query::InState::State::starred ? refused("starred") : Result<void>{};
  }
  Result<void> operator()(const query::Between&) const { return refused("since:, until: and date:"); }
  template <class Other>
  Result<void> operator()(const Other&) const {
    return {};
  }

  static Result<void> each(const std::vector<Expression>& expressions) {
    for (const Expression& expression : expressions) {
      if (const Result<void> checked = std::visit(Check{}, expression.node); !checked) return checked;
    }
    return {};
  }
  static Result<void> refused(std::string_view what) {
    return Error{Fault::invalid,
                 "feeds are asked for by words, tag:, lang:, url: and unread; not by " + std::string{what}, ""};
  }
};

struct Match {
  const store::FeedSummary& feed;

  bool operator()(const query::All& all) const { return std::ranges::all_of(all.of, *this); }
  bool operator()(const query::Any& any) const { return std::ranges::any_of(any.of, *this); }
  bool operator()(const query::Not& negation) const { return std::ranges::none_of(negation.of, *this); }
  bool operator()(const query::Words& words) const { return is_named(feed, words.text); }
  bool operator()(const query::InFeed& in) const { return is_named(feed, in.text); }
  bool operator()(const query::LinksTo& link) const {
    return contains(feed.url, link.text) || contains(feed.home_page_url, link.text);
  }
  bool operator()(const query::HasTag& has) const {
    return std::ranges::any_of(feed.tags, [&](const std::string& tag) { return folded(tag) == folded(has.tag); });
  }
  bool operator()(const query::InLanguage& in) const { return is_language(feed.language, in.language); }
  bool operator()(const query::HasId& has) const { return feed.id == has.id; }
  bool operator()(const query::InState& in) const {
    return (in.state == query::InState::State::unread) == (feed.unread > 0);
  }
  bool operator()(const Expression& expression) const { return std::visit(*this, expression.node); }
  template <class Other>
  bool operator()(const Other&) const {
    return false;
  }
};

}  // namespace

Result<void> check_for_feeds(const Expression& expression) { return std::visit(Check{}, expression.node); }

bool matches(const Expression& expression, const store::FeedSummary& feed) { return Match{feed}(expression); }

}  // namespace telex::cli
