#include "cli/shelf.hpp"

using namespace telex::test;
namespace json = boost::json;

TEST_CASE("cli: list prints one line an article with its id, time, state, feed, title and URL") {
  const Shelf shelf;
  const auto listed = shelf.run({"list"});
  CHECK(listed.exit_code == 0);
  CHECK(lines(listed.out) == 3);
  CHECK(listed.out.starts_with("3\t2026-01-01T03:00:00Z\tunread\tA feed\tRelief\t"));
  CHECK(contains(listed.out, "1\t2026-01-01T01:00:00Z\tunread\tA feed\tDam breaks\thttps://paper.example/1\n"));
  CHECK(shelf.run({"search"}).out == listed.out);
  CHECK(listed.err.empty());
}

TEST_CASE("cli: search takes words, an order and a limit, before and after the query") {
  const Shelf shelf;
  CHECK(lines(shelf.run({"search", "wind"}).out) == 1);
  CHECK(shelf.run({"search", "--sort", "old", "-n", "1"}).out.starts_with("1\t"));
  CHECK(shelf.run({"-n", "1", "list"}).out.starts_with("3\t"));
  CHECK(shelf.run({"search", "--sort", "rank", "dam"}).exit_code == 0);
  CHECK(shelf.run({"search", "-n", "0"}).exit_code == 1);
}

TEST_CASE("cli: a word with a minus leaves out after -- and inside an argument with a space") {
  const Shelf shelf;
  CHECK(shelf.run({"count", "--", "-dam"}).out == "2\n");
  CHECK(shelf.run({"count", "-dam -wind"}).out == "1\n");
  CHECK(shelf.run({"count", "dam OR wind"}).out == "2\n");
  const auto option = shelf.run({"search", "-dam"});
  CHECK(option.exit_code == 2);
  CHECK(contains(option.err, "--"));
}

TEST_CASE("cli: query words may be named as commands are, or look like lists") {
  const Shelf shelf;
  CHECK(shelf.run({"count", "list", "show"}).exit_code == 1);
  CHECK(shelf.run({"count", "[dam,wind]"}).out == "0\n");
  CHECK(shelf.run({"count", "[dam]"}).out == "1\n");
}

TEST_CASE("cli: unread finds what is not marked, and takes a query that has alternatives") {
  Shelf shelf;
  shelf.mark({1}, telex::store::Backend::Mark::read);
  CHECK(lines(shelf.run({"unread"}).out) == 2);
  CHECK(shelf.run({"unread", "dam OR wind", "--json"}).exit_code == 0);
  CHECK(shelf.json({"unread", "dam OR wind"}).as_array().size() == 1);
}

TEST_CASE("cli: --json is a list of article objects and [] where there are none") {
  const Shelf shelf;
  const auto all = shelf.json({"list"}).as_array();
  REQUIRE(all.size() == 3);
  const auto& article = all[2].as_object();
  CHECK(article.at("id").as_string() == "1");
  CHECK(article.at("title").as_string() == "Dam breaks");
  CHECK(article.at("_telex").at("feed").at("url").as_string() == "https://paper.example/feed");
  const auto none = shelf.run({"search", "volcano", "--json"});
  CHECK(none.exit_code == 1);
  CHECK(json::parse(none.out) == json::array{});
  CHECK(none.err.empty());
}

TEST_CASE("cli: --jsonl is one object a line, and nothing where there are none") {
  const Shelf shelf;
  const std::string found = shelf.run({"list", "--jsonl"}).out;
  CHECK(lines(found) == 3);
  CHECK(json::parse(found.substr(0, found.find('\n'))).is_object());
  const auto none = shelf.run({"--jsonl", "search", "volcano"});
  CHECK(none.exit_code == 1);
  CHECK(none.out.empty());
  CHECK(shelf.run({"list", "--json", "--jsonl"}).exit_code == 2);
}

TEST_CASE("cli: count prints digits alone, and an object with --json") {
  const Shelf shelf;
  CHECK(shelf.run({"count"}).out == "3\n");
  CHECK(shelf.json({"count", "dam"}) == json::object{{"count", 1}});
  const auto none = shelf.run({"count", "volcano"});
  CHECK(none.out == "0\n");
  CHECK(none.exit_code == 1);
}

TEST_CASE("cli: show gives readable text with numbered links") {
  const Shelf shelf;
  const auto shown = shelf.run({"show", "1"});
  CHECK(shown.exit_code == 0);
  CHECK(shown.out.starts_with("Dam breaks\nA feed · 2026-01-01 01:00 UTC · unread\nhttps://paper.example/1\n\n"));
  CHECK(contains(shown.out, "Read more on it [1]."));
  CHECK(contains(shown.out, "[1] https://paper.example/more\n"));
  CHECK(shelf.run({"show", "--text", "1"}).out == shown.out);
}

TEST_CASE("cli: show links no headline to a script") {
  Shelf shelf;
  for (const std::string& url :
       std::vector<std::string>{"javascript:alert(1)", " Java\tScript:alert(1)", "data:text/html,x", ""}) {
    const auto saved = shelf.save(update(shelf.feeds[0], hour(4), {linked(entry("g" + url, "Trap"), url)}));
    const std::string html = shelf.run({"show", std::to_string(saved.added.at(0)), "--html"}).out;
    CHECK(contains(html, "<h1>Trap</h1>"));
    CHECK_FALSE(contains(html, "<a "));
  }
}

TEST_CASE("cli: show gives HTML, one object for one id and a list for several") {
  const Shelf shelf;
  const std::string html = shelf.run({"show", "2", "--html"}).out;
  CHECK(contains(html, "Rain &amp; wind"));
  CHECK(contains(html, "<p>Wet.</p>"));
  CHECK(
      contains(shelf.run({"show", "1", "--html"}).out, "<h1><a href=\"https://paper.example/1\">Dam breaks</a></h1>"));
  CHECK(shelf.json({"show", "1"}).at("id").as_string() == "1");
  CHECK(shelf.json({"show", "2", "1"}).as_array().size() == 2);
  CHECK(lines(shelf.run({"show", "2", "1", "--jsonl"}).out) == 2);
  CHECK(shelf.run({"show", "2", "--text", "--html"}).exit_code == 2);
}

TEST_CASE("cli: show reads ids from standard input, also from the lines that list prints") {
  const Shelf shelf;
  const auto shown = shelf.run({"show", "-", "--json"}, shelf.run({"search", "dam"}).out);
  CHECK(json::parse(shown.out).as_array().size() == 1);
  CHECK(json::parse(shelf.run({"show", "-", "--json"}, "1 2\n3").out).as_array().size() == 3);
  const auto bad = shelf.run({"show", "-"}, "1\nthree\n");
  CHECK(bad.exit_code == 2);
  CHECK(contains(bad.err, "standard input:2"));
}

TEST_CASE("cli: ids of no article are told, and are an error only where they are no ids") {
  const Shelf shelf;
  for (const std::string id : {"0", "4", "99999999999999999999999"}) {
    CAPTURE(id);
    const auto shown = shelf.run({"show", id, "--json"});
    CHECK(shown.exit_code == 1);
    CHECK(shown.out == "null\n");
    CHECK(contains(shown.err, "no article"));
  }
  CHECK(shelf.json({"show", "001"}).at("id").as_string() == "1");
  CHECK(shelf.run({"show", "1", "999"}).exit_code == 0);
  for (const std::string word : {"x", "1x", "", "-1", "1.0"}) {
    CAPTURE(word);
    CHECK(shelf.run({"show", word}).exit_code == 2);
  }
  CHECK(shelf.run({"show"}).exit_code == 2);
}
