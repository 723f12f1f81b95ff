#pragma once
#include <toml++/toml.h>

#include <string>
#include <vector>

#include "config/findings.hpp"
#include "config/settings.hpp"

/// The keys of telex.toml: a table for each section, in which a new key is a line.
namespace telex::config {

/// A feed, and what is needed to recognise it and to say where it stands.
struct PlacedFeed {
  feed::Subscription subscription;
  std::string identity;  ///< feed_identity()
  const Source* source;
  std::size_t line;
};

struct PlacedPublication {
  Publication publication;
  std::size_t line;
};

/// What one TOML file says.
struct FileContents {
  std::vector<Reference> includes;
  std::vector<Reference> opml;
  std::vector<PlacedFeed> feeds;
  std::vector<Rule> rules;
  std::vector<PlacedPublication> publications;
};

/// Reads the file in which everything may stand. `settings` takes over all but the lists.
FileContents read_main(const toml::table& table, const Source& source, Settings& settings);

/// Reads an included file: includes, opml, [[feed]], [[rule]] and [[publish]].
FileContents read_included(const toml::table& table, const Source& source);

}  // namespace telex::config
