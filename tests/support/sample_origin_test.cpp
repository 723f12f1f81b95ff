#include <doctest/doctest.h>

#include <csignal>

#include "support/program.hpp"
#include "support/temp_dir.hpp"

using namespace telex::support;

TEST_CASE("support: the sample origin prints its address first and runs until it is no longer needed") {
  const TempDir folder;
  folder.write("feed.rss", "<rss/>");
  Program origin{{.arguments = {TELEX_BIN "/telex_sample_origin", folder.path().string()}, .keep_input_open = true}};
  REQUIRE(origin.wait_for_output("\n"));
  CHECK(origin.out().starts_with("http://127.0.0.1:"));
  SUBCASE("its input ends") { origin.close_input(); }
  SUBCASE("SIGTERM comes") { origin.signal(SIGTERM); }
  const auto ending = origin.wait();
  REQUIRE(ending);
  CHECK(ending->exit_code == 0);
}

TEST_CASE("support: the sample origin wants a folder") {
  CHECK(run({.arguments = {TELEX_BIN "/telex_sample_origin", "/does/not/exist"}}).exit_code == 2);
}
