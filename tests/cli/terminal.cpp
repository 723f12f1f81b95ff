#include <fcntl.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <stdexcept>

#include "cli/shelf.hpp"

using namespace telex;
using namespace telex::test;

namespace {

/// A terminal of 60 columns to write on.
class Terminal {
 public:
  Terminal() : master_{posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC)} {
    if (master_ < 0 || grantpt(master_) != 0 || unlockpt(master_) != 0) throw std::runtime_error{"no terminal"};
    name_ = ptsname(master_);
    slave_ = open(name_.c_str(), O_RDWR | O_NOCTTY | O_CLOEXEC);
    const winsize size{.ws_row = 24, .ws_col = 60, .ws_xpixel = 0, .ws_ypixel = 0};
    ioctl(master_, TIOCSWINSZ, &size);
  }
  ~Terminal() {
    close(slave_);
    close(master_);
  }
  Terminal(const Terminal&) = delete;
  Terminal& operator=(const Terminal&) = delete;

  /// What telex writes here; its output has to fit the terminal's buffer of 4 KiB.
  std::string show(support::Command command, std::map<std::string, std::string> environment = {}) const {
    environment.emplace("TERM", "xterm");
    environment.emplace("NO_COLOR", "");
    environment.emplace("TELEX_PAGER", "");
    command.environment = std::move(environment);
    command.output_file = name_;
    CHECK(support::run(command).exit_code == 0);
    fcntl(master_, F_SETFL, O_NONBLOCK);
    std::string text;
    std::array<char, 4096> buffer{};
    for (ssize_t size = 0; (size = read(master_, buffer.data(), buffer.size())) > 0;) {
      text.append(buffer.data(), static_cast<std::size_t>(size));
    }
    return text;
  }

 private:
  int master_;
  int slave_;
  std::string name_;
};

}  // namespace

TEST_CASE("cli: a terminal gets aligned columns in colour, unless NO_COLOR or --color never ask for none") {
  const Shelf shelf;
  const Terminal terminal;
  const std::string coloured = terminal.show(shelf.command({"list"}));
  CHECK(contains(coloured, "\x1b[1mRelief\x1b[0m"));
  CHECK_FALSE(contains(coloured, "\t"));
  CHECK_FALSE(contains(terminal.show(shelf.command({"list"}), {{"NO_COLOR", "1"}}), "\x1b"));
  CHECK_FALSE(contains(terminal.show(shelf.command({"list"}), {{"TERM", "dumb"}}), "\x1b"));
  CHECK_FALSE(contains(terminal.show(shelf.command({"list", "--color", "never"})), "\x1b"));
  CHECK(contains(shelf.run({"list", "--color", "always"}).out, "\x1b[1m"));
}

TEST_CASE("cli: no line of a list is wider than the terminal, nor broken by what a publisher writes") {
  Shelf shelf;
  shelf.save(update(shelf.feeds[0], hour(4),
                    {entry("g4", "東京の長い題名がここにあります。とても長い題名です。とても長い題名です。"),
                     entry("g5", "a\x1b[2Jb\r\nc")}));
  const Terminal terminal;
  const std::string text = terminal.show(shelf.command({"list", "--color", "never"}));
  CHECK(lines(text) == 5);
  CHECK(contains(text, "…"));
  CHECK(contains(text, "ab c"));
  CHECK_FALSE(contains(text, "\x1b"));
}

TEST_CASE("cli: a terminal gets 50 rows unless -n says otherwise, and so do not pipes") {
  Shelf shelf;
  std::vector<feed::Entry> many;
  for (int i = 0; i < 60; ++i) many.push_back(entry("m" + std::to_string(i), "T"));
  shelf.save(update(shelf.feeds[0], hour(5), std::move(many)));
  const Terminal terminal;
  CHECK(lines(terminal.show(shelf.command({"list", "--color", "never"}))) == 50);
  CHECK(lines(terminal.show(shelf.command({"list", "--color", "never", "-n", "51"}))) == 51);
  CHECK(lines(shelf.run({"list"}).out) == 63);
}

TEST_CASE("cli: TELEX_PAGER shows what goes to a terminal, and may leave early") {
  const Shelf shelf;
  const Terminal terminal;
  const std::map<std::string, std::string> counting{{"TELEX_PAGER", "wc -l"}};
  CHECK(contains(terminal.show(shelf.command({"list"}), counting), "3"));
  CHECK(terminal.show(shelf.command({"list"}), {{"TELEX_PAGER", "true"}}).empty());
  support::Command piped = shelf.command({"list"});
  piped.environment = counting;
  CHECK(lines(support::run(piped).out) == 3);
}

TEST_CASE("cli: JSON on a terminal has the controls that JSON permits as escapes") {
  Shelf shelf;
  shelf.save(update(shelf.feeds[0], hour(4), {entry("g4", "a\u009b1mb\x7f")}));
  const Terminal terminal;
  const std::string text = terminal.show(shelf.command({"search", "id:4", "--json"}));
  CHECK(contains(text, "a\\u009b1mb\\u007f"));
}
