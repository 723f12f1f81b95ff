#pragma once
#include <cstddef>
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

/// Words that must all stand in the title or the text, in any order; with `phrase`, next to each other in this order.
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
  std::string tag;  ///< case ignored
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

/// Reads the query language. `now` is what `since:2d` counts from. Errors (Fault::invalid) name the position and, for
/// an unknown field, the nearest known one. Depth and number of terms are bounded. Pure.
Result<Expression> parse(std::string_view text, Instant now);

/// Joins command-line arguments into one query text: an argument with a space that is no query of its own stays a query
/// text; see CLI help.
std::string join_arguments(const std::vector<std::string>& arguments);

}  // namespace telex::query
