#include "cli/shelf.hpp"

using namespace telex;
using namespace telex::test;

namespace {

const std::string sample =
    "<rss version='2.0'><channel><title>T</title><item><title>One</title><link>/one</link></item></channel></rss>";

support::Ending parse(std::vector<std::string> words, std::string input, const support::TempDir& folder) {
  words.insert(words.begin(), {telex_program, "parse"});
  support::Command command;
  command.arguments = std::move(words);
  command.environment = {{"TELEX_CONFIG", "/nonexistent/telex.toml"}};
  command.input = std::move(input);
  command.folder = folder.path().string();
  return support::run(command);
}

}  // namespace

TEST_CASE("cli: parse turns a feed into JSON Feed, without a configuration") {
  const support::TempDir folder;
  folder.write("feed.xml", sample);
  const auto piped = parse({"--url", "https://paper.example/feed", "-"}, sample, folder);
  REQUIRE(piped.exit_code == 0);
  CHECK(piped.err.empty());
  const auto document = boost::json::parse(piped.out);
  CHECK(document.at("version").as_string() == "https://jsonfeed.org/version/1.1");
  CHECK(document.at("items").at(0).at("url").as_string() == "https://paper.example/one");
  CHECK(parse({"feed.xml", "--url=https://paper.example/feed"}, "", folder).out == piped.out);
  CHECK(parse({"--url", "https://paper.example/feed"}, sample, folder).out == piped.out);
  CHECK(parse({"--content-type", "text/xml; charset=utf-8"}, sample, folder).exit_code == 0);
}

TEST_CASE("cli: parse says on one line why the input is no feed, and fails where there is none") {
  const support::TempDir folder;
  for (const std::string& input :
       {std::string{"just text"}, std::string{}, std::string("\0\0", 2), std::string{"<html></html>"}}) {
    CAPTURE(input);
    const auto none = parse({}, input, folder);
    CHECK(none.exit_code == 1);
    CHECK(none.out.empty());
    CHECK(lines(none.err) == 1);
  }
  const auto page = parse({"--url", "https://paper.example/"}, "<html><link rel=feed href=feed.xml></html>", folder);
  CHECK(page.exit_code == 1);
  CHECK(page.err ==
        "telex: standard input: this is an HTML page and not a feed; it links to https://paper.example/feed.xml\n");
  CHECK(parse({"missing.xml"}, "", folder).exit_code == 2);
  CHECK(parse({folder.path().string()}, "", folder).exit_code == 2);
  CHECK(parse({"a", "b"}, "", folder).exit_code == 2);
}

TEST_CASE("cli: parse --explain tells where fields come from, for people and for programs") {
  const support::TempDir folder;
  const auto told = parse({"--explain", "--url", "https://paper.example/feed"}, sample, folder);
  REQUIRE(told.exit_code == 0);
  for (const std::string part :
       {"Format     rss-2.0", "Damaged    no", "<title>  One", "<link>  https://paper.example/one"}) {
    CAPTURE(part);
    CHECK(told.out.find(part) != std::string::npos);
  }
  const auto object = parse({"--explain", "--json"}, sample, folder);
  REQUIRE(object.exit_code == 0);
  const auto read = boost::json::parse(object.out);
  CHECK(read.at("encoding").as_string() == "utf-8");
  CHECK(read.at("items").at(0).at(0).at("elements").at(0).as_string() == "<link>");
  CHECK(parse({"--explain", "-n", "0"}, sample, folder).out.find("and 1 further item") != std::string::npos);
  CHECK(parse({"--explain"}, "no feed", folder).exit_code == 1);
}
