#include <doctest/doctest.h>

#include "e2e/installation.hpp"

using namespace telex;
using namespace telex::e2e;

namespace {

/// The first code block of that language in a document of the project.
std::string code_block(const std::string& document, const std::string& language) {
  const std::string all = support::read_file(std::string{TELEX_SOURCE_DIR} + '/' + document);
  const std::string opening = "\n```" + language + "\n";
  const auto start = all.find(opening);
  REQUIRE(start != std::string::npos);
  const auto from = start + opening.size();
  return all.substr(from, all.find("\n```", from) + 1 - from);
}

}  // namespace

TEST_CASE("e2e: the configuration that README begins with is right") {
  const Installation installation;
  installation.folder().write("telex.toml", code_block("README.md", "toml"));
  installation.folder().write("subscriptions.opml", R"(<?xml version="1.0"?>
<opml version="2.0"><head/><body><outline text="A" type="rss" xmlUrl="https://a.example/feed"/></body></opml>)");
  const auto ending = support::run(installation.telexd({"--check"}));
  CAPTURE(ending.err);
  CHECK(ending.exit_code == 0);
}
