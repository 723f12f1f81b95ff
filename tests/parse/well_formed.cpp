#include <sstream>

#include "parse/read.hpp"
#include "parse/repair.hpp"

using namespace telex;

namespace {

std::string unescaped(const std::string& line) {
  std::string out;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] != '\\') {
      out += line[i];
    } else if (line[++i] == 'x') {
      out += static_cast<char>(std::stoi(line.substr(i + 1, 2), nullptr, 16));
      i += 2;
    } else {
      out += line[i] == 'n' ? '\n' : line[i] == 't' ? '\t' : line[i];
    }
  }
  return out;
}

/// The documents of a file of tests/data/xml.
std::vector<std::string> documents(const std::string& name) {
  std::istringstream lines{parse::test::file(std::string{TELEX_TEST_DATA} + "/xml/" + name)};
  std::vector<std::string> out;
  for (std::string line; std::getline(lines, line);) {
    if (!line.empty() && line.front() != '#') out.push_back(unescaped(line));
  }
  REQUIRE(out.size() > 100);
  return out;
}

}  // namespace

TEST_CASE("parse: a well-formed document is never called damaged") {
  for (const std::string& text : documents("well_formed.txt")) {
    CAPTURE(text);
    parse::Problems problems;
    parse::repaired(text, problems);
    CHECK_FALSE(problems.damaged());
  }
}

TEST_CASE("parse: a document that is not well-formed is called damaged, and is repaired at once") {
  for (const std::string& text : documents("not_well_formed.txt")) {
    CAPTURE(text);
    parse::Problems problems;
    const std::string once = parse::repaired(text, problems);
    CAPTURE(once);
    CHECK(problems.damaged());
    CHECK(parse::repaired(once, problems) == once);
  }
}

TEST_CASE("parse: names and prefixes are told once, wherever they stand") {
  parse::Problems problems;
  parse::repaired("<a>\n<p:b/><p:c/>\n<q:d/></a>", problems);
  const std::vector<feed::Problem> expected{{"the prefix of \"p:b\" is not declared", "line 2"},
                                            {"the prefix of \"q:d\" is not declared", "line 3"}};
  CHECK(std::move(problems).take() == expected);
}

TEST_CASE("parse: a document far deeper than the bound on depth is well-formed all the same") {
  const auto nested = [](std::size_t depth, const std::string& last) {
    std::string text;
    for (std::size_t i = 0; i < depth; ++i) text += "<a>";
    for (std::size_t i = 1; i < depth; ++i) text += "</a>";
    return text + last;
  };
  for (const std::size_t depth : {150U, 201U, 3'000U, 100'000U}) {
    CAPTURE(depth);
    parse::Problems sound;
    parse::repaired(nested(depth, "</a>"), sound);
    CHECK_FALSE(sound.damaged());
    parse::Problems cut;
    parse::repaired(nested(depth, ""), cut);
    CHECK(cut.damaged());
  }
}
