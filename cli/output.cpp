#include "cli/output.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstdlib>
#include <cstring>

#include "cli/cells.hpp"

namespace telex::cli {
namespace {

constexpr std::size_t gathered_bytes = std::size_t{64} << 10;

std::string_view variable(const char* name) {
  const char* value = std::getenv(name);
  return value ? value : "";
}

std::size_t width_of_terminal() {
  winsize size{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
  const std::string_view text = variable("COLUMNS");
  std::size_t columns = 0;
  std::from_chars(text.data(), text.data() + text.size(), columns);
  return columns >= 20 && columns <= 1000 ? columns : 80;
}

bool wants_colours(Colour colour, bool terminal) {
  if (colour != Colour::automatic) return colour == Colour::always;
  return terminal && variable("NO_COLOR").empty() && variable("TERM") != "dumb";
}

std::string_view code_of(Paint paint) {
  static constexpr std::array<std::string_view, 4> codes{"\x1b[1m", "\x1b[2m", "\x1b[32m", "\x1b[31m"};
  return codes.at(static_cast<std::size_t>(paint));
}

/// Starts `sh -c command` with `input` as its standard input; 0 where that fails.
pid_t start_pager(const char* command, int input) {
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  posix_spawn_file_actions_init(&actions);
  posix_spawnattr_init(&attributes);
  posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
  sigset_t defaults;
  sigemptyset(&defaults);
  sigaddset(&defaults, SIGPIPE);  // which telex ignores
  posix_spawnattr_setsigdefault(&attributes, &defaults);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
  std::array<std::string, 3> words{"sh", "-c", command};
  std::array<char*, 4> arguments{words[0].data(), words[1].data(), words[2].data(), nullptr};
  pid_t pid = 0;
  if (posix_spawn(&pid, "/bin/sh", &actions, &attributes, arguments.data(), environ) != 0) pid = 0;
  posix_spawn_file_actions_destroy(&actions);
  posix_spawnattr_destroy(&attributes);
  return pid;
}

}  // namespace

Output::Output(Colour colour)
    : terminal_{isatty(STDOUT_FILENO) == 1},
      colours_{wants_colours(colour, terminal_)},
      columns_{width_of_terminal()} {}

Output::~Output() {
  if (!finished_) finish(Exit::found);
}

std::string Output::painted(std::string_view text, Paint paint) const {
  if (!colours_) return std::string{text};
  return std::string{code_of(paint)}.append(text).append("\x1b[0m");
}

void Output::page() {
  const char* command = std::getenv("TELEX_PAGER");
  std::array<int, 2> ends{};
  if (!terminal_ || pager_ != 0 || !command || !*command || pipe2(ends.data(), O_CLOEXEC) != 0) return;
  setenv("LESS", "FRX", 0);
  pager_ = start_pager(command, ends[0]);
  close(ends[0]);
  if (pager_ == 0) {
    close(ends[1]);
    return;
  }
  descriptor_ = ends[1];
}

void Output::write(std::string_view text) {
  if (pending_.size() + text.size() >= gathered_bytes) drain();
  if (text.size() >= gathered_bytes) return put(text);
  pending_.append(text);
}

void Output::flush() { drain(); }

void Output::drain() {
  put(pending_);
  pending_.clear();
}

void Output::put(std::string_view rest) {
  while (!rest.empty() && failure_ == 0) {
    const ssize_t written = ::write(descriptor_, rest.data(), rest.size());
    if (written >= 0) {
      rest.remove_prefix(static_cast<std::size_t>(written));
    } else if (errno != EINTR) {
      failure_ = errno;
    }
  }
}

Exit Output::finish(Exit exit) {
  finished_ = true;
  drain();
  if (pager_ != 0) {
    close(descriptor_);
    while (waitpid(pager_, nullptr, 0) < 0 && errno == EINTR) {
    }
    pager_ = 0;
    descriptor_ = STDOUT_FILENO;
    if (failure_ == EPIPE) failure_ = 0;
  }
  if (failure_ == 0) return exit;
  if (failure_ != EPIPE) note(std::string{"standard output cannot be written: "} + std::strerror(failure_));
  return Exit::error;
}

void note(std::string_view text) {
  const std::string line = "telex: " + safe_text(text) + "\n";
  std::string_view rest = line;
  while (!rest.empty()) {
    const ssize_t written = ::write(STDERR_FILENO, rest.data(), rest.size());
    if (written < 0 && errno != EINTR) return;
    if (written > 0) rest.remove_prefix(static_cast<std::size_t>(written));
  }
}

}  // namespace telex::cli
