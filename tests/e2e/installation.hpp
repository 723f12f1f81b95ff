#pragma once
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "support/origin.hpp"
#include "support/program.hpp"
#include "support/temp_dir.hpp"

namespace telex::e2e {

/// telexd and telex as built, with a configuration and a store of their own in a fresh folder.
class Installation {
 public:
  /// Writes telex.toml with these feeds; loopback is allowed. `fetch` holds further lines of [fetch].
  void configure(const std::vector<std::string>& urls, std::string_view fetch = "") const;

  std::string config() const { return folder_.file("telex.toml"); }
  std::string store() const { return folder_.file("telex.db"); }
  const support::TempDir& folder() const { return folder_; }

  /// telexd with this configuration, for Program or run().
  support::Command telexd(std::vector<std::string> arguments = {}) const;

  /// telex with this configuration.
  support::Command telex(std::vector<std::string> arguments) const;

  /// Runs `telexd --once`.
  support::Ending fetch_once() const;

  /// Polls every feed, due or not: runs the daemon, asks it by `telex fetch --all --wait`, and ends it.
  support::Ending fetch_all() const;

  /// What `telex list QUERY… --json` prints.
  boost::json::array articles(std::vector<std::string> query = {}) const;

  /// What `telex feeds --json` says of this feed.
  boost::json::object feed(std::string_view url) const;

 private:
  support::TempDir folder_;
};

/// The member's text; empty where it is not there.
std::string text(const boost::json::object& object, std::string_view key);

/// An RSS 2.0 document with these <item> contents.
std::string rss(const std::vector<std::string>& items);

/// The contents of an <item>: guid and title.
std::string item(std::string_view guid, std::string_view title);

}  // namespace telex::e2e
