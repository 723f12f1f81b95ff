#include <doctest/doctest.h>

#include "query/filter.hpp"

using namespace telex;
using namespace telex::query;

namespace {

const Instant now = *from_rfc3339("2026-03-10T12:00:00Z");

std::string show(const Expression& expression);

std::string show_list(const std::string& name, const std::vector<Expression>& of) {
  std::string out = name + "(";
  for (const Expression& one : of) out += (out.back() == '(' ? "" : " ") + show(one);
  return out + ")";
}

/// A text form of the tree, for comparison.
struct Show {
  std::string operator()(const All& n) const { return show_list("all", n.of); }
  std::string operator()(const Any& n) const { return show_list("any", n.of); }
  std::string operator()(const Not& n) const { return show_list("not", n.of); }
  std::string operator()(const Words& n) const {
    static const std::vector<std::string> names{"", "title:", "body:", "author:"};
    const std::string quote = n.phrase ? "\"" : "";
    return names.at(static_cast<std::size_t>(n.where)) + quote + n.text + quote;
  }
  std::string operator()(const InFeed& n) const { return "feed:" + n.text; }
  std::string operator()(const HasTag& n) const { return "tag:" + n.tag; }
  std::string operator()(const InLanguage& n) const { return "lang:" + n.language; }
  std::string operator()(const LinksTo& n) const { return "url:" + n.text; }
  std::string operator()(const HasId& n) const { return "id:" + std::to_string(n.id); }
  std::string operator()(const InState& n) const {
    static const std::vector<std::string> names{"unread", "read", "starred"};
    return "is:" + names.at(static_cast<std::size_t>(n.state));
  }
  std::string operator()(const Between& n) const {
    return "[" + (n.from ? to_rfc3339(*n.from) : "") + "," + (n.until ? to_rfc3339(*n.until) : "") + ")";
  }
};

std::string show(const Expression& expression) { return std::visit(Show{}, expression.node); }

std::string parsed(const std::string& text) {
  const auto expression = parse(text, now);
  return expression ? show(*expression) : to_string(expression.error());
}

using Table = std::vector<std::pair<std::string, std::string>>;

void check(const Table& table) {
  for (const auto& [text, expected] : table) {
    CAPTURE(text);
    CHECK(parsed(text) == expected);
  }
}

}  // namespace

TEST_CASE("query: words are AND, OR binds looser, a dash negates, parentheses group") {
  check({{"", "all()"},
         {"  \t ", "all()"},
         {"world", "world"},
         {"world news", "all(world news)"},
         {"a b OR c", "any(all(a b) c)"},
         {"a (b OR c)", "all(a any(b c))"},
         {"-a", "not(a)"},
         {"a -b -\"c d\"", "all(a not(b) not(\"c d\"))"},
         {"a -(b c)", "all(a not(all(b c)))"},
         {"((a))", "a"},
         {"a OR b OR c", "any(a b c)"},
         {"\"a phrase\"", "\"a phrase\""},
         {"a\"b\"c", "all(a \"b\" c)"},
         {"ORdinary fOR or", "all(ORdinary fOR or)"},
         {"US - China", "all(US China)"},
         {"e-mail", "e-mail"}});
}

TEST_CASE("query: fields are read in any case, quoted or not") {
  check({{"title:quake", "title:quake"},
         {"TITLE:quake", "title:quake"},
         {"body:\"two words\"", "body:\"two words\""},
         {"author:ann", "author:ann"},
         {"url:example.org/a:b", "url:example.org/a:b"},
         {"feed:\"The World\"", "feed:The World"},
         {"tag:world -tag:sports", "all(tag:world not(tag:sports))"},
         {"lang:en", "lang:en"},
         {"id:17", "id:17"},
         {"is:unread is:read is:starred", "all(is:unread is:read is:starred)"},
         {"unread OR starred", "any(is:unread is:starred)"},
         {"\"unread\" \"starred\"", "all(\"unread\" \"starred\")"},
         {"Unread", "Unread"}});
}

TEST_CASE("query: a colon without a field's name before it is part of a word") {
  check({{"12:30", "12:30"}, {"https://example.org/a", "https://example.org/a"}, {":x", ":x"}, {"C++:", "C++:"}});
}

