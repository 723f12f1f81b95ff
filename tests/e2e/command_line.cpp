#include <doctest/doctest.h>

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

#include "e2e/installation.hpp"

using namespace telex;
using namespace telex::e2e;
using support::Command;
using support::feed_answer;
using support::Origin;

namespace {

/// An installation that holds three articles of one feed.
struct Shelf {
  Shelf() {
    origin.serve("/",
                 feed_answer(rss({item("1", "Dam breaks") + "<link>https://paper.example/1</link>",
                                  item("2", "Rain &amp; wind") + "<description>&lt;p&gt;Wet.&lt;/p&gt;</description>",
                                  item("3", "Relief")})));
    installation.configure({origin.url()});
    REQUIRE(installation.fetch_once().exit_code == 0);
  }

  support::Ending run(std::vector<std::string> arguments, std::string input = "") const {
    Command command = installation.telex(std::move(arguments));
    command.input = std::move(input);
    return support::run(command);
  }

  Origin origin;
  Installation installation;
};

}  // namespace

TEST_CASE("e2e: telex exits 0 where it found something, 1 where nothing, 2 on an error") {
  const Shelf shelf;
  CHECK(shelf.run({"search", "dam"}).exit_code == 0);
  const auto nothing = shelf.run({"search", "volcano", "--json"});
  CHECK(nothing.exit_code == 1);
  CHECK(boost::json::parse(nothing.out) == boost::json::array{});
  const auto unknown = shelf.run({"search", "titel:dam"});
  CHECK(unknown.exit_code == 2);
  CHECK(unknown.out.empty());
  CHECK(unknown.err.find("title") != std::string::npos);
  CHECK(shelf.run({"no-such-command"}).exit_code == 2);
  Command to_full_disk = shelf.installation.telex({"list"});
  to_full_disk.output_file = "/dev/full";
  CHECK(support::run(to_full_disk).exit_code == 2);
}

TEST_CASE("e2e: --json is one document and --jsonl one object a line") {
  const Shelf shelf;
  CHECK(boost::json::parse(shelf.run({"list", "--json"}).out).as_array().size() == 3);
  const std::string lines = shelf.run({"list", "--jsonl"}).out;
  CHECK(std::count(lines.begin(), lines.end(), '\n') == 3);
  CHECK(boost::json::parse(lines.substr(0, lines.find('\n'))).is_object());
  CHECK(boost::json::parse(shelf.run({"list", "-n", "2", "--json"}).out).as_array().size() == 2);
  CHECK(boost::json::parse(shelf.run({"status", "--json"}).out).is_object());
}

TEST_CASE("e2e: an article has the store's id, the publisher's guid and its state") {
  const Shelf shelf;
  const auto found = shelf.installation.articles({"dam"});
  REQUIRE(found.size() == 1);
  const auto& article = found[0].as_object();
  CHECK(text(article, "url") == "https://paper.example/1");
  const auto& extension = article.at("_telex").as_object();
  CHECK(text(extension, "guid") == "1");
  CHECK(text(extension.at("feed").as_object(), "url") == shelf.origin.url());
  CHECK(extension.at("state") == boost::json::array{"unread"});
  const auto shown = shelf.run({"show", text(article, "id"), "--json"});
  CHECK(shown.exit_code == 0);
  CHECK(shown.out.find("Dam breaks") != std::string::npos);
}

TEST_CASE("e2e: marking changes what unread finds") {
  const Shelf shelf;
  const std::string id = text(shelf.installation.articles({"dam"})[0].as_object(), "id");
  CHECK(shelf.run({"mark", "read", id}).out == "1\n");
  CHECK(shelf.run({"mark", "read", id}).out == "0\n");
  CHECK(shelf.installation.articles({"unread"}).size() == 2);
  CHECK(shelf.run({"mark", "star", "-"}, id + "\n").out == "1\n");
  CHECK(shelf.installation.articles({"starred"}).size() == 1);
  CHECK(shelf.run({"mark", "unread", "title:dam"}).out == "1\n");
  CHECK(shelf.installation.articles({"unread"}).size() == 3);
}

TEST_CASE("e2e: telex parse prints a feed as JSON Feed and says why where there is none") {
  const Installation installation;
  installation.configure({});
  Command command = installation.telex({"parse", "--url", "https://paper.example/feed", "-"});
  command.input = rss({item("1", "One") + "<link>/one</link>"});
  const auto good = support::run(command);
  REQUIRE(good.exit_code == 0);
  const auto document = boost::json::parse(good.out).as_object();
  CHECK(text(document, "version") == "https://jsonfeed.org/version/1.1");
  CHECK(text(document.at("items").as_array().at(0).as_object(), "url") == "https://paper.example/one");
  command.input = "just text";
  const auto bad = support::run(command);
  CHECK(bad.exit_code == 1);
  CHECK(bad.out.empty());
  CHECK(std::count(bad.err.begin(), bad.err.end(), '\n') == 1);
}

TEST_CASE("e2e: both programs tell their version and their usage") {
  for (const std::string program : {"telex", "telexd"}) {
    CAPTURE(program);
    const std::string path = std::string{TELEX_BIN} + '/' + program;
    const auto version = support::run({.arguments = {path, "--version"}});
    CHECK(version.exit_code == 0);
    CHECK(version.out.find("1.0.0") != std::string::npos);
    const auto help = support::run({.arguments = {path, "--help"}});
    CHECK(help.exit_code == 0);
    CHECK(help.out.find("--config") != std::string::npos);
  }
}
