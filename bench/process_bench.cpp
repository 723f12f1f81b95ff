// What one process for one feed costs: process_bench TELEX FEED... runs `telex parse FEED` and, each time beside it,
// `sqlite3 --version`, the start of a program that people do not think of as slow. Prints the CPU time of both, user
// and system, and the feed whose peak of memory comes nearest to, or exceeds, 16 MiB and six times its size. Both bars,
// this one and twice the time of sqlite3, are the project's own: one process for each feed is to be a usual way of use.
#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

namespace {

struct Cost {
  double cpu_ms = 0;
  double peak_mib = 0;
  bool ran = false;
};

double milliseconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_usec) / 1e3;
}

/// Runs a program to its end, its output thrown away.
Cost run(std::vector<std::string> words) {
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  pid_t pid = 0;
  const int failure = posix_spawnp(&pid, arguments[0], &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  int status = 0;
  rusage used{};
  if (failure != 0 || wait4(pid, &status, 0, &used) != pid) return {};
  return {milliseconds(used.ru_utime) + milliseconds(used.ru_stime), static_cast<double>(used.ru_maxrss) / 1024,
          WIFEXITED(status) && WEXITSTATUS(status) < 2};
}

double median(std::vector<double> values) {
  std::ranges::nth_element(values, values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2));
  return values[values.size() / 2];
}

double mebibytes(const std::string& file) { return static_cast<double>(std::filesystem::file_size(file)) / (1 << 20); }

struct Round {
  double sqlite_ms = 0;
  double telex_ms = 0;
  double nearest = 0;  // of peaks, as a part of what is allowed
  std::string nearest_line;
};

Round measure(const std::string& telex, const std::vector<std::string>& feeds) {
  Round round;
  for (const std::string& feed : feeds) {
    const Cost sqlite = run({"sqlite3", "--version"});
    const Cost parsed = run({telex, "parse", feed});
    if (!sqlite.ran || !parsed.ran) fmt::print(stderr, "did not run: sqlite3, or telex parse {}\n", feed);
    round.sqlite_ms += sqlite.cpu_ms / static_cast<double>(feeds.size());
    round.telex_ms += parsed.cpu_ms / static_cast<double>(feeds.size());
    const double allowed = 16 + 6 * mebibytes(feed);
    if (parsed.peak_mib / allowed < round.nearest) continue;
    round.nearest = parsed.peak_mib / allowed;
    round.nearest_line =
        fmt::format("{:.1f} MiB of {:.1f} allowed for {:.1f}: {}", parsed.peak_mib, allowed, mebibytes(feed), feed);
  }
  return round;
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 3) {
    fmt::print(stderr, "usage: process_bench TELEX FEED...\n");
    return 2;
  }
  const std::vector<std::string> feeds(arguments + 2, arguments + count);
  std::vector<double> sqlite;
  std::vector<double> telex;
  std::vector<double> ratios;
  Round round;
  for (int i = 0; i < 5; ++i) {
    round = measure(arguments[1], feeds);
    sqlite.push_back(round.sqlite_ms);
    telex.push_back(round.telex_ms);
    ratios.push_back(round.telex_ms / round.sqlite_ms);
  }
  fmt::print("sqlite3 --version  {:.2f} ms\n", median(sqlite));
  fmt::print("telex parse        {:.2f} ms a feed, {:.2f} of that (the project's bar is 2)\n", median(telex),
             median(ratios));
  fmt::print("peak memory        {}\n", round.nearest_line);
  return 0;
}
