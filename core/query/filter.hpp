#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/error.hpp"
#include "base/instant.hpp"

/// What can be asked of a store: one small language for searching, rules and published feeds.
namespace telex::query {

struct Expression;

/// Words that must all stand in the title, the text or the authors' names, in any order; with `phrase`, next to each
/// other in this order.
struct Words {
  enum class Where { anywhere, title, body, author };
  std::string text;
  Where where = Where::anywhere;
  bool phrase = false;
};

struct InFeed {
  std::string text;  ///< part of the feed's URL or title, case ignored
};
struct HasTag {
  std::string tag;  ///< of the feed, as the configuration says; case ignored
};
struct InLanguage {
  std::string language;  ///< primary subtag matches: "en" finds "en-GB"
};
struct LinksTo {
  std::string text;  ///< part of the article's URL
};
struct HasId {
  std::int64_t id = 0;
};
struct InState {
  enum class State { unread, read, starred };
  State state = State::unread;
};
struct Between {
  std::optional<Instant> from;   ///< inclusive
  std::optional<Instant> until;  ///< exclusive
};
struct All {
  std::vector<Expression> of;  ///< all must hold; of nothing: everything
};
struct Any {
  std::vector<Expression> of;
};
struct Not {
  std::vector<Expression> of;  ///< exactly one
};

/// A typed tree; recursive through the vectors of All, Any and Not.
struct Expression {
  std::variant<All, Any, Not, Words, InFeed, HasTag, InLanguage, LinksTo, HasId, InState, Between> node;
};

enum class Order { newest_first, oldest_first, rank };

/// A whole question.
struct Filter {
  Expression where{All{}};
  Order order = Order::newest_first;
  std::optional<std::size_t> limit;
};

/// Reads the query language: words and `-words` are AND; `"a phrase"`, `OR`, `( )`; the fields title: body: author:
/// url: feed: tag: lang: id: is: since: until: date:; bare `unread` and `starred`. Times are UTC: `since:` includes the
/// first moment of what it names, `until:` ends before it, `date:` takes the whole of a period or range, and ages
/// (`2d`) count back from `now`. An empty text finds everything. Errors (Fault::invalid) have the position as their
/// place and name, for an unknown field, the nearest known one. Depth and number of terms are bounded. Pure.
Result<Expression> parse(std::string_view text, Instant now);

/// The query text that command-line arguments stand for. Each argument is a query text of its own and all must hold:
/// one with a space ("a OR b", "world -sports") is put in parentheses where there are others. Since shells eat
/// quotation marks, a phrase needs two pairs: '"a phrase"'. Blank arguments count for nothing.
std::string join_arguments(const std::vector<std::string>& arguments);

}  // namespace telex::query
