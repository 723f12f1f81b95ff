#include "store/reader.hpp"

#include "support/sqlite_store.hpp"

using namespace telex;
using namespace telex::test;

namespace {

/// Two feeds, four articles, one an hour.
struct Filled : SqliteStore {
  Filled()
      : SqliteStore{{subscription("https://a.example/feed", {"World", "Straße"}), subscription("https://b.example/")}} {
    feed::Entry quake = entry("1", "Quake", "<p>The ground &amp; the <b>sea</b> moved</p>");
    quake.url = "https://a.example/2026/Quake?id=1";
    quake.authors = {{"Ann Árbol", "", "", ""}};
    quake.language = "en-GB";
    save(update(feeds[0], hour(1), {quake}));
    save(update(feeds[1], hour(2), {entry("2", "Ground", "<p>Nothing moved</p>")}));
    save(update(feeds[0], hour(3), {entry("3", "Terremoto", "<p>El mar se movió</p>")}));
    save(update(feeds[1], hour(4), {entry("4", "Élan", "<p>Unread letters</p>")}));
  }
};

}  // namespace

TEST_CASE("store: words, phrases and columns find what they say") {
  const Filled s;
  const std::vector<std::pair<std::string, std::string>> table{
      {"moved", "Ground Quake"},
      {"ground", "Ground Quake"},
      {"ground sea", "Quake"},
      {"title:ground", "Ground"},
      {"body:ground", "Quake"},
      {"author:arbol", "Quake"},
      {"arbol", "Quake"},
      {"elan", "Élan"},
      {"\"nothing moved\"", "Ground"},
      {"\"moved nothing\"", ""},
      {"sea OR mar", "Terremoto Quake"},
      {"moved -sea", "Ground"},
      {"moved -(sea OR letters)", "Ground"},
      {"-moved", "Élan Terremoto"},
      {"-moved -mar", "Élan"},
      {"(moved OR tag:world) -sea", "Terremoto Ground"},
      {"ground & sea", "Quake"},
      {"\"unread\"", "Élan"},
      {"&", ""},
      {"http://moved", ""},
      {"sea* OR se^a OR NEAR(sea)", "Quake"},
      {"\"NOT\" \"AND\"", ""},
  };
  for (const auto& [query, titles] : table) {
    CAPTURE(query);
    CHECK(s.find(query) == titles);
  }
}

TEST_CASE("store: what users type is never FTS5's or SQL's syntax") {
  const Filled s;
  for (const std::string text : {"'", "''", "\"'; DROP TABLE entry; --\"", "a*", "^a", "{a}", "+", "NEAR", "a AND b",
                                 "title:'", "feed:%", "feed:'", "tag:\"x' OR 1\"", "url:%", "\\", "\xF0\x9F\x98\x80"}) {
    CAPTURE(text);
    CHECK(s.find(text) == "");
  }
  CHECK(s.reader->totals().value().entries == 4);
}

TEST_CASE("store: feeds, tags, links, languages, ids, states and dates find what they say") {
  Filled s;
  s.mark({2, 4}, store::Backend::Mark::read);
  s.mark({1}, store::Backend::Mark::starred);
  const std::vector<std::pair<std::string, std::string>> table{
      {"", "Élan Terremoto Ground Quake"},
      {"tag:world", "Terremoto Quake"},
      {"tag:WORLD", "Terremoto Quake"},
      {"tag:strasse", "Terremoto Quake"},
      {"tag:none", ""},
      {"-tag:world", "Élan Ground"},
      {"feed:A.example", "Terremoto Quake"},
      {"feed:\"a FEED\"", "Élan Terremoto Ground Quake"},
      {"url:2026/quake", "Quake"},
      {"lang:en", "Élan Terremoto Ground Quake"},
      {"lang:EN-us", "Élan Terremoto Ground Quake"},
      {"lang:de", ""},
      {"id:3", "Terremoto"},
      {"id:3 OR id:1", "Terremoto Quake"},
      {"unread", "Terremoto Quake"},
      {"is:read", "Élan Ground"},
      {"starred", "Quake"},
      {"unread tag:world mar", "Terremoto"},
      {"since:2026-01-01T03:00:00Z", "Élan Terremoto"},
      {"until:2026-01-01T03:00:00Z", "Ground Quake"},
      {"date:2026", "Élan Terremoto Ground Quake"},
      {"date:2025", ""},
  };
  for (const auto& [query, titles] : table) {
    CAPTURE(query);
    CHECK(s.find(query) == titles);
  }
}

