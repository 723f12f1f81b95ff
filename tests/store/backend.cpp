#include "store/backend.hpp"

#include "store/sqlite/open.hpp"
#include "support/sqlite_store.hpp"

using namespace telex;
using namespace telex::test;
using Mark = store::Backend::Mark;

TEST_CASE("store: new entries are added, known ones are left alone, changed ones are replaced in place") {
  SqliteStore s;
  const auto first = s.save(update(s.feeds[0], hour(1), {entry("b", "Second"), entry("a", "First")}));
  CHECK(first.added == std::vector<store::EntryId>{1, 2});

  const auto again = s.save(update(s.feeds[0], hour(2), {entry("b", "Second"), entry("a", "First")}));
  CHECK(again.added.empty());
  CHECK(again.unchanged == 2);

  const auto changed = s.save(update(s.feeds[0], hour(3), {entry("b", "Renamed"), entry("a", "First")}));
  CHECK(changed.changed == 1);
  CHECK(changed.unchanged == 1);
  CHECK(s.find("") == "Renamed First");
  CHECK(s.article(2).first_seen == hour(1));
  CHECK(s.article(2).last_changed == hour(3));
  CHECK(s.article(1).last_changed == hour(1));
}

TEST_CASE("store: a document that was cut short adds entries and replaces none, and the whole one makes up for it") {
  SqliteStore s;
  s.save(update(s.feeds[0], hour(1), {entry("old", "Old", "<p>The whole article</p>")}));

  store::FeedUpdate cut = update(s.feeds[0], hour(2), {entry("new", "New", "<p>Al"), entry("old", "Old", "<p>The wh")});
  cut.complete = false;
  const auto stump = s.save(cut);
  CHECK(stump.added == std::vector<store::EntryId>{2});
  CHECK(stump.changed == 0);
  CHECK(stump.unchanged == 1);
  CHECK(s.article(1).entry.content_html == "<p>The whole article</p>");
  CHECK(s.article(1).last_changed == hour(1));
  CHECK(s.find("whole") == "Old");

  const auto whole = s.save(update(s.feeds[0], hour(3), {entry("new", "New", "<p>All of it</p>")}));
  CHECK(whole.changed == 1);
  CHECK(s.article(2).entry.content_html == "<p>All of it</p>");
}

TEST_CASE("store: everything of an entry comes back") {
  SqliteStore s;
  feed::Entry e = entry("guid", "Title", "<p>Body</p>");
  e.url = "https://example.org/1";
  e.summary = "<p>Short</p>";
  e.content_text = std::string{"with a NUL \0 inside", 19};
  e.published = hour(-5);
  e.updated = hour(-4);
  e.language = "en-GB";
  e.tags = {"News"};
  e.authors = {{"Ann", "", "", ""}};
  s.save(update(s.feeds[0], hour(1), {e}));
  const store::Article article = s.article(1);
  CHECK(article.entry == e);
  CHECK(article.feed_url == "https://example.org/feed");
  CHECK(article.feed_title == "A feed");
  CHECK(article.unread);
  CHECK_FALSE(article.starred);
  CHECK(article.time() == hour(-5));
  CHECK_FALSE(s.reader->article(2).value());
}

