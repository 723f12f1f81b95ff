#include "support/program.hpp"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <stdexcept>
#include <system_error>

extern char** environ;

namespace telex::support {

namespace {

void check(int code, const std::string& what) {
  if (code != 0) throw std::system_error{code, std::generic_category(), what};
}

struct Pipe {
  int reading = -1;
  int writing = -1;
};

Pipe make_pipe() {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) throw std::system_error{errno, std::generic_category(), "pipe"};
  return {ends[0], ends[1]};
}

/// A file in memory that stands at its start.
int make_input(std::string_view text) {
  const int fd = ::memfd_create("input", MFD_CLOEXEC);
  while (fd >= 0 && !text.empty()) {
    const ssize_t written = ::write(fd, text.data(), text.size());
    if (written < 0) break;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  if (fd < 0 || !text.empty()) throw std::system_error{errno, std::generic_category(), "memfd"};
  ::lseek(fd, 0, SEEK_SET);
  return fd;
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> out;
  for (std::string& text : texts) out.push_back(text.data());
  out.push_back(nullptr);
  return out;
}

std::vector<std::string> environment(const Command& command) {
  std::vector<std::string> out;
  for (char** entry = environ; *entry; ++entry) {
    const std::string_view text{*entry};
    if (!command.environment.contains(std::string{text.substr(0, text.find('='))})) out.emplace_back(text);
  }
  for (const auto& [name, value] : command.environment) out.push_back(name + '=' + value);
  return out;
}

/// posix_spawn's descriptions of the child, freed in every case.
class Spawn {
 public:
  Spawn() {
    ::posix_spawn_file_actions_init(&actions_);
    ::posix_spawnattr_init(&attributes_);
  }
  ~Spawn() {
    ::posix_spawn_file_actions_destroy(&actions_);
    ::posix_spawnattr_destroy(&attributes_);
  }
  Spawn(const Spawn&) = delete;
  Spawn& operator=(const Spawn&) = delete;

  void attach(int fd, int as) { ::posix_spawn_file_actions_adddup2(&actions_, fd, as); }
  void write_to(const std::string& path) {
    ::posix_spawn_file_actions_addopen(&actions_, 1, path.c_str(), O_WRONLY | O_CREAT, 0600);
  }
  void enter(const std::string& folder) { ::posix_spawn_file_actions_addchdir_np(&actions_, folder.c_str()); }

  /// The child starts with no signal blocked, whatever the test's threads have.
  pid_t start(const Command& command) {
    sigset_t none;
    ::sigemptyset(&none);
    ::posix_spawnattr_setsigmask(&attributes_, &none);
    ::posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETSIGMASK);
    std::vector<std::string> arguments = command.arguments;
    std::vector<std::string> variables = environment(command);
    pid_t pid = -1;
    check(::posix_spawn(&pid, arguments.at(0).c_str(), &actions_, &attributes_, pointers(arguments).data(),
                        pointers(variables).data()),
          arguments.at(0));
    return pid;
  }

 private:
  posix_spawn_file_actions_t actions_{};
  posix_spawnattr_t attributes_{};
};

void close_fd(int& fd) {
  if (fd >= 0) ::close(fd);
  fd = -1;
}

}  // namespace

Program::Program(const Command& command) {
  Spawn spawn;
  const Pipe out = make_pipe();
  const Pipe err = make_pipe();
  Pipe in{.reading = command.keep_input_open ? -1 : make_input(command.input), .writing = -1};
  if (command.keep_input_open) in = make_pipe();
  spawn.attach(in.reading, 0);
  spawn.attach(out.writing, 1);
  spawn.attach(err.writing, 2);
  if (!command.output_file.empty()) spawn.write_to(command.output_file);
  if (!command.folder.empty()) spawn.enter(command.folder);
  input_ = in.writing;
  out_.fd = out.reading;
  err_.fd = err.reading;
  pid_ = spawn.start(command);
  for (const int fd : {in.reading, out.writing, err.writing}) ::close(fd);
}

Program::~Program() {
  if (!ending_) {
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
  }
  for (int* const fd : {&input_, &out_.fd, &err_.fd}) close_fd(*fd);
}

void Program::signal(int number) const {
  if (!ending_) ::kill(pid_, number);
}

void Program::write(std::string_view text) {
  const ssize_t written = ::write(input_, text.data(), text.size());
  if (written != static_cast<ssize_t>(text.size())) throw std::runtime_error{"the program does not read its input"};
}

void Program::close_input() { close_fd(input_); }

bool Program::wait_for_output(std::string_view text, std::chrono::seconds bound) { return wait_for(out_, text, bound); }

bool Program::wait_for_error(std::string_view text, std::chrono::seconds bound) { return wait_for(err_, text, bound); }

bool Program::wait_for(const Stream& stream, std::string_view text, std::chrono::seconds bound) {
  const Deadline deadline = std::chrono::steady_clock::now() + bound;
  while (stream.text.find(text) == std::string::npos) {
    if (stream.fd < 0 || !pump(deadline)) return false;
  }
  return true;
}

/// Reads what there is, waiting for something; false where the deadline has passed.
bool Program::pump(Deadline deadline) {
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
  if (left.count() <= 0) return false;
  std::array<pollfd, 2> ready{{{out_.fd, POLLIN, 0}, {err_.fd, POLLIN, 0}}};
  ::poll(ready.data(), ready.size(), static_cast<int>(left.count()));
  if (ready[0].revents != 0) read_some(out_);
  if (ready[1].revents != 0) read_some(err_);
  return true;
}

void Program::read_some(Stream& stream) {
  std::array<char, 65536> buffer;
  const ssize_t size = ::read(stream.fd, buffer.data(), buffer.size());
  if (size > 0) {
    stream.text.append(buffer.data(), static_cast<std::size_t>(size));
  } else if (size == 0 || errno != EINTR) {
    close_fd(stream.fd);
  }
}

std::optional<Ending> Program::wait(std::chrono::seconds bound) {
  const Deadline deadline = std::chrono::steady_clock::now() + bound;
  // A program ends its output by ending; one that closes it earlier is not waited for beyond that by the clock.
  while (!ending_ && (out_.fd >= 0 || err_.fd >= 0)) {
    if (!pump(deadline)) return std::nullopt;
  }
  if (!ending_) {
    int status = 0;
    ::waitpid(pid_, &status, 0);
    ending_ = Ending{.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : -1,
                     .signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0,
                     .out = out_.text,
                     .err = err_.text};
  }
  return ending_;
}

Ending run(const Command& command, std::chrono::seconds bound) {
  Program program{command};
  std::optional<Ending> ending = program.wait(bound);
  if (!ending) throw std::runtime_error{command.arguments.at(0) + " does not end"};
  return std::move(*ending);
}

}  // namespace telex::support