TEST_CASE("store: the order and the limit are the filter's") {
  const Filled s;
  CHECK(s.find("", query::Order::oldest_first) == "Quake Ground Terremoto Élan");
  CHECK(s.find("moved", query::Order::oldest_first) == "Quake Ground");
  CHECK(s.find("ground", query::Order::rank) == "Ground Quake");
  CHECK(s.find("", query::Order::rank) == "Élan Terremoto Ground Quake");
  query::Filter filter;
  filter.limit = 2;
  std::vector<store::EntryId> ids;
  const auto each = [&](const store::Article& a) {
    ids.push_back(a.id);
    return true;
  };
  CHECK(s.reader->find(filter, each).value() == 2);
  CHECK(ids == std::vector<store::EntryId>{4, 3});
  CHECK(s.reader->count(filter).value() == 4);
}

TEST_CASE("store: what words find comes by the articles' time, not in order of arrival") {
  SqliteStore s;
  const std::vector<std::pair<std::string, int>> dated{{"Noon", -12}, {"Dawn", -18}, {"Dusk", -6}, {"Eve", -6}};
  for (const auto& [title, at] : dated) {
    feed::Entry e = entry(title, title, "<p>the tide turned</p>");
    e.published = hour(at);
    s.save(update(s.feeds[0], hour(1), {std::move(e)}));
  }
  CHECK(s.find("tide turned") == "Eve Dusk Noon Dawn");
  CHECK(s.find("tide unread") == "Eve Dusk Noon Dawn");
  CHECK(s.find("tide", query::Order::oldest_first) == "Dawn Noon Dusk Eve");
  query::Filter filter;
  filter.where = query::parse("tide", hour(1000)).value();
  filter.limit = 3;
  CHECK(s.reader->find_ids(filter).value() == std::vector<store::EntryId>{4, 3, 1});
}

TEST_CASE("store: ids alone are found as whole articles are") {
  const Filled s;
  for (const std::string& text : std::vector<std::string>{"", "moved", "unread", "ground OR starred", "nowhere"}) {
    CAPTURE(text);
    query::Filter filter;
    filter.where = query::parse(text, hour(1000)).value();
    std::vector<store::EntryId> ids;
    const auto each = [&](const store::Article& a) {
      ids.push_back(a.id);
      return true;
    };
    CHECK(s.reader->find(filter, each).has_value());
    CHECK(s.reader->find_ids(filter).value() == ids);
  }
}

TEST_CASE("store: reading ends when the caller has enough") {
  const Filled s;
  std::size_t seen = 0;
  const auto found = s.reader->find({}, [&](const store::Article&) { return ++seen < 3; });
  CHECK(found.value() == 3);
  CHECK(seen == 3);
}

TEST_CASE("store: totals and feeds tell their health") {
  Filled s;
  store::FeedUpdate failed;
  failed.feed = s.feeds[1];
  failed.at = hour(5);
  failed.poll.last_fetch = hour(5);
  failed.poll.next_due = hour(6);
  failed.poll.failures = 2;
  failed.poll.last_error = "the host does not answer";
  s.save(failed);
  const auto totals = s.reader->totals().value();
  CHECK(totals.feeds == 2);
  CHECK(totals.feeds_failing == 1);
  CHECK(totals.feeds_never_fetched == 0);
  CHECK(totals.entries == 4);
  CHECK(totals.unread == 4);
  CHECK(totals.last_fetch == hour(5));
  CHECK(totals.next_due == hour(6));
  CHECK(totals.store_bytes > 0);
  CHECK(totals.schema_version == 1);
  const auto feeds = s.reader->feeds().value();
  CHECK(feeds[0].entries == 2);
  CHECK(feeds[0].format == "rss-2.0");
  CHECK(feeds[1].poll.last_error == "the host does not answer");
}

TEST_CASE("store: a reader sees what was committed, and does not hold the writer up") {
  Filled s;
  const auto found = s.reader->find({}, [&](const store::Article& article) {
    if (article.id == 4) s.save(update(s.feeds[0], hour(9), {entry("9", "New")}));
    return true;
  });
  CHECK(found.value() == 4);
  CHECK(s.find("new") == "New");
}
