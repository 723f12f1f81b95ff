#include "parse/json_feed.hpp"

#include "parse/read.hpp"

using namespace telex;
using parse::test::read;

namespace {

feed::Entry item(const std::string& members, const parse::Hints& hints = {}) {
  return read(R"({"version": "https://jsonfeed.org/version/1.1", "items": [{)" + members + "}]}", hints).entries.at(0);
}

}  // namespace

TEST_CASE("parse: a JSON Feed is read with all its members") {
  const feed::Document document = read(R"({"version": "https://jsonfeed.org/version/1.1", "title": "Harbour  Notes",
    "home_page_url": "http://harbour.example/", "feed_url": "http://harbour.example/feed.json", "description": "a < b",
    "icon": "http://harbour.example/i.png", "favicon": "/f.ico", "language": "en", "authors": [{"name": "Ines", "url": "/ines"}],
    "hubs": [{"type": "WebSub", "url": "http://hub.example/"}], "next_url": "/2.json", "items": [
    {"id": 7, "url": "/1", "external_url": "http://other.example/", "title": "One", "content_html": "<p onclick=x>a</p>",
     "summary": "a & b", "image": "/1.png", "date_published": "2004-05-25T23:23:17+09:00", "date_modified": "never",
     "tags": ["sea", "wind"], "attachments": [{"url": "/1.mp3", "mime_type": "audio/mpeg", "size_in_bytes": 5,
     "duration_in_seconds": 61}]}]})",
                                       {.content_type = "", .url = "http://harbour.example/feed.json"});
  CHECK(document.title == "Harbour Notes");
  CHECK(document.description == "a &lt; b");
  CHECK(document.favicon == "http://harbour.example/f.ico");
  CHECK(document.authors == std::vector<feed::Person>{{"Ines", "http://harbour.example/ines", "", ""}});
  CHECK(document.hubs == std::vector<feed::Hub>{{"WebSub", "http://hub.example/"}});
  CHECK(document.next_url == "http://harbour.example/2.json");
  const feed::Entry& entry = document.entries.at(0);
  CHECK(entry.id == "7");
  CHECK(entry.url == "http://harbour.example/1");
  CHECK(entry.content_html == "<p>a</p>");
  CHECK(entry.summary == "a &amp; b");
  CHECK(to_rfc3339(*entry.published) == "2004-05-25T14:23:17Z");
  CHECK_FALSE(entry.updated);
  CHECK(entry.tags == std::vector<std::string>{"sea", "wind"});
  CHECK(entry.enclosures ==
        std::vector<feed::Enclosure>{{"http://harbour.example/1.mp3", "audio/mpeg", "", 5, std::chrono::seconds{61}}});
  CHECK(document.problems.at(0).message == "the date \"never\" cannot be read");
  CHECK_FALSE(document.damaged);
}

TEST_CASE("parse: members of a wrong type are passed over") {
  const feed::Entry entry = item(R"("id": {"a": 1}, "title": null, "url": ["x"], "tags": "one", "authors": "Ines",
    "attachments": 7, "date_published": 12, "content_text": true)");
  CHECK(entry.content_text.empty());
  CHECK(entry.id.empty());
  CHECK(entry.title.empty());
  CHECK(entry.url.empty());
  CHECK(entry.tags == std::vector<std::string>{"one"});
  CHECK(entry.authors.at(0).name == "Ines");
  CHECK(entry.enclosures.empty());
}

TEST_CASE("parse: JSON that breaks off keeps the items before the break") {
  const std::string whole = R"({"version": "https://jsonfeed.org/version/1", "items": [{"id": "1", "title": "one"},)"
                            R"({"id": "2", "title": "a, \"b\" ]"},{"id": "3", "title": "th)";
  const feed::Document document = read(whole);
  REQUIRE(document.entries.size() >= 2);
  CHECK(document.entries[1].title == "a, \"b\" ]");
  CHECK(document.damaged);
}

TEST_CASE("parse: half a surrogate pair in JSON costs one character, not the document") {
  const feed::Document document = read(R"({"version": "https://jsonfeed.org/version/1.1", "items": [
      {"id": "1", "title": "one \ud800 x", "content_text": "\\ud800 stays"},
      {"id": "2", "title": "a \ud83d\ude00 and \uDE00"}]})");
  REQUIRE(document.entries.size() == 2);
  CHECK(document.entries[0].title == "one \uFFFD x");
  CHECK(document.entries[0].content_text == "\\ud800 stays");
  CHECK(document.entries[1].title == "a \U0001F600 and \uFFFD");
  CHECK_FALSE(document.damaged);
  CHECK(document.problems == std::vector<feed::Problem>{{"half a surrogate pair stands alone in a string", ""}});
  CHECK(document.cut == feed::Cut::none);
}

