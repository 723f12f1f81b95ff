#pragma once
#include <functional>
#include <string>
#include <variant>
#include <vector>

#include "cli/context.hpp"

namespace telex::cli {

/// What the command line asks for.
struct Invocation {
  Options options;
  std::function<Exit(const Context&)> command;
};

/// Reads the arguments, without the program's name. An Exit where nothing is left to do: after --help and --version,
/// and after saying what is wrong.
std::variant<Invocation, Exit> read_arguments(const std::vector<std::string>& words);

}  // namespace telex::cli
