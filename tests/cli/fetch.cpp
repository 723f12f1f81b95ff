#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <stdexcept>
#include <thread>

#include "cli/shelf.hpp"
#include "config/control.hpp"

using namespace telex;
using namespace telex::test;

namespace {

/// A daemon that answers one request with these lines, then leaves.
class CannedDaemon {
 public:
  CannedDaemon(const std::string& path, std::string answer)
      : listener_{socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)}, answer_{std::move(answer)} {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    path.copy(static_cast<char*>(address.sun_path), sizeof address.sun_path - 1);
    if (bind(listener_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
        listen(listener_, 1) != 0) {
      throw std::runtime_error{"no socket at " + path};
    }
    thread_ = std::thread{[this] { serve(); }};
  }
  ~CannedDaemon() {
    if (thread_.joinable()) thread_.join();
    close(listener_);
  }
  CannedDaemon(const CannedDaemon&) = delete;
  CannedDaemon& operator=(const CannedDaemon&) = delete;

  /// What was asked, once it has been answered.
  std::string request() {
    thread_.join();
    return request_;
  }

 private:
  void serve() {
    pollfd waiting{.fd = listener_, .events = POLLIN, .revents = 0};
    if (poll(&waiting, 1, 30'000) != 1) return;
    const int client = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    std::array<char, 4096> buffer{};
    while (!request_.ends_with('\n')) {
      const ssize_t size = recv(client, buffer.data(), buffer.size(), 0);
      if (size <= 0) break;
      request_.append(buffer.data(), static_cast<std::size_t>(size));
    }
    send(client, answer_.data(), answer_.size(), MSG_NOSIGNAL);
    close(client);
  }

  int listener_;
  std::string answer_;
  std::string request_;
  std::thread thread_;
};

}  // namespace

TEST_CASE("cli: fetch asks the daemon and tells of each poll on standard error") {
  const Shelf shelf;
  CannedDaemon daemon{
      shelf.path + ".sock",
      "{\"ok\":true,\"queued\":2}\n"
      "{\"event\":\"polled\",\"url\":\"https://a.example/\",\"added\":3,\"changed\":1,\"not_modified\":false}\n"
      "{\"event\":\"polled\",\"url\":\"https://b.example/\",\"added\":0,\"changed\":0,"
      "\"not_modified\":false,\"error\":\"no answer\"}\n"
      "{\"event\":\"done\",\"polled\":2,\"failed\":1}\n"};
  const auto fetched = shelf.run({"fetch", "--wait", "https://a.example/", "https://b.example/"});
  CHECK(fetched.exit_code == 1);
  CHECK(fetched.out.empty());
  CHECK(contains(fetched.err, "https://a.example/: 3 new, 1 changed"));
  CHECK(contains(fetched.err, "https://b.example/: no answer"));
  CHECK(contains(fetched.err, "2 feeds polled, 1 failed"));
  const auto request = config::control::parse_request(daemon.request()).value();
  CHECK(request.urls == std::vector<std::string>{"https://a.example/", "https://b.example/"});
  CHECK(request.wait);
}

TEST_CASE("cli: fetch without --wait comes back when the daemon has understood") {
  const Shelf shelf;
  CannedDaemon daemon{shelf.path + ".sock", "{\"ok\":true,\"queued\":2}\n"};
  CHECK(shelf.run({"fetch", "--all"}).exit_code == 0);
  const auto request = config::control::parse_request(daemon.request()).value();
  CHECK(request.urls.empty());
  CHECK_FALSE(request.wait);
}

TEST_CASE("cli: a daemon that refuses, leaves or talks nonsense is an error") {
  for (const std::string answer : {"{\"ok\":false,\"error\":\"no such feed\"}\n", "", "nonsense\n", "[]\n",
                                   "{\"ok\":true,\"queued\":1}\n{\"event\":\"polled\"}\n"}) {
    CAPTURE(answer);
    const Shelf shelf;
    CannedDaemon daemon{shelf.path + ".sock", answer};
    const auto fetched = shelf.run({"fetch", "--wait", "--all"});
    CHECK(fetched.exit_code == 2);
    CHECK(fetched.out.empty());
    CHECK_FALSE(fetched.err.empty());
  }
}

TEST_CASE("cli: status says that a daemon runs where one answers") {
  const Shelf shelf;
  {
    CannedDaemon daemon{shelf.path + ".sock", ""};
    CHECK(shelf.json({"status"}).at("daemon_running") == true);
  }
  CHECK(shelf.json({"status"}).at("daemon_running") == false);
}

TEST_CASE("cli: fetch without a daemon runs telexd --once, which tells its exit status") {
  const support::TempDir folder;
  folder.write("telex.toml", "store = \"sqlite:own.db\"\n[[feed]]\nurl = \"http://127.0.0.1:9/feed\"\n");
  support::Command command;
  command.arguments = {telex_program, "--config", folder.file("telex.toml"), "fetch", "--all"};
  const auto fetched = support::run(command);
  CHECK(fetched.exit_code == 1);  // a private address is refused
  CHECK(fetched.out.empty());
  CHECK(contains(fetched.err, "allow_private"));
  CHECK(std::filesystem::exists(folder.file("own.db")));
  command.arguments.back() = "http://127.0.0.1:9/feed";
  CHECK(contains(support::run(command).err, "polled 1 of 1 feeds"));
}

TEST_CASE("cli: fetch without a daemon needs the configuration of that store") {
  const Shelf shelf;
  const auto without = shelf.run({"fetch"});
  CHECK(without.exit_code == 2);
  CHECK(contains(without.err, "--config"));
  shelf.folder.write("telex.toml", "store = \"sqlite:other.db\"\n");
  const auto other = shelf.run({"--config", "telex.toml", "fetch"});
  CHECK(other.exit_code == 2);
  CHECK(contains(other.err, "other.db"));
}
