// Serves the files of a folder on a free port of loopback, with validators, as a publisher would. Prints its base URL
// as its first line and runs until its standard input ends or SIGTERM or SIGINT comes.
#include <fmt/format.h>
#include <poll.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <utility>

#include "base/digest.hpp"
#include "support/origin.hpp"
#include "support/temp_dir.hpp"

namespace {

using telex::support::Answer;
using telex::support::Request;

std::string content_type(const std::filesystem::path& file) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 5> types{{
      {".rss", "application/rss+xml"},
      {".atom", "application/atom+xml"},
      {".json", "application/feed+json"},
      {".html", "text/html; charset=utf-8"},
      {".xml", "application/xml"},
  }};
  for (const auto& [extension, type] : types) {
    if (file.extension() == extension) return std::string{type};
  }
  return "application/octet-stream";
}

/// The file that the request names directly in the folder. Read anew each time, so that an edited file is a new
/// version.
Answer serve(const std::filesystem::path& folder, const Request& request) {
  const std::filesystem::path file = folder / std::filesystem::path{request.path()}.filename();
  std::error_code error;
  if (!std::filesystem::is_regular_file(file, error)) return {.status = 404};
  Answer answer = telex::support::feed_answer(telex::support::read_file(file), content_type(file));
  answer.etag = fmt::format("\"{:016x}\"", telex::digest(answer.body));
  answer.gzip = true;
  return answer;
}

/// Blocked before any thread starts, so that only the descriptor takes the signals.
int stop_signals() {
  sigset_t set;
  ::sigemptyset(&set);
  ::sigaddset(&set, SIGTERM);
  ::sigaddset(&set, SIGINT);
  ::pthread_sigmask(SIG_BLOCK, &set, nullptr);
  return ::signalfd(-1, &set, SFD_CLOEXEC);
}

void wait_for_end(int signals) {
  std::array<pollfd, 2> ready{{{signals, POLLIN, 0}, {STDIN_FILENO, POLLIN, 0}}};
  while (true) {
    if (::poll(ready.data(), ready.size(), -1) < 0) continue;
    std::array<char, 512> ignored;
    if (ready[0].revents != 0) return;
    if (ready[1].revents != 0 && ::read(STDIN_FILENO, ignored.data(), ignored.size()) <= 0) return;
  }
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 2 || !std::filesystem::is_directory(arguments[1])) {
    fmt::print(stderr, "usage: telex_sample_origin FOLDER\n");
    return 2;
  }
  const std::filesystem::path folder{arguments[1]};
  const int signals = stop_signals();
  telex::support::Origin origin;
  origin.serve_rest([&folder](const Request& request) { return serve(folder, request); });
  fmt::print("{}\n", origin.url(""));
  std::fflush(stdout);
  wait_for_end(signals);
  return 0;
}
