#include "store/sqlite/compile.hpp"

#include <algorithm>
#include <limits>

#include "store/fold.hpp"
#include "store/sqlite/columns.hpp"
#include "store/sqlite/match.hpp"

namespace telex::store::sqlite {
namespace {

using query::Expression;

/// Writes conditions on the table `entry`, and gathers their values.
class Conditions {
 public:
  explicit Conditions(std::vector<Value>& values) : values_(values) {}

  std::string of(const Expression& expression) {
    if (auto match = match_of(expression)) {
      return with("entry.id IN (SELECT rowid FROM fts WHERE fts MATCH ?)", std::move(*match));
    }
    return std::visit([this](const auto& node) { return (*this)(node); }, expression.node);
  }

  std::string operator()(const query::All& all) { return joined(all.of, " AND ", "1"); }
  std::string operator()(const query::Any& any) { return joined(any.of, " OR ", "0"); }
  std::string operator()(const query::Not& negation) { return "NOT " + of(negation.of.front()); }
  std::string operator()(const query::Words&) { return "0"; }  // of() has taken all of them
  std::string operator()(const query::HasId& id) { return with("entry.id = ?", id.id); }
  std::string operator()(const query::LinksTo& link) {
    return with("instr(telex_fold(entry.url), ?)", fold_case(link.text));
  }

  std::string operator()(const query::HasTag& has) {
    return with("entry.feed IN (SELECT feed FROM feed_tag WHERE tag = ?)", fold_case(has.tag));
  }

  std::string operator()(const query::InFeed& in) {
    values_.emplace_back(fold_case(in.text));
    return with(
        "entry.feed IN (SELECT id FROM feed WHERE instr(telex_fold(url), ?) OR"
        " instr(telex_fold(CASE given_title WHEN '' THEN title ELSE given_title END), ?))",
        fold_case(in.text));
  }

  std::string operator()(const query::InLanguage& in) { return with("entry.lang = ?", primary_language(in.language)); }

  std::string operator()(const query::InState& in) {
    // Written as the partial indexes have it, or SQLite does not use them.
    switch (in.state) {
      case query::InState::State::unread:
        return "entry.unread = 1";
      case query::InState::State::read:
        return "entry.unread = 0";
      case query::InState::State::starred:
        return "entry.starred = 1";
    }
    return "0";
  }

  std::string operator()(const query::Between& between) {
    std::string sql;
    if (between.from) sql = with("entry.time >= ?", to_unix(*between.from));
    if (!between.until) return sql.empty() ? "1" : sql;
    sql.append(sql.empty() ? "" : " AND ").append(with("entry.time < ?", to_unix(*between.until)));
    return "(" + sql + ")";
  }

 private:
  template <class One>
  std::string with(std::string sql, One value) {
    values_.emplace_back(std::move(value));
    return sql;
  }

  std::string joined(const std::vector<Expression>& parts, std::string_view by, std::string_view none) {
    std::string sql;
    for (const Expression& part : parts) {
      if (!sql.empty()) sql += by;
      sql += of(part);
    }
    return sql.empty() ? std::string{none} : "(" + sql + ")";
  }

