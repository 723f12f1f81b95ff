#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "support/origin.hpp"
#include "support/program.hpp"
#include "support/temp_dir.hpp"

namespace telex::daemon_tests {

/// telexd as built, with a configuration and a store in a fresh folder.
class Telexd {
 public:
  /// Writes telex.toml with these feeds; loopback is allowed. `fetch` holds further lines of [fetch].
  void configure(const std::vector<std::string>& urls, std::string_view fetch = "") const;

  support::Command command(std::vector<std::string> arguments = {}) const;
  support::Ending run(std::vector<std::string> arguments) const { return support::run(command(std::move(arguments))); }

  std::string socket() const { return folder_.file("telex.db.sock"); }
  const support::TempDir& folder() const { return folder_; }

 private:
  support::TempDir folder_;
};

/// An RSS document whose items have these guids, titled by them.
std::string rss(const std::vector<std::string>& guids);

}  // namespace telex::daemon_tests
