#include "cli/feed_query.hpp"

#include <doctest/doctest.h>

#include "feed/subscription.hpp"
#include "support/entries.hpp"

using namespace telex;

TEST_CASE("cli: feeds are matched by words, tag, language, URL and unread articles, case ignored") {
  store::FeedSummary feed;
  feed.url = "https://paper.example/Feed";
  feed.title = "Zürcher Tagblatt ÜBERSICHT";
  feed.tags = {"World"};
  feed.language = "de-CH";
  feed.unread = 1;
  const struct {
    std::string query;
    bool matches;
  } rows[] = {
      {"", true},
      {"tagblatt übersicht", true},
      {"\"zürcher tag\"", true},
      {"paper", true},
      {"volcano", false},
      {"tag:world", true},
      {"tag:wor", false},
      {"lang:de", true},
      {"lang:d", false},
      {"url:EXAMPLE/feed", true},
      {"unread", true},
      {"is:read", false},
      {"-volcano", true},
      {"-paper", false},
      {"volcano OR paper", true},
      {"feed:tagblatt", true},
      {"paper lang:en", false},
  };
  for (const auto& row : rows) {
    CAPTURE(row.query);
    const query::Expression expression = query::parse(row.query, test::hour(0)).value();
    REQUIRE(cli::check_for_feeds(expression).has_value());
    CHECK(cli::matches(expression, feed) == row.matches);
  }
}

TEST_CASE("cli: questions that only articles can answer are refused, wherever they stand") {
  for (const std::string query : {"since:2d", "starred", "body:x", "author:x", "a OR -(b date:2026)"}) {
    CAPTURE(query);
    const auto checked = cli::check_for_feeds(query::parse(query, test::hour(0)).value());
    REQUIRE_FALSE(checked.has_value());
    CHECK(checked.error().fault == Fault::invalid);
  }
}
