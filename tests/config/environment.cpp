#include "config/environment.hpp"

#include <doctest/doctest.h>

#include "config/load_from.hpp"

using namespace telex;
using namespace telex::config;

TEST_CASE("config: the default store is the service's, else the user's") {
  Environment environment;
  CHECK_FALSE(default_store(environment));
  environment.home = "/home/ann";
  CHECK(default_store(environment) == "sqlite:/home/ann/.local/state/telex/telex.db");
  environment.xdg_state_home = "relative";  // to be ignored, says the specification
  CHECK(default_store(environment) == "sqlite:/home/ann/.local/state/telex/telex.db");
  environment.xdg_state_home = "/state";
  CHECK(default_store(environment) == "sqlite:/state/telex/telex.db");
  environment.state_directory = "/var/lib/telex:/var/lib/more";
  CHECK(default_store(environment) == "sqlite:/var/lib/telex/telex.db");
}

TEST_CASE("config: a store's path starts at the file that names it") {
  CHECK(*resolve_store("sqlite:telex.db", "/etc/telex") == "sqlite:/etc/telex/telex.db");
  CHECK(*resolve_store("sqlite:../x/telex.db", "/etc/telex") == "sqlite:/etc/x/telex.db");
  CHECK(*resolve_store("sqlite:/srv/telex.db", "/etc/telex") == "sqlite:/srv/telex.db");
  CHECK(resolve_store("sqlite:telex.db", "")->starts_with("sqlite:/"));
}

TEST_CASE("config: a store has one name, whatever links lead to it") {
  const support::TempDir scratch;
  scratch.write("real/telex.db", "");
  std::filesystem::create_directory_symlink("real", scratch.file("link"));
  CHECK(*resolve_store("sqlite:link/telex.db", scratch.path().string()) ==
        *resolve_store("sqlite:real/telex.db", scratch.path().string()));
}

TEST_CASE("config: a store that is none is refused with what would be right") {
  for (const std::string url :
       {"", "/var/lib/telex.db", "sqlite:", "sqlite:/srv/", "mysql://host/db", "postgresql://u@host/db"}) {
    CAPTURE(url);
    const auto store = resolve_store(url, "/");
    REQUIRE_FALSE(store.has_value());
    CHECK(store.error().message.find("\"sqlite:PATH\"") != std::string::npos);
  }
}

TEST_CASE("config: the control socket is the service's, else beside the store") {
  Environment environment;
  CHECK(control_socket_path("sqlite:/srv/telex.db", environment) == "/srv/telex.db.sock");
  environment.runtime_directory = "/run/telex";
  CHECK(control_socket_path("sqlite:/srv/telex.db", environment) == "/run/telex/control.sock");
  CHECK(lock_path("sqlite:/srv/telex.db") == "/srv/telex.db.lock");
}

TEST_CASE("config: a client finds the socket where the daemon's lock file says") {
  const support::TempDir scratch;
  const std::string store = "sqlite:" + scratch.file("telex.db");
  CHECK(client_socket_path(store, Environment{}) == scratch.file("telex.db.sock"));
  scratch.write("telex.db.lock", "4711\n/run/telex/control.sock\n");
  CHECK(client_socket_path(store, Environment{}) == "/run/telex/control.sock");
  scratch.write("telex.db.lock", "4711\n");
  CHECK(client_socket_path(store, Environment{}) == scratch.file("telex.db.sock"));
}

TEST_CASE("config: TELEX_CONFIG wins over the files that exist") {
  const support::TempDir scratch;
  const std::string own = scratch.write("config/telex/telex.toml", "");
  Environment environment;
  environment.xdg_config_home = scratch.file("config");
  CHECK(find_file(environment) == own);
  environment.xdg_config_home.clear();
  environment.home = scratch.file("nobody");
  environment.telex_config = "/not/there.toml";
  CHECK(find_file(environment) == "/not/there.toml");
}
