#include <doctest/doctest.h>

#include <filesystem>

#include "daemon/telexd.hpp"

using namespace telex;
using namespace telex::daemon_tests;

namespace {

const std::string analyze = "/usr/bin/systemd-analyze";

/// The unit as installed, but with the telexd that has been built.
std::string unit() {
  std::string text = support::read_file(TELEX_SOURCE_DIR "/systemd/telexd.service");
  const std::string installed = "/usr/bin/telexd";
  return text.replace(text.find(installed), installed.size(), TELEX_BIN "/telexd");
}

}  // namespace

TEST_CASE("daemon: systemd finds no fault with the unit, and little exposure") {
  if (!std::filesystem::exists(analyze)) {
    MESSAGE("skipped: systemd-analyze is not there");
    return;
  }
  const support::TempDir folder;
  const std::string file = folder.write("telexd.service", unit());
  const auto verified = support::run({.arguments = {analyze, "verify", "--man=no", file}});
  CHECK(verified.exit_code == 0);
  CHECK(verified.err == "");
  // In tenths: 1.5 of 10.
  const auto exposed = support::run({.arguments = {analyze, "security", "--offline=true", "--threshold=15", file}});
  CHECK(exposed.exit_code == 0);
}
