#pragma once
#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <string>

#include "parse/parse.hpp"

/// What tests of the parser share: short ways to a document.
namespace telex::parse::test {

inline feed::Document read(const std::string& text, const Hints& hints = {}) {
  const auto document = parse(text, hints);
  REQUIRE_MESSAGE(document.has_value(), text);
  return *document;
}

/// An RSS 2.0 feed of one item with these elements.
inline feed::Entry rss_item(const std::string& elements, const Hints& hints = {}) {
  const std::string text = R"(<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"
      xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
      xmlns:dcterms="http://purl.org/dc/terms/" xmlns:media="http://search.yahoo.com/mrss/"
      xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:georss="http://www.georss.org/georss"
      xmlns:geo="http://www.w3.org/2003/01/geo/wgs84_pos#" xmlns:gml="http://www.opengis.net/gml"
      xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"><channel><item>)" +
                           elements + "</item></channel></rss>";
  const feed::Document document = read(text, hints);
  REQUIRE(document.entries.size() == 1);
  return document.entries[0];
}

/// An Atom 1.0 feed of one entry with these elements.
inline feed::Entry atom_entry(const std::string& elements, const Hints& hints = {}) {
  const feed::Document document =
      read("<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry>" + elements + "</entry></feed>", hints);
  REQUIRE(document.entries.size() == 1);
  return document.entries[0];
}

inline std::string file(const std::string& path) {
  std::ifstream in{path, std::ios::binary};
  REQUIRE_MESSAGE(in.is_open(), path);
  return {std::istreambuf_iterator<char>{in}, {}};
}

/// A file of tests/data/feeds.
inline std::string sample(const std::string& name) { return file(std::string{TELEX_TEST_DATA} + "/feeds/" + name); }

}  // namespace telex::parse::test