TEST_CASE("query: dates are periods in UTC, ages count back from now") {
  check({{"since:2d", "[2026-03-08T12:00:00Z,)"},
         {"since:3h", "[2026-03-10T09:00:00Z,)"},
         {"since:90m", "[2026-03-10T10:30:00Z,)"},
         {"since:1w", "[2026-03-03T12:00:00Z,)"},
         {"since:2026-01", "[2026-01-01T00:00:00Z,)"},
         {"since:2026", "[2026-01-01T00:00:00Z,)"},
         {"until:2026-01-15", "[,2026-01-15T00:00:00Z)"},
         {"date:2026-01-15", "[2026-01-15T00:00:00Z,2026-01-16T00:00:00Z)"},
         {"date:2026-01..2026-03", "[2026-01-01T00:00:00Z,2026-04-01T00:00:00Z)"},
         {"date:2025-12", "[2025-12-01T00:00:00Z,2026-01-01T00:00:00Z)"},
         {"date:2026-01-31..", "[2026-01-31T00:00:00Z,)"},
         {"date:..2024-02-29", "[,2024-03-01T00:00:00Z)"},
         {"date:3d..1d", "[2026-03-07T12:00:00Z,2026-03-09T12:00:00Z)"},
         {"since:2026-01-02T03:04:05Z", "[2026-01-02T03:04:05Z,)"}});
}

TEST_CASE("query: errors name the position and what would be right") {
  check({{"a titel:b",
          "the query, character 3: unknown field \"titel\"; the nearest is \"title\" (words with a colon are searched "
          "for in quotes)"},
         {"日本 (a", "the query, character 4: this \"(\" is never closed"},
         {"a) b", "the query, character 2: this \")\" closes nothing"},
         {"a \"b", "the query, character 3: this quotation mark is never closed"},
         {"a OR", "the query, character 5: something to search for is missing here"},
         {"OR a", "the query, character 1: OR needs something to the left of it"},
         {"a OR OR b", "the query, character 6: OR needs something to the left of it"},
         {"()", "the query, character 2: something to search for is missing here"},
         {"-", "the query, character 2: something to search for is missing here"},
         {"a -) b", "the query, character 3: \"-\" needs something behind it"},
         {"title:", "the query, character 1: title: needs a value right after the colon"},
         {"id:x", "the query, character 1: id: takes an article's number, not \"x\""},
         {"id:99999999999999999999",
          "the query, character 1: id: takes an article's number, not \"99999999999999999999\""},
         {"is:first", "the query, character 1: is: takes unread, read or starred, not \"first\""},
         {"date:2026-13",
          "the query, character 1: date: takes a year, month or day, or a range such as 2026-01..2026-03, not "
          "\"2026-13\""}});
  for (const std::string text : {"since:yesterday", "since:2d3", "since:9999999999d", "date:2d", "date:..",
                                 "until:2026-02-30", "title:/x/i", "story:1", "since:"}) {
    CAPTURE(text);
    const auto expression = parse(text, now);
    REQUIRE_FALSE(expression.has_value());
    CHECK(expression.error().fault == Fault::invalid);
    CHECK(expression.error().place == "the query, character 1");
  }
}

TEST_CASE("query: depth and number of terms are bounded") {
  const auto repeated = [](const std::string& text, int times) {
    std::string out;
    for (int i = 0; i < times; ++i) out += text;
    return out;
  };
  CHECK(parse(repeated("(", 40) + "a" + repeated(")", 40), now).has_value());
  CHECK_FALSE(parse(repeated("(", 100'000) + "a" + repeated(")", 100'000), now).has_value());
  CHECK_FALSE(parse(repeated("-", 100'000) + "a", now).has_value());
  CHECK(parse(repeated("a ", 200), now).has_value());
  CHECK_FALSE(parse(repeated("a ", 201), now).has_value());
}

TEST_CASE("query: bytes that are no UTF-8 and NULs are read as text") {
  CHECK(parsed("a\xff") == "a\xEF\xBF\xBD");
  CHECK(parsed(std::string{"a\0b", 3}) == "all(a b)");
}