  std::vector<Value>& values_;
};

/// What must hold, taken apart: words that the full-text index can lead with, and the rest.
struct Parts {
  std::string words;  ///< side by side, as match_of() a list of them
  std::vector<std::string> must;
  std::vector<std::string> must_not;
  std::vector<const Expression*> negations;  ///< what must_not was made of
  std::vector<const Expression*> rest;
};

void take_apart(const Expression& expression, Parts& parts) {
  if (const auto* all = std::get_if<query::All>(&expression.node)) {
    for (const Expression& one : all->of) take_apart(one, parts);
    return;
  }
  if (auto match = match_of(expression)) {
    if (std::holds_alternative<query::Words>(expression.node)) {
      parts.words.append(parts.words.empty() ? "" : " ").append(*match);
    } else {
      parts.must.push_back(std::move(*match));
    }
    return;
  }
  const auto* negation = std::get_if<query::Not>(&expression.node);
  auto match = negation == nullptr ? std::nullopt : match_of(negation->of.front());
  if (!match) {
    parts.rest.push_back(&expression);
    return;
  }
  parts.must_not.push_back(std::move(*match));
  parts.negations.push_back(&expression);
}

struct Where {
  bool by_text = false;    ///< the full-text index leads
  bool only_text = false;  ///< and nothing else is asked
  std::string sql;
  std::vector<Value> values;
};

Where where_of(const Expression& expression) {
  Parts parts;
  take_apart(expression, parts);
  if (!parts.words.empty()) parts.must.push_back(std::move(parts.words));
  Where where;
  where.by_text = !parts.must.empty();
  if (where.by_text) {
    where.values.emplace_back(match_of(parts.must, parts.must_not));
    where.sql = "fts MATCH ?";
  } else {
    parts.rest.insert(parts.rest.end(), parts.negations.begin(), parts.negations.end());
  }
  where.only_text = where.by_text && parts.rest.empty();
  Conditions conditions{where.values};
  for (const Expression* one : parts.rest) {
    where.sql.append(where.sql.empty() ? "" : " AND ").append(conditions.of(*one));
  }
  if (where.sql.empty()) where.sql = "1";
  return where;
}

// CROSS JOIN keeps SQLite from leading with another table than the one that gives the order.
constexpr std::string_view from_text = "fts CROSS JOIN entry ON entry.id = fts.rowid";
constexpr std::string_view article_joins =
    " CROSS JOIN feed ON feed.id = entry.feed CROSS JOIN body ON body.id = entry.id";

std::string_view time_order(query::Order order) {
  return order == query::Order::oldest_first ? "entry.time, entry.id" : "entry.time DESC, entry.id DESC";
}

std::int64_t limit_of(const query::Filter& filter) {
  constexpr std::uint64_t none = std::numeric_limits<std::int64_t>::max();
  return static_cast<std::int64_t>(std::min<std::uint64_t>(filter.limit.value_or(none), none));
}

/// The full-text index knows no times: ids and times of what it finds are sorted, and nothing else is read for that.
/// The rows come in the order of the inner query: its LIMIT keeps it from being merged with the outer one, and CROSS
/// JOIN keeps it in the lead. Sorting the outer rows once more would put whole bodies through the sorter.
std::string text_by_time(std::string_view columns, std::string_view joins, std::string_view where, query::Order order) {
  std::string sql = "SELECT ";
  sql.append(columns).append(" FROM (SELECT entry.id FROM (SELECT entry.id AS id, entry.time AS time FROM ");
  sql.append(from_text).append(" WHERE ").append(where).append(" ORDER BY fts.rowid");
  sql.append(order == query::Order::oldest_first ? "" : " DESC").append(" LIMIT ?) AS entry ORDER BY ");
  sql.append(time_order(order)).append(" LIMIT ?) AS found CROSS JOIN entry ON entry.id = found.id").append(joins);
  return sql;
}

Query select(std::string_view columns, std::string_view joins, const query::Filter& filter) {
  Where where = where_of(filter.where);
  const std::int64_t limit = limit_of(filter);
  const bool by_rank = where.by_text && filter.order == query::Order::rank;
  std::string sql;
  if (where.by_text && !by_rank) {
    sql = text_by_time(columns, joins, where.sql, filter.order);
    where.values.emplace_back(filter.limit ? std::max(limit, most_sorted) : limit);
  } else {
    sql.append("SELECT ").append(columns).append(" FROM ").append(by_rank ? from_text : "entry").append(joins);
    sql.append(" WHERE ").append(where.sql).append(" ORDER BY ");
    sql.append(by_rank ? "fts.rank" : time_order(filter.order)).append(" LIMIT ?");
  }
  where.values.emplace_back(limit);
  return {std::move(sql), std::move(where.values)};
}

}  // namespace

Query select_articles(const query::Filter& filter) { return select(article_columns, article_joins, filter); }

Query select_ids(const query::Filter& filter) { return select("entry.id", "", filter); }

Query count_articles(const query::Filter& filter) {
  Where where = where_of(filter.where);
  std::string sql = "SELECT count(*) FROM ";
  sql.append(where.only_text ? "fts" : where.by_text ? from_text : "entry").append(" WHERE ").append(where.sql);
  return {std::move(sql), std::move(where.values)};
}

}  // namespace telex::store::sqlite
