#include <limits>

#include "store/sqlite/compile.hpp"
#include "store/sqlite/open.hpp"
#include "support/sqlite_store.hpp"

using namespace telex;
using namespace telex::test;

namespace {

std::string plan_of(const store::sqlite::Connection& connection, const store::sqlite::Query& query) {
  auto statement = connection.prepare("EXPLAIN QUERY PLAN " + query.sql).value();
  int index = 0;
  for (const auto& value : query.values) {
    ++index;
    std::visit([&](const auto& one) { statement.bind(index, one); }, value);
  }
  std::string plan;
  auto rows = statement.query();
  while (rows.next().value()) plan += rows.text(3) + "\n";
  return plan;
}

struct Shape {
  std::string query;
  std::string leads;  ///< part of the plan's first line
  bool sorts = false;
};

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("store: every shape of a query goes by an index that also gives its order") {
  const SqliteStore s;
  const auto connection = store::sqlite::open_reader(s.path).value();
  const std::vector<Shape> shapes{
      {"", "SCAN entry USING INDEX entry_time"},
      {"unread", "SCAN entry USING INDEX entry_unread"},
      {"starred", "SCAN entry USING INDEX entry_starred"},
      {"since:2d", "SEARCH entry USING INDEX entry_time (time>?)"},
      {"date:2026-01", "SEARCH entry USING INDEX entry_time (time>? AND time<?)"},
      {"unread since:2d", "SEARCH entry USING INDEX entry_unread (time>?)"},
      {"lang:en", "SEARCH entry USING INDEX entry_lang (lang=?)"},
      {"lang:en since:2d", "SEARCH entry USING INDEX entry_lang (lang=? AND time>?)"},
      {"id:7", "SEARCH entry USING INTEGER PRIMARY KEY (rowid=?)", false},
      {"feed:a", "SEARCH entry USING INDEX entry_feed (feed=?)", true},
      {"feed:a unread", "SEARCH entry USING INDEX entry_feed (feed=?)", true},
      {"feed:a since:2d", "SEARCH entry USING INDEX entry_feed (feed=? AND time>?)", true},
      {"tag:world", "SEARCH entry USING INDEX entry_feed (feed=?)", true},
      {"tag:world unread", "SEARCH entry USING INDEX entry_feed (feed=?)", true},
      {"-words", "SCAN entry USING INDEX entry_time"},
      {"words OR unread", "SCAN entry USING INDEX entry_time"},
      {"url:example", "SCAN entry USING INDEX entry_time"},
  };
  for (const Shape& shape : shapes) {
    CAPTURE(shape.query);
    query::Filter filter;
    filter.where = query::parse(shape.query, hour(1000)).value();
    filter.limit = 50;
    const std::string plan = plan_of(connection, store::sqlite::select_articles(filter));
    CAPTURE(plan);
    CHECK(plan.starts_with(shape.leads));
    CHECK(contains(plan, "USE TEMP B-TREE FOR ORDER BY") == shape.sorts);
    CHECK(contains(plan, "SEARCH body USING INTEGER PRIMARY KEY"));
  }
}

TEST_CASE("store: what words find is sorted by time before any body is read") {
  const SqliteStore s;
  const auto connection = store::sqlite::open_reader(s.path).value();
  for (const std::string& text :
       std::vector<std::string>{"words", "words unread tag:world -other", "title:words OR author:ann"}) {
    CAPTURE(text);
    query::Filter filter;
    filter.where = query::parse(text, hour(1000)).value();
    const std::string plan = plan_of(connection, store::sqlite::select_articles(filter));
    CAPTURE(plan);
    const auto leads = plan.find("SCAN fts VIRTUAL TABLE INDEX");
    const auto sorts = plan.find("USE TEMP B-TREE FOR ORDER BY");
    const auto rows = plan.find("SCAN found");
    CHECK(leads < sorts);
    CHECK(sorts < rows);
    CHECK(plan.rfind("USE TEMP B-TREE FOR ORDER BY") == sorts);
    CHECK(rows < plan.find("SEARCH body USING INTEGER PRIMARY KEY"));
    CHECK_FALSE(contains(plan_of(connection, store::sqlite::select_ids(filter)), "body"));
  }
}

TEST_CASE("store: counting words asks the full-text index alone") {
  query::Filter filter;
  filter.where = query::parse("words -other", hour(0)).value();
  CHECK(store::sqlite::count_articles(filter).sql == "SELECT count(*) FROM fts WHERE fts MATCH ?");
}

TEST_CASE("store: a limit bounds what words have sorted, but never below itself") {
  using store::sqlite::most_sorted;
  using store::sqlite::Value;
  query::Filter filter;
  filter.where = query::parse("words", hour(0)).value();
  const auto bounds = [&](std::optional<std::size_t> limit) {
    filter.limit = limit;
    const auto values = store::sqlite::select_ids(filter).values;
    return std::vector<Value>{values.end() - 2, values.end()};
  };
  constexpr std::int64_t none = std::numeric_limits<std::int64_t>::max();
  CHECK((bounds(50) == std::vector<Value>{most_sorted, std::int64_t{50}}));
  CHECK((bounds(most_sorted + 1) == std::vector<Value>{most_sorted + 1, most_sorted + 1}));
  CHECK((bounds(std::nullopt) == std::vector<Value>{none, none}));
}
