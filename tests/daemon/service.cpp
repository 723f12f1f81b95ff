#include <doctest/doctest.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <stdexcept>

#include "daemon/telexd.hpp"

using namespace telex;
using namespace telex::daemon_tests;
using support::Program;
using namespace std::chrono_literals;

namespace {

/// systemd's end of the notifications.
class Manager {
 public:
  explicit Manager(const std::string& path) : socket_{::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0)} {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    path.copy(address.sun_path, sizeof(address.sun_path) - 1);
    const timeval bound{.tv_sec = 30, .tv_usec = 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &bound, sizeof(bound));
    REQUIRE(::bind(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0);
  }
  ~Manager() { ::close(socket_); }
  Manager(const Manager&) = delete;
  Manager& operator=(const Manager&) = delete;

  /// The next notification; empty after 30 s without one.
  std::string receive() const {
    std::array<char, 4096> text{};
    const ssize_t size = ::recv(socket_, text.data(), text.size(), 0);
    return size > 0 ? std::string{text.data(), static_cast<std::size_t>(size)} : std::string{};
  }

  /// All that has come and was not received yet.
  std::string rest() const {
    std::string all;
    std::array<char, 4096> text{};
    for (ssize_t size = 0; (size = ::recv(socket_, text.data(), text.size(), MSG_DONTWAIT)) > 0;) {
      all.append(text.data(), static_cast<std::size_t>(size)).append("\n");
    }
    return all;
  }

  /// Whether a notification with this line comes, after others.
  bool hears(const std::string& line) const {
    for (int i = 0; i < 100; ++i) {
      const std::string text = receive();
      if (text.empty()) return false;
      if (("\n" + text + "\n").find("\n" + line) != std::string::npos) return true;
    }
    return false;
  }

 private:
  int socket_;
};

}  // namespace

TEST_CASE("daemon: systemd hears of start, life, reload and stop") {
  const Telexd telexd;
  telexd.configure({});
  const Manager manager{telexd.folder().file("notify")};
  support::Command command = telexd.command();
  command.environment["NOTIFY_SOCKET"] = telexd.folder().file("notify");
  command.environment["WATCHDOG_USEC"] = "20000";
  Program program{command};
  CHECK(manager.hears("READY=1\nSTATUS=0 feeds"));
  CHECK(manager.hears("WATCHDOG=1\n"));
  program.signal(SIGHUP);
  CHECK(manager.hears("RELOADING=1\nMONOTONIC_USEC="));
  CHECK(manager.hears("READY=1\n"));
  program.signal(SIGTERM);
  CHECK(manager.hears("STOPPING=1\n"));
  CHECK(program.wait(5s)->exit_code == 0);
}

TEST_CASE("daemon: a reload that ends after the stop began does not call the service ready") {
  const Telexd telexd;
  telexd.configure({});
  const Manager manager{telexd.folder().file("notify")};
  support::Command command = telexd.command();
  command.environment["NOTIFY_SOCKET"] = telexd.folder().file("notify");
  Program program{command};
  REQUIRE(manager.hears("READY=1\n"));
  // A configuration that is read for as long as the test likes.
  const std::string pipe = telexd.folder().file("pipe.toml");
  REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
  telexd.folder().write("telex.toml", "store = \"sqlite:telex.db\"\ninclude = [\"pipe.toml\"]\n");
  program.signal(SIGHUP);
  REQUIRE(manager.hears("RELOADING=1\n"));
  program.signal(SIGTERM);
  REQUIRE(manager.hears("STOPPING=1\n"));
  telexd.folder().write("pipe.toml", "");
  CHECK(program.wait(5s)->exit_code == 0);
  CHECK(manager.rest().find("READY=1") == std::string::npos);
}

TEST_CASE("daemon: the journal gets priorities instead of time and level") {
  const Telexd telexd;
  telexd.configure({"http://127.0.0.1:9/closed"}, "host_delay = \"0\"");
  const std::string log = telexd.folder().file("log");
  support::Command command{
      .arguments = {"/bin/sh", "-c",
                    "exec 2>\"$1\"; JOURNAL_STREAM=$(stat -c %d:%i \"$1\") exec \"$2\" --config \"$3\" --once", "sh",
                    log, TELEX_BIN "/telexd", telexd.folder().file("telex.toml")}};
  CHECK(support::run(command).exit_code == 1);
  const std::string text = support::read_file(log);
  CHECK(text.starts_with("<6>telexd "));
  CHECK(text.find("\n<4>http://127.0.0.1:9/closed: ") != std::string::npos);
}

TEST_CASE("daemon: what comes from outside cannot forge lines of the log") {
  const support::TempDir folder;
  const struct {
    std::string written;
    std::string logged;
  } rows[] = {{"a\nERROR forged", "a\\x0AERROR forged"},
              {"a\x1B[2J", "a\\x1B[2J"},
              {"a\xC2\x9B"
               "2J",
               "a\\xC2\\x9B"
               "2J"},
              {"a\xE2\x80\xA8z\xE2\x80\xA9", "a\\xE2\\x80\\xA8z\\xE2\\x80\\xA9"},
              {"a\xE2\x80\xAEz", "a\\xE2\\x80\\xAEz"},
              {"a\x9B\xFFz\xE2\x80", "a\\x9B\\xFFz\\xE2\\x80"},
              {"é€😀", "é€😀"}};
  for (const auto& row : rows) {
    CAPTURE(row.logged);
    const auto ending =
        support::run({.arguments = {TELEX_BIN "/telexd", "--config", folder.file(row.written + ".toml")}});
    CHECK(ending.exit_code == 2);
    CHECK(ending.err.find(row.written + ".toml") ==
          (row.written == row.logged ? ending.err.find(row.logged) : std::string::npos));
    CHECK(ending.err.find(row.logged + ".toml") != std::string::npos);
  }
}

TEST_CASE("daemon: the password of a feed's URL does not get into the log") {
  const Telexd telexd;
  telexd.configure({"http://ann:secret@127.0.0.1:9/closed"}, "host_delay = \"0\"");
  const auto failed = telexd.run({"--once", "--log-level", "debug"});
  CHECK(failed.exit_code == 1);
  CHECK(failed.err.find("http://127.0.0.1:9/closed: ") != std::string::npos);
  CHECK(failed.err.find("secret") == std::string::npos);
  const auto refused = telexd.run({"--once", "--only", "http://ann:secret@127.0.0.1:9/other"});
  CHECK(refused.exit_code == 2);
  CHECK(refused.err.find("not subscribed: http://127.0.0.1:9/other") != std::string::npos);
  CHECK(refused.err.find("secret") == std::string::npos);
}
