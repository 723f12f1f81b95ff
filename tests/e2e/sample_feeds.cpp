#include <doctest/doctest.h>

#include <filesystem>
#include <map>
#include <set>

#include "e2e/installation.hpp"

using namespace telex;
using namespace telex::e2e;
using support::Answer;
using support::Origin;

namespace {

const std::map<std::string, std::int64_t>& expected_items() {
  static const std::map<std::string, std::int64_t> items{
      {"/conemaugh-herald.rss", 6}, {"/allegheny-courier.atom", 5}, {"/harbour-dispatch.json", 5},
      {"/yokohama-tsushin.xml", 4}, {"/hanseong-ilbo.rss", 4},      {"/keystone-gazette-damaged.rss", 4},
  };
  return items;
}

/// Serves the sample feeds, and an installation that subscribes to them.
struct Samples {
  Samples() {
    std::vector<std::string> urls;
    for (const auto& [target, items] : expected_items()) {
      Answer answer = support::feed_answer(support::read_file(TELEX_TEST_DATA "/sample-feeds" + target), "text/xml");
      answer.etag = '"' + target + '"';
      answer.gzip = true;
      origin.serve(target, answer);
      urls.push_back(origin.url(target));
    }
    installation.configure(urls);
  }

  Origin origin;
  Installation installation;
};

}  // namespace

TEST_CASE("e2e: telexd --once stores every entry of the sample feeds") {
  const Samples samples;
  const auto ending = samples.installation.fetch_once();
  CAPTURE(ending.err);
  REQUIRE(ending.exit_code == 0);
  CHECK(ending.out.empty());
  for (const auto& [target, items] : expected_items()) {
    CAPTURE(target);
    const auto feed = samples.installation.feed(samples.origin.url(target));
    CHECK(feed.at("items").as_int64() == items);
    CHECK(text(feed, "last_error").empty());
  }
  CHECK(samples.installation.articles().size() == 28);
}

TEST_CASE("e2e: a second poll is answered 304 and adds nothing") {
  const Samples samples;
  REQUIRE(samples.installation.fetch_once().exit_code == 0);
  const auto before = samples.installation.articles();
  REQUIRE(samples.installation.fetch_all().exit_code == 0);
  for (const auto& [target, items] : expected_items()) {
    CAPTURE(target);
    const auto requests = samples.origin.requests(target);
    REQUIRE(requests.size() == 2);
    CHECK_FALSE(requests[0].header("If-None-Match"));
    CHECK(requests[1].header("If-None-Match") == '"' + target + '"');
  }
  CHECK(samples.installation.articles() == before);
}

TEST_CASE("e2e: the flood is found in each language, and what is unsafe is gone") {
  const Samples samples;
  REQUIRE(samples.installation.fetch_once().exit_code == 0);
  const std::map<std::string, std::size_t> found{{"johnstown", 7}, {"ジョンズタウン水没", 1}, {"존스타운", 2}};
  for (const auto& [word, least] : found) {
    CAPTURE(word);
    CHECK(samples.installation.articles({word}).size() >= least);
  }
  const auto opinion = samples.installation.articles({"title:broken"});
  REQUIRE(opinion.size() == 1);
  const std::string html = text(opinion[0].as_object(), "content_html");
  CHECK(html.find("first men of Pittsburgh") != std::string::npos);
  for (const std::string unsafe : {"script", "javascript:", "onclick", "not shown"}) {
    CAPTURE(unsafe);
    CHECK(html.find(unsafe) == std::string::npos);
  }
}
