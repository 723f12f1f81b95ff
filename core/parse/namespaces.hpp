#pragma once
#include <cstdint>
#include <string_view>

namespace telex::parse {

/// The vocabularies that feeds are written in.
enum class Ns : std::uint8_t {
  plain,  ///< RSS in all its versions, and elements in no namespace
  rdf,
  atom,  ///< 0.3 and 1.0
  content,
  dc,
  dcterms,
  media,
  itunes,   ///< and Google Play's copy of it
  podcast,  ///< Podcasting 2.0
  slash,
  wfw,
  thr,
  feedburner,
  sy,
  prism,  ///< of scholarly journals
  georss,
  geo,
  gml,
  xhtml,
  xml,
  creative_commons,
  other,
};

/// The vocabulary of a namespace URI. Case, a final "/" or "#" and "https" do not count, and historical and misspelt
/// URIs are known: publishers copy them wrongly. Ns::other where the URI is unknown; Ns::plain for the empty one.
Ns namespace_of_uri(std::string_view uri);

/// The vocabulary that a prefix stands for by convention, for documents that use it without declaring it.
Ns namespace_of_prefix(std::string_view prefix);

}  // namespace telex::parse