TEST_CASE("store: of equal guids in one document the first counts, ten thousand of them included") {
  SqliteStore s;
  std::vector<feed::Entry> entries;
  for (int i = 0; i < 10'000; ++i) entries.push_back(entry("same", "Title" + std::to_string(i)));
  const auto saved = s.save(update(s.feeds[0], hour(1), entries));
  CHECK(saved.added.size() == 1);
  CHECK(s.find("") == "Title0");
  const auto again = s.save(update(s.feeds[0], hour(2), entries));
  CHECK(again.unchanged == 1);
  CHECK(again.changed == 0);
}

TEST_CASE("store: an empty entry is not stored, one that is nothing but a body is, once") {
  SqliteStore s;
  s.save(update(s.feeds[0], hour(1), {entry("", "", ""), entry("", "", "<p>only</p>")}));
  s.save(update(s.feeds[0], hour(2), {entry("", "", ""), entry("", "", "<p>only</p>")}));
  CHECK(s.reader->totals().value().entries == 1);
}

TEST_CASE("store: the same guid in two feeds is two articles") {
  SqliteStore s{{subscription("https://a.example/"), subscription("https://b.example/")}};
  s.save(update(s.feeds[0], hour(1), {entry("1", "A")}));
  s.save(update(s.feeds[1], hour(1), {entry("1", "B")}));
  CHECK(s.find("") == "B A");
}

TEST_CASE("store: an article's time is its date, unless that lies in the future") {
  SqliteStore s;
  feed::Entry old = entry("old", "Old");
  old.published = hour(-100);
  feed::Entry future = entry("future", "Future");
  future.published = hour(100'000);
  s.save(update(s.feeds[0], hour(1), {old, entry("undated", "Undated"), future}));
  s.save(update(s.feeds[0], hour(2), {entry("late", "Late")}));
  CHECK(s.find("") == "Late Undated Future Old");
  CHECK(s.find("until:2026-01-01") == "Old");
}

TEST_CASE("store: a changed entry keeps its marks and its place") {
  SqliteStore s;
  s.save(update(s.feeds[0], hour(1), {entry("a", "A")}));
  CHECK(s.mark({1}, Mark::read) == 1);
  CHECK(s.mark({1}, Mark::starred) == 1);
  s.save(update(s.feeds[0], hour(9), {entry("a", "A2")}));
  CHECK_FALSE(s.article(1).unread);
  CHECK(s.article(1).starred);
  CHECK(s.article(1).time() == hour(1));
}

TEST_CASE("store: marks count what they change, and keep the counters") {
  SqliteStore s{{subscription("https://a.example/"), subscription("https://b.example/")}};
  s.save(update(s.feeds[0], hour(1), {entry("1", "A1"), entry("2", "A2")}));
  s.save(update(s.feeds[1], hour(1), {entry("1", "B1")}));
  CHECK(s.mark({1, 3, 3, 99}, Mark::read) == 2);
  CHECK(s.mark({1, 3}, Mark::read) == 0);
  CHECK(s.mark({2, 1}, Mark::starred) == 2);
  CHECK(s.mark({2}, Mark::unstarred) == 1);
  CHECK(s.reader->totals().value().unread == 1);
  CHECK(s.reader->totals().value().starred == 1);
  CHECK(s.reader->feeds().value()[0].unread == 1);
  CHECK(s.reader->feeds().value()[1].unread == 0);
  CHECK(s.mark({1, 2, 3}, Mark::unread) == 2);
  CHECK(s.reader->totals().value().unread == 3);
}

TEST_CASE("store: a poll without a document writes its state alone") {
  SqliteStore s;
  s.save(update(s.feeds[0], hour(1), {entry("a", "A")}));
  store::FeedUpdate not_modified;
  not_modified.feed = s.feeds[0];
  not_modified.at = hour(2);
  not_modified.poll = {hour(2), hour(2), hour(3), 0, 304, "", false, {"https://example.org/feed", "\"\xff\"", "Mon"}};
  s.save(not_modified);
  const auto feed = s.reader->feeds().value().at(0);
  CHECK(feed.poll == not_modified.poll);
  CHECK(feed.title == "A feed");
  CHECK(feed.entries == 1);
}

TEST_CASE("store: a commit is all or nothing") {
  SqliteStore s;
  const std::vector<store::FeedUpdate> updates{update(s.feeds[0], hour(1), {entry("a", "A")}),
                                               update(77, hour(1), {entry("b", "B")})};
  const auto saved = s.backend->commit(updates);
  REQUIRE_FALSE(saved.has_value());
  CHECK(s.find("") == "");
  CHECK_FALSE(s.reader->feeds().value()[0].poll.last_fetch);
  s.save(updates[0]);
  CHECK(s.find("") == "A");
}

TEST_CASE("store: subscribing adds, changes and drops feeds, and keeps what is stored of them") {
  SqliteStore s{{subscription("https://a.example/", {"World"}), subscription("https://b.example/")}};
  s.save(update(s.feeds[1], hour(1), {entry("1", "B1")}));

  auto renamed = subscription("https://a.example/", {"Sports"});
  renamed.title = "Mine";
  const std::vector<feed::Subscription> now{subscription("https://c.example/"), renamed};
  const auto records = s.backend->subscribe(now).value();
  REQUIRE(records.size() == 2);
  CHECK(records[0].url == "https://c.example/");
  CHECK(records[1].id == s.feeds[0]);

  const auto feeds = s.reader->feeds().value();
  REQUIRE(feeds.size() == 3);
  CHECK(feeds[0].url == "https://c.example/");
  CHECK(feeds[1].title == "Mine");
  CHECK(feeds[1].tags == std::vector<std::string>{"Sports"});
  CHECK(feeds[2].url == "https://b.example/");
  CHECK_FALSE(feeds[2].subscribed);
  CHECK(s.find("") == "B1");
  CHECK(s.reader->totals().value().feeds == 2);

  const std::vector<feed::Subscription> back{subscription("https://b.example/")};
  const auto returned = s.backend->subscribe(back).value();
  CHECK(returned[0].id == s.feeds[1]);
  CHECK(returned[0].poll.http_status == 200);
}

TEST_CASE("store: subscribing to the same feeds again writes nothing") {
  SqliteStore s{{subscription("https://a.example/", {"World"})}};
  const auto observer = store::sqlite::open_reader(s.path).value();
  // SQLite's own count of the commits of others.
  const auto before = observer.integer("PRAGMA data_version").value();
  const std::vector<feed::Subscription> same{subscription("https://a.example/", {"World"})};
  CHECK(s.backend->subscribe(same).value().size() == 1);
  CHECK(observer.integer("PRAGMA data_version").value() == before);
  const std::vector<feed::Subscription> other{subscription("https://a.example/")};
  CHECK(s.backend->subscribe(other).value().size() == 1);
  CHECK(observer.integer("PRAGMA data_version").value() != before);
}

TEST_CASE("store: a marker needs a store that is there") {
  const support::TempDir folder;
  const auto marker = store::open_marker("sqlite:" + folder.file("none.db"));
  REQUIRE_FALSE(marker.has_value());
  CHECK(marker.error().fault == Fault::not_found);
  CHECK_FALSE(std::filesystem::exists(folder.file("none.db")));
}

TEST_CASE("store: a marker changes states beside the daemon's connection") {
  SqliteStore s;
  s.save(update(s.feeds[0], hour(1), {entry("a", "A")}));
  const auto marker = store::open_marker(s.url).value();
  const std::vector<store::EntryId> ids{1};
  CHECK(marker->mark(ids, Mark::read).value() == 1);
  s.save(update(s.feeds[0], hour(2), {entry("b", "B")}));
  CHECK(s.find("unread") == "B");
  CHECK(s.find("is:read") == "A");
}
