#include "support/program.hpp"

#include <doctest/doctest.h>

#include <csignal>

#include "support/temp_dir.hpp"

using namespace telex::support;

TEST_CASE("support: a program's output, errors and exit status come back") {
  const Ending ending = run({.arguments = {"/bin/sh", "-c", "cat; echo $GREETING >&2; pwd; exit 3"},
                             .environment = {{"GREETING", "hello"}},
                             .input = "in\n",
                             .folder = "/usr"});
  CHECK(ending.exit_code == 3);
  CHECK(ending.out == "in\n/usr\n");
  CHECK(ending.err == "hello\n");
}

TEST_CASE("support: a program that writes much to both ends is read to the end") {
  const Ending ending = run({.arguments = {"/bin/sh", "-c", "head -c 300000 /dev/zero; head -c 300000 /dev/zero >&2"}});
  CHECK(ending.out.size() == 300'000);
  CHECK(ending.err.size() == 300'000);
}

TEST_CASE("support: a program can be talked to and signalled") {
  Program program{{.arguments = {"/bin/cat"}, .keep_input_open = true}};
  program.write("ping\n");
  REQUIRE(program.wait_for_output("ping"));
  SUBCASE("it ends with its input") {
    program.close_input();
    CHECK(program.wait()->exit_code == 0);
  }
  SUBCASE("it ends by a signal") {
    program.signal(SIGTERM);
    CHECK(program.wait()->signal == SIGTERM);
  }
}

TEST_CASE("support: a program's output can go to a file") {
  const TempDir folder;
  const Ending ending = run({.arguments = {"/bin/echo", "x"}, .output_file = folder.file("out")});
  CHECK(ending.out.empty());
  CHECK(read_file(folder.file("out")) == "x\n");
}