TEST_CASE("parse: a script is no link of a JSON Feed either") {
  const feed::Entry entry = item(R"("id": "1", "url": "javascript:x", "external_url": "data:text/html,x")");
  CHECK(entry.url.empty());
  CHECK(entry.external_url.empty());
  CHECK(item(R"("authors": [{"name": "Ann", "url": "vbscript:x"}])").authors.at(0).url.empty());
}

TEST_CASE("parse: what no JSON parser may accept is damage, and is read") {
  const std::string start = R"({"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": [{"id": "1"})";
  const struct {
    std::string text;
    bool damaged;
  } rows[] = {
      {start + "]}", false},
      {start + "]} \r\n\t", false},
      {start + ",]}", true},
      {start + "],}", true},
      {start + "], \"tags\": [1,]}", true},
      {start + "]} // the end", true},
      {start + "] /* of items */}", true},
      {start + "]} x", true},
      {"/* a feed */ // of ours\n" + start + "]}", true},
      {start + "], \"_own\": [1,, 2]}", true},
      {start + ", {\"title\": \"\\ud800\",}]}", true},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    const feed::Document document = read(row.text);
    CHECK(document.damaged == row.damaged);
    CHECK(document.problems.empty() == !row.damaged);
    CHECK(document.title == "T");
    REQUIRE_FALSE(document.entries.empty());
    CHECK(document.entries[0].id == "1");
  }
}

TEST_CASE("parse: items that are given as they are read are given once, also where JSON is damaged") {
  std::string text = R"({"_first": 1, "items": [{"id": "1", "_own": 1}, {"id": "2", "title": "\ud800", "_own": 1}, )"
                     R"({"id": "3", "_own": 2,}], "_last": 1, "title": "T"})";
  for (const std::string& end : {std::string{}, std::string{" x"}}) {
    std::string ids;
    const auto document = parse::parse(text + end, {}, [&](feed::Entry&& entry) { ids += entry.id; });
    REQUIRE(document.has_value());
    CHECK(document->title == "T");
    CHECK(ids == "123");
    const auto explained = parse::explain(text + end, {});
    CHECK(explained->explanation.unknown == std::vector<parse::Unknown>{{"_first", 1}, {"_own", 3}, {"_last", 1}});
    CHECK(explained->explanation.entries.size() == 3);
  }
}

TEST_CASE("parse: of JSON that breaks off in an item what is whole is kept") {
  const std::string start = R"({"version": "https://jsonfeed.org/version/1", "items": [{"id": "1"})";
  const struct {
    std::string end;
    std::string ids;
    feed::Cut cut;
  } rows[] = {
      {"", "1", feed::Cut::between_entries},
      {", {", "1", feed::Cut::between_entries},
      {", {\"i", "1", feed::Cut::between_entries},
      {", {\"id\": \"2", "1", feed::Cut::inside_last_entry},
      {", {\"id\": 2", "1", feed::Cut::inside_last_entry},
      {", {\"id\": \"2\"", "12", feed::Cut::inside_last_entry},
      {", {\"id\": \"2\", \"authors\": [{\"name\": \"A\"}, {\"na", "12", feed::Cut::inside_last_entry},
      {", {\"id\": \"2\", \"_own\": [{\"name\": [", "12", feed::Cut::inside_last_entry},
      {", {\"id\": \"2\"}], \"title\": \"T", "12", feed::Cut::between_entries},
  };
  for (const auto& row : rows) {
    CAPTURE(row.end);
    const feed::Document document = read(start + row.end);
    std::string ids;
    for (const feed::Entry& entry : document.entries) ids += entry.id;
    CHECK(ids == row.ids);
    CHECK(document.cut == row.cut);
    CHECK(document.damaged);
  }
}

TEST_CASE("parse: members of a JSON Feed may stand in any order, and items need no list") {
  const feed::Document document = read(R"({"items": {"id": "1"}, "items": [7, "x", [{"id": "2"}], {"id": "3"}],
      "title": "not the last", "authors": {"name": "Ann"}, "title": "T", "version": "https://jsonfeed.org/version/1.1"})");
  REQUIRE(document.entries.size() == 2);
  CHECK(document.entries[0].id == "1");
  CHECK(document.entries[1].id == "3");
  CHECK(document.title == "T");
  CHECK(document.authors.at(0).name == "Ann");
  CHECK(document.format == feed::Format::json_1_1);
  CHECK_FALSE(document.damaged);
}

TEST_CASE("parse: characters that XML does not have are left out of JSON too") {
  const feed::Entry entry = item(R"("id": "\u0000 a\uFFFEb\u0001", "title": "x\u0000\u001b[2Jzz\t!",
      "content_text": "one\n\u0008two", "url": "http://e.org/\u0007a")");
  CHECK(entry.id == "ab");
  CHECK(entry.title == "x[2Jzz !");
  CHECK(entry.content_text == "one\ntwo");
  CHECK(entry.url == "http://e.org/a");
}
