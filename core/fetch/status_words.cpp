#include "fetch/status_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

namespace telex::fetch {
namespace {

struct Row {
  int status;
  std::string_view words;
};

constexpr std::array<Row, 17> rows{{
    {400, "the server does not understand the request"},
    {401, "the server wants a user name and a password"},
    {402, "the server wants to be paid"},
    {403, "the server refuses to give the feed"},
    {404, "there is no such feed (any more); check its address"},
    {405, "the server does not take GET requests here"},
    {406, "the server has the feed in no form that telex accepts"},
    {408, "the server gave up waiting"},
    {410, "the feed is gone for good"},
    {415, "the server does not take the request's form"},
    {421, "the server is not in charge of this host"},
    {429, "the server says that it is asked too often"},
    {451, "the feed is withheld for legal reasons"},
    {500, "the server has a fault"},
    {502, "the server behind the server does not answer"},
    {503, "the server is overloaded or being maintained"},
    {504, "the server behind the server is too slow"},
}};

}  // namespace

std::string status_words(int status) {
  const auto* row = std::find_if(rows.begin(), rows.end(), [&](const Row& r) { return r.status == status; });
  const std::string_view words = row != rows.end() ? row->words
                                 : status >= 500   ? "the server has a fault"
                                 : status >= 400   ? "the server refuses the request"
                                                   : "the server's answer has no meaning for a feed";
  return fmt::format("{}: {}", status, words);
}

}  // namespace telex::fetch
