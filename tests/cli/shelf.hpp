#pragma once
#include <algorithm>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <string>
#include <utility>
#include <vector>

#include "support/program.hpp"
#include "support/sqlite_store.hpp"

namespace telex::test {

inline const std::string telex_program = std::string{TELEX_BIN} + "/telex";

inline feed::Entry linked(feed::Entry entry, std::string url) {
  entry.url = std::move(url);
  return entry;
}

/// A store of two feeds. Articles by id: 1 "Dam breaks", 2 "Rain & wind", 3 "Relief", each an hour younger.
struct Shelf : SqliteStore {
  Shelf()
      : SqliteStore({subscription("https://paper.example/feed", {"world"}), subscription("https://dead.example/")}) {
    const std::string html = "<p>Read <a href=\"https://paper.example/more\">more on it</a>.</p>";
    save(update(feeds[0], hour(1), {linked(entry("g1", "Dam breaks", html), "https://paper.example/1")}));
    save(update(feeds[0], hour(2), {entry("g2", "Rain & wind", "<p>Wet.</p>")}));
    save(update(feeds[0], hour(3), {entry("g3", "Relief")}));
    store::FeedUpdate failed;
    failed.feed = feeds[1];
    failed.at = hour(3);
    failed.poll.last_fetch = hour(3);
    failed.poll.failures = 2;
    failed.poll.last_error = "the host \x1b[31mdoes not answer";
    save(std::move(failed));
  }

  support::Command command(std::vector<std::string> words) const {
    words.insert(words.begin(), {telex_program, "--store", url});
    support::Command out;
    out.arguments = std::move(words);
    out.folder = folder.path().string();
    return out;
  }

  support::Ending run(std::vector<std::string> words, std::string input = "") const {
    support::Command asked = command(std::move(words));
    asked.input = std::move(input);
    return support::run(asked);
  }

  boost::json::value json(std::vector<std::string> words) const {
    words.insert(words.begin(), "--json");
    return boost::json::parse(run(std::move(words)).out);
  }
};

inline std::ptrdiff_t lines(const std::string& text) { return std::count(text.begin(), text.end(), '\n'); }

inline bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace telex::test
