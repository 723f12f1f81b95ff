#include "store/index_text.hpp"
#include "store/sqlite/connection.hpp"
#include "store/sqlite/open.hpp"
#include "support/sqlite_store.hpp"

using namespace telex;
using namespace telex::test;

namespace {

/// FTS5's own comparison of the index with the text that the view makes of the stored bodies.
bool index_is_sound(const SqliteStore& s) {
  auto connection = store::sqlite::open_marker(s.path).value();
  return connection.run("INSERT INTO fts(fts, rank) VALUES('integrity-check', 1)").has_value();
}

}  // namespace

TEST_CASE("store: the index sees content, else plain text, else the summary") {
  CHECK(store::index_text("<p>a</p>", "b", "c") == "a");
  CHECK(store::index_text("<img src=\"x\">", "b", "c") == "b");
  CHECK(store::index_text("", "", "<p>c &amp; d</p>") == "c & d");
  CHECK(store::index_text("", "", "") == "");
}

TEST_CASE("store: this text is what index_version stands for; a change here needs a new version") {
  CHECK(store::index_version == 1);
  CHECK(store::index_text("<h1>A</h1><p>b&amp;c<br>d</p><script>x</script><ul><li>e</ul> caf&eacute; <!-- f -->", "",
                          "") == "A b&c d e café");
}

TEST_CASE("store: the index follows new and changed entries") {
  SqliteStore s;
  std::vector<feed::Entry> entries;
  for (int i = 0; i < 300; ++i)
    entries.push_back(entry(std::to_string(i), "Title" + std::to_string(i), "<p>first body</p>"));
  s.save(update(s.feeds[0], hour(1), entries));
  for (auto& e : entries) {
    e.content_html = "<p>second &lt;body&gt;</p>";
    e.authors = {{"Ann", "", "", ""}};
  }
  entries[7].title = "Renamed";
  s.save(update(s.feeds[0], hour(2), entries));
  CHECK(s.find("first") == "");
  CHECK(s.find("title:title7") == "");
  CHECK(s.find("second renamed author:ann") == "Renamed");
  CHECK(index_is_sound(s));
}

TEST_CASE("store: the check of the index finds what is wrong with it") {
  SqliteStore s;
  s.save(update(s.feeds[0], hour(1), {entry("a", "A")}));
  auto connection = store::sqlite::open_marker(s.path).value();
  REQUIRE(connection.run("UPDATE entry SET title = 'B'").has_value());
  CHECK_FALSE(index_is_sound(s));
}

TEST_CASE("store: an index of another version is built anew when the store is opened") {
  SqliteStore s;
  s.save(update(s.feeds[0], hour(1), {entry("a", "A", "<p>words</p>")}));
  auto connection = store::sqlite::open_marker(s.path).value();
  REQUIRE(connection.run("INSERT INTO fts(fts) VALUES('delete-all'); UPDATE meta SET value = 999").has_value());
  CHECK(s.find("words") == "");
  const auto again = store::open_backend(s.url).value();
  CHECK(s.find("words") == "A");
  CHECK(index_is_sound(s));
}
