#include "cli/shelf.hpp"

using namespace telex::test;
namespace json = boost::json;

TEST_CASE("cli: feeds --json tells each feed's state, with null for what there is none of") {
  const Shelf shelf;
  const auto all = shelf.json({"feeds"}).as_array();
  REQUIRE(all.size() == 2);
  const auto by_url = [&all](std::string_view url) {
    return std::find_if(all.begin(), all.end(), [url](const json::value& f) { return f.at("url").as_string() == url; });
  };
  const auto& good = by_url("https://paper.example/feed")->as_object();
  CHECK(good.at("state").as_string() == "ok");
  CHECK(good.at("title").as_string() == "A feed");
  CHECK(good.at("items") == 3);
  CHECK(good.at("last_error").is_null());
  CHECK(good.at("next_due").is_null());
  CHECK(good.at("last_fetch").as_string() == "2026-01-01T03:00:00Z");
  const auto& bad = by_url("https://dead.example/")->as_object();
  CHECK(bad.at("state").as_string() == "failing");
  CHECK(bad.at("title").is_null());
  CHECK(contains(std::string{bad.at("last_error").as_string()}, "does not answer"));
}

TEST_CASE("cli: feeds takes a query, and text without escape sequences") {
  const Shelf shelf;
  CHECK(lines(shelf.run({"feeds"}).out) == 2);
  CHECK_FALSE(contains(shelf.run({"feeds"}).out, "\x1b"));
  CHECK(shelf.json({"feeds", "tag:WORLD"}).as_array().size() == 1);
  CHECK(shelf.json({"feeds", "dead"}).as_array().size() == 1);
  CHECK(shelf.json({"feeds", "--", "-dead"}).as_array().size() == 1);
  const auto none = shelf.run({"feeds", "nowhere", "--json"});
  CHECK(none.exit_code == 1);
  CHECK(none.out == "[]\n");
  CHECK(shelf.run({"feeds", "since:2d"}).exit_code == 2);
}

TEST_CASE("cli: feed shows one by URL or number, and names the nearest where there is none") {
  const Shelf shelf;
  const auto feed = shelf.json({"feed", "https://paper.example/feed"});
  const std::string id{feed.at("id").as_string()};
  CHECK(feed == shelf.json({"feed", id}));
  CHECK(contains(shelf.run({"feed", id}).out, "https://paper.example/feed"));
  const auto near = shelf.run({"feed", "https://paper.example/fead", "--json"});
  CHECK(near.exit_code == 1);
  CHECK(near.out == "null\n");
  CHECK(contains(near.err, "is https://paper.example/feed meant?"));
}

TEST_CASE("cli: status is one object, and a few lines for people") {
  const Shelf shelf;
  const auto status = shelf.json({"status"}).as_object();
  CHECK(status.at("feeds") == 2);
  CHECK(status.at("feeds_failing") == 1);
  CHECK(status.at("items") == 3);
  CHECK(status.at("unread") == 3);
  CHECK(status.at("daemon_running") == false);
  const auto lines = shelf.run({"status"});
  CHECK(lines.exit_code == 0);
  CHECK(contains(lines.out, "2 feeds, 1 failing"));
}
