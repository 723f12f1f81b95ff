#pragma once
#include <sys/types.h>

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace telex::support {

/// How to start a program.
struct Command {
  std::vector<std::string> arguments{};              ///< the first one is the program's path
  std::map<std::string, std::string> environment{};  ///< added to this process's own
  std::string input{};                               ///< all of its standard input, unless `keep_input_open`
  bool keep_input_open = false;                      ///< standard input is a pipe: write(), close_input()
  std::string folder{};                              ///< working folder; empty: this process's own
  std::string output_file{};                         ///< standard output goes there instead, e.g. /dev/full
};

/// How a program ended.
struct Ending {
  int exit_code = -1;  ///< -1 where a signal ended it
  int signal = 0;
  std::string out{};
  std::string err{};
};

/// A running program; what is left of it when this goes is killed. One thread.
class Program {
 public:
  /// Throws std::system_error where it cannot be started.
  explicit Program(const Command& command);
  ~Program();
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  pid_t pid() const { return pid_; }
  void signal(int number) const;
  void write(std::string_view text);
  void close_input();

  /// Waits until the standard output (or error) so far contains `text`; false where it ends or `bound` passes first.
  bool wait_for_output(std::string_view text, std::chrono::seconds bound = std::chrono::seconds{30});
  bool wait_for_error(std::string_view text, std::chrono::seconds bound = std::chrono::seconds{30});

  /// Waits for the end; absent where `bound` passes first.
  std::optional<Ending> wait(std::chrono::seconds bound = std::chrono::seconds{60});

  /// What it has written so far, as far as it has been read.
  const std::string& out() const { return out_.text; }
  const std::string& err() const { return err_.text; }

 private:
  /// The reading end of a pipe and what came through it.
  struct Stream {
    int fd = -1;
    std::string text;
  };
  using Deadline = std::chrono::steady_clock::time_point;

  bool pump(Deadline deadline);
  static void read_some(Stream& stream);
  bool wait_for(const Stream& stream, std::string_view text, std::chrono::seconds bound);

  pid_t pid_ = -1;
  int input_ = -1;
  Stream out_;
  Stream err_;
  std::optional<Ending> ending_;
};

/// Runs a program to its end. Throws std::runtime_error, after killing it, where `bound` passes first.
Ending run(const Command& command, std::chrono::seconds bound = std::chrono::seconds{60});

}  // namespace telex::support
