#include "config/control.hpp"

#include <doctest/doctest.h>

using namespace telex;
using config::control::parse_request;
using config::control::Request;
using config::control::to_line;

TEST_CASE("config: requests over the control socket are read as they are written") {
  const Request requests[] = {
      {.command = Request::Command::fetch, .urls = {"http://a/\"ü\"", "http://b/"}, .wait = true},
      {.command = Request::Command::fetch, .urls = {}, .wait = false},
      {.command = Request::Command::reload, .urls = {}, .wait = false},
      {.command = Request::Command::follow, .urls = {}, .wait = false},
  };
  for (const Request& request : requests) {
    const std::string line = to_line(request);
    CAPTURE(line);
    CHECK(line.find('\n') == line.size() - 1);
    const auto read = parse_request(line);
    REQUIRE(read.has_value());
    CHECK(*read == request);
  }
  CHECK(parse_request(R"({"command":"fetch"})").value() == Request{});
}

TEST_CASE("config: a request that makes no sense is refused in words") {
  const struct {
    std::string line;
    std::string message;
  } rows[] = {{"", "one JSON object a line"},
              {"fetch", "one JSON object a line"},
              {"[]", "one JSON object a line"},
              {"{\"command\":", "one JSON object a line"},
              {"{}", "\"command\" is missing"},
              {R"({"command":1})", "\"command\" is missing"},
              {R"({"command":"stop"})", "unknown command \"stop\": fetch, reload or follow"},
              {R"({"command":"fetch","urls":"http://a/"})", "\"urls\" must be"},
              {R"({"command":"fetch","urls":[1]})", "\"urls\" must be"},
              {R"({"command":"fetch","wait":1})", "\"wait\" must be"}};
  for (const auto& row : rows) {
    CAPTURE(row.line);
    const auto read = parse_request(row.line);
    REQUIRE_FALSE(read.has_value());
    CHECK(read.error().message.find(row.message) != std::string::npos);
  }
}
