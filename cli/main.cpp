#include <fcntl.h>

#include <chrono>
#include <csignal>
#include <exception>

#include "cli/arguments.hpp"

namespace {

using telex::cli::Context;
using telex::cli::Exit;

/// A closed standard descriptor would be given to the next file that is opened, and written to. Opened for the wrong
/// direction, it fails as a closed one does.
void occupy_standard_descriptors() {
  for (int descriptor = 0; descriptor < 3; ++descriptor) {
    if (fcntl(descriptor, F_GETFD) < 0) open("/dev/null", descriptor == 0 ? O_WRONLY : O_RDONLY);
  }
}

Exit run(const std::vector<std::string>& words) {
  const auto asked = telex::cli::read_arguments(words);
  if (const Exit* exit = std::get_if<Exit>(&asked)) return *exit;
  const auto& invocation = std::get<telex::cli::Invocation>(asked);
  telex::cli::Output output{invocation.options.colour};
  const auto now = std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
  const Context context{.options = invocation.options, .output = output, .now = now};
  return output.finish(invocation.command(context));
}

}  // namespace

int main(int argc, char** argv) {
  std::signal(SIGPIPE, SIG_IGN);  // a reader that leaves is seen where it is written to
  occupy_standard_descriptors();
  try {
    return static_cast<int>(run({argv + (argc > 0 ? 1 : 0), argv + argc}));
  } catch (const std::exception& failure) {
    telex::cli::note(failure.what());
    return static_cast<int>(Exit::error);
  }
}
