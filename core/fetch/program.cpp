#include "fetch/program.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <csignal>
#include <cstring>
#include <optional>
#include <utility>

#include "base/utf8.hpp"

namespace telex::fetch {
namespace {

namespace asio = boost::asio;
using Descriptor = asio::posix::stream_descriptor;

Error system_error(Fault fault, const std::string& what, int code) {
  return {fault, what + ": " + std::strerror(code), {}};
}

/// Both ends of a pipe, closed when they go out of scope.
struct Pipe {
  Pipe() {
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) ends = {-1, -1};
  }
  ~Pipe() {
    for (const int end : ends) {
      if (end >= 0) ::close(end);
    }
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;

  bool is_open() const { return ends[0] >= 0; }
  int take_reader() { return std::exchange(ends[0], -1); }

  std::array<int, 2> ends{-1, -1};
};

/// What the child is to be: its output goes into our pipes, it leads a group, and it has the default signals.
class Spawning {
 public:
  Spawning(const Pipe& out, const Pipe& err) {
    ::posix_spawn_file_actions_init(&actions_);
    ::posix_spawnattr_init(&attributes_);
    ::posix_spawn_file_actions_addopen(&actions_, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    ::posix_spawn_file_actions_adddup2(&actions_, out.ends[1], STDOUT_FILENO);
    ::posix_spawn_file_actions_adddup2(&actions_, err.ends[1], STDERR_FILENO);
    sigset_t none;
    sigset_t all;
    ::sigemptyset(&none);
    ::sigfillset(&all);
    ::posix_spawnattr_setsigmask(&attributes_, &none);
    ::posix_spawnattr_setsigdefault(&attributes_, &all);
    ::posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  }
  ~Spawning() {
    ::posix_spawn_file_actions_destroy(&actions_);
    ::posix_spawnattr_destroy(&attributes_);
  }
  Spawning(const Spawning&) = delete;
  Spawning& operator=(const Spawning&) = delete;

  /// The child's process id, or the errno as a negative number.
  pid_t spawn(std::vector<std::string>& words) {
    std::vector<char*> arguments;
    for (std::string& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    pid_t child = 0;
    const int code = ::posix_spawnp(&child, arguments[0], &actions_, &attributes_, arguments.data(), environ);
    return code == 0 ? child : -code;
  }

 private:
  posix_spawn_file_actions_t actions_{};
  posix_spawnattr_t attributes_{};
};

/// A running program, which does not outlive this.
class Program {
 public:
  Program(const asio::any_io_executor& loop, pid_t group) : end{loop}, out{loop}, err{loop}, group_{group} {}
  ~Program() {
    if (group_ == 0) return;
    kill();
    ::waitpid(group_, nullptr, WNOHANG);  // waiting for one that the kernel holds up would hold up the loop
  }
  Program(Program&& other) noexcept
      : end{std::move(other.end)},
        out{std::move(other.out)},
        err{std::move(other.err)},
        group_{std::exchange(other.group_, 0)} {}
  Program& operator=(Program&&) = delete;

  /// The program and what it has started, but for what has left its group.
  void kill() const { ::kill(-group_, SIGKILL); }

  /// Once it has ended: its status, as waitpid() gives it. Absent where somebody else has taken it.
  std::optional<int> reap() {
    int status = 0;
    if (::waitpid(std::exchange(group_, 0), &status, 0) < 0) return std::nullopt;
    return status;
  }

  Descriptor end;  ///< a pidfd: readable when the program has ended
  Descriptor out;
  Descriptor err;

 private:
  pid_t group_;
};

struct Output {
  std::string text;
  std::string complaint;  ///< the end of its standard error
  bool too_large = false;
};

/// Hands a descriptor over; where the loop refuses it, it is closed.
bool assign(Descriptor& owner, int descriptor) {
  boost::system::error_code error;
  owner.assign(descriptor, error);
  if (error) ::close(descriptor);
  return !error;
}

Result<Program> start(const asio::any_io_executor& loop, std::vector<std::string>& words) {
  Pipe out;
  Pipe err;
  if (!out.is_open() || !err.is_open()) return system_error(Fault::io, "no pipe for the program", errno);
  const pid_t child = Spawning{out, err}.spawn(words);
  if (child < 0) {
    const Fault fault = child == -ENOENT ? Fault::not_found : child == -EACCES ? Fault::forbidden : Fault::io;
    return system_error(fault, "the program \"" + words[0] + "\" cannot be started", -child);
  }
  Program program{loop, child};
  // Not by <sys/pidfd.h>, whose functions have C++ linkage in glibc 2.36.
  const auto end = static_cast<int>(::syscall(SYS_pidfd_open, child, 0));
  if (end < 0) return system_error(Fault::io, "the program cannot be watched", errno);
  const bool watched =
      assign(program.end, end) && assign(program.out, out.take_reader()) && assign(program.err, err.take_reader());
  if (!watched) return Error{Fault::io, "the program cannot be watched", {}};
  return program;
}

/// Up to the bound, beyond which there is no use in the program.
asio::awaitable<void> read_output(Program& program, std::uint64_t most, Output& output) {
  std::array<char, 16 * 1024> part;
  const auto buffer = asio::buffer(part);
  for (;;) {
    const auto [error, size] = co_await program.out.async_read_some(buffer, asio::as_tuple(asio::use_awaitable));
    if (error) co_return;
    output.text.append(part.data(), size);
    output.too_large = output.text.size() > most;
    if (output.too_large) co_return program.kill();
  }
}

/// Reads all, lest the program wait, and keeps the end.
asio::awaitable<void> read_complaint(Descriptor& from, Output& output) {
  constexpr std::size_t kept = 1024;
  std::array<char, kept> part;
  const auto buffer = asio::buffer(part);
  for (;;) {
    const auto [error, size] = co_await from.async_read_some(buffer, asio::as_tuple(asio::use_awaitable));
    if (error) co_return;
    output.complaint.append(part.data(), size);
    if (output.complaint.size() > kept) output.complaint.erase(0, output.complaint.size() - kept);
  }
}

asio::awaitable<void> wait_for_end(Program& program) {
  co_await program.end.async_wait(Descriptor::wait_read, asio::as_tuple(asio::use_awaitable));
}

asio::awaitable<void> follow(Program& program, std::uint64_t most, Output& output) {
  using namespace asio::experimental::awaitable_operators;
  co_await (read_output(program, most, output) && read_complaint(program.err, output));
  co_await wait_for_end(program);
}

std::string_view last_line(std::string_view text) {
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r' || text.back() == ' ')) text.remove_suffix(1);
  return text.substr(text.rfind('\n') + 1);
}

Error failure(int status, const std::string& complaint) {
  const bool killed = WIFSIGNALED(status);
  std::string message = killed ? "the program was ended by signal " + std::to_string(WTERMSIG(status))
                               : "the program failed with status " + std::to_string(WEXITSTATUS(status));
  const std::string_view line = last_line(complaint);
  if (!line.empty()) message.append(": ").append(utf8::repaired(line));
  return {Fault::network, std::move(message), {}};
}

Error too_large(const ProgramLimits& limits) {
  return {Fault::too_large, fmt::format("the program writes more than {} bytes", limits.max_output_bytes), {}};
}

/// Also where the program itself has ended, and something that it left behind still writes.
Error too_slow(const ProgramLimits& limits) {
  return {Fault::timeout, fmt::format("the program's output has no end after {} ms", limits.timeout.count()), {}};
}

}  // namespace

asio::awaitable<Result<std::string>> run_program(std::vector<std::string> words, ProgramLimits limits) {
  using namespace asio::experimental::awaitable_operators;
  const auto loop = co_await asio::this_coro::executor;
  co_await asio::this_coro::throw_if_cancelled(false);
  Result<Program> program = start(loop, words);
  if (!program) co_return program.error();
  Output output;
  asio::steady_timer deadline{loop, limits.timeout};
  const auto first = co_await (follow(*program, limits.max_output_bytes, output) ||
                               deadline.async_wait(asio::as_tuple(asio::use_awaitable)));
  const auto cancelled = (co_await asio::this_coro::cancellation_state).cancelled();
  program->kill();  // also what it left behind
  co_await asio::this_coro::reset_cancellation_state(asio::disable_cancellation());
  co_await wait_for_end(*program);
  const std::optional<int> status = program->reap();
  if (cancelled != asio::cancellation_type::none) co_return Error{Fault::cancelled, "telex is stopping", {}};
  if (output.too_large) co_return too_large(limits);
  if (first.index() != 0) co_return too_slow(limits);
  if (!status) co_return Error{Fault::io, "how the program ended is unknown", {}};
  if (*status != 0) co_return failure(*status, output.complaint);
  co_return std::move(output.text);
}

}  // namespace telex::fetch
