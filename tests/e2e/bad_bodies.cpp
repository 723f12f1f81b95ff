#include <doctest/doctest.h>

#include "e2e/installation.hpp"

using namespace telex;
using namespace telex::e2e;
using support::Answer;
using support::feed_answer;
using support::Origin;

namespace {

/// A body that is no sound feed, and what must come of it.
struct BadBody {
  std::string name;
  Answer answer;
  std::int64_t items = 0;
  bool fails = true;
};

std::string equal_guids(int count) {
  std::vector<std::string> items;
  for (int number = 0; number < count; ++number) items.push_back(item("same", "Title " + std::to_string(number)));
  return rss(items);
}

Answer cut(Answer answer, std::uint64_t bytes) {
  answer.cut_after = bytes;
  return answer;
}

Answer huge() {
  Answer answer = feed_answer("<rss version=\"2.0\"><channel><title>" + std::string(1 << 20, 'x'));
  answer.repeat = 100;
  answer.framing = support::Framing::chunked;
  return answer;
}

Answer bomb() {
  Answer answer = feed_answer(std::string(32 << 20, ' '));
  answer.gzip = true;
  return answer;
}

const std::vector<BadBody>& bad_bodies() {
  static const std::string sound = rss({item("1", "One"), item("2", "Two")});
  static const std::vector<BadBody> bodies{
      {"not-xml", feed_answer("Out of cheese. Redo from start.")},
      {"html", feed_answer("<!doctype html><title>Parked</title><p>Buy this domain")},
      {"empty", feed_answer("")},
      {"only-nul", feed_answer(std::string(4096, '\0'))},
      {"huge", huge()},
      {"bomb", bomb()},
      {"deep",
       feed_answer(std::string("<rss version=\"2.0\"><channel><item>") +
                   [] {
                     std::string nest;
                     for (int depth = 0; depth < 200'000; ++depth) nest += "<a>";
                     return nest;
                   }()),
       0, false},
      {"cut-document", feed_answer(sound.substr(0, sound.find("<title>Two"))), 2, false},
      {"cut-transfer", cut(feed_answer(sound), sound.find("<item><guid isPermaLink=\"false\">2")), 1, false},
      {"invalid-utf8", feed_answer(rss({item("1", "Caf\xe9 \xff\xfe")})), 1, false},
      {"nul-bytes", feed_answer(rss({item("1", std::string("Nul\0byte", 8))})), 1, false},
      {"equal-guids", feed_answer(equal_guids(10'000)), 1, false},
      {"without-anything", feed_answer(rss({"", "<description>only this</description>"})), -1, false},
  };
  return bodies;
}

}  // namespace

TEST_CASE("e2e: bad bodies are named or read as far as they go, and cost no other feed its articles") {
  Origin origin;
  const Installation installation;
  std::vector<std::string> urls{origin.url("/good")};
  origin.serve("/good", feed_answer(rss({item("1", "Good")})));
  for (const BadBody& body : bad_bodies()) {
    origin.serve('/' + body.name, body.answer);
    urls.push_back(origin.url('/' + body.name));
  }
  installation.configure(urls, "max_body = \"8MiB\"");
  const auto ending = installation.fetch_once();
  CAPTURE(ending.err);
  CHECK(ending.exit_code == 1);
  CHECK(installation.feed(origin.url("/good")).at("items").as_int64() == 1);
  for (const BadBody& body : bad_bodies()) {
    CAPTURE(body.name);
    const auto feed = installation.feed(origin.url('/' + body.name));
    if (body.items >= 0) CHECK(feed.at("items").as_int64() == body.items);
    CHECK(text(feed, "last_error").empty() != body.fails);
  }
}

TEST_CASE("e2e: a bad body after a good one loses nothing that is stored") {
  Origin origin;
  const Installation installation;
  std::vector<std::string> urls;
  for (const BadBody& body : bad_bodies()) {
    const std::string target = '/' + body.name;
    origin.serve_in_turn(target, {feed_answer(rss({item("kept " + body.name, "Kept " + body.name)})), body.answer});
    urls.push_back(origin.url(target));
  }
  installation.configure(urls, "max_body = \"8MiB\"");
  REQUIRE(installation.fetch_once().exit_code == 0);
  CHECK(installation.fetch_all().signal == 0);
  CHECK(installation.articles({"title:kept"}).size() == bad_bodies().size());
}
