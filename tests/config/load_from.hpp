#pragma once
#include "config/load.hpp"
#include "support/temp_dir.hpp"

/// Loads what stands in the folder's telex.toml, for a user whose home the folder is.
inline telex::config::Loaded load_from(const telex::support::TempDir& folder) {
  telex::config::Environment environment;
  environment.home = folder.path().string();
  return telex::config::load(folder.file("telex.toml"), environment);
}
