#pragma once
#include <spdlog/common.h>

#include <string>
#include <variant>
#include <vector>

namespace telex::daemon {

/// What telexd was asked to do.
struct Arguments {
  std::string config;  ///< empty: the file that is found
  bool once = false;
  bool all = false;               ///< with once: due or not
  std::vector<std::string> only;  ///< with once: these feeds, due or not; empty: no choice
  bool check = false;
  spdlog::level::level_enum log_level = spdlog::level::info;
};

/// The arguments; or the exit status where there is nothing more to do: 0 after --help and --version, 2 after an
/// argument that cannot be meant (said on stderr).
std::variant<Arguments, int> read_arguments(int argc, char** argv);

}  // namespace telex::daemon
