#include "cli/words.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <limits>

namespace telex::cli {
namespace {

/// A descriptor that is closed with it; standard input is left open.
class Input {
 public:
  explicit Input(const std::string& file)
      : descriptor_{file == "-" ? STDIN_FILENO : open(file.c_str(), O_RDONLY | O_CLOEXEC)} {}
  ~Input() {
    if (descriptor_ > STDIN_FILENO) close(descriptor_);
  }
  Input(const Input&) = delete;
  Input& operator=(const Input&) = delete;

  int descriptor() const { return descriptor_; }

 private:
  int descriptor_;
};

Error unreadable(const std::string& file, int code) {
  const Fault fault = code == ENOENT ? Fault::not_found : code == EACCES ? Fault::forbidden : Fault::io;
  return Error{fault, std::strerror(code), file == "-" ? "standard input" : file};
}

/// How many bytes to make room for at first: a file's size, and one more to meet its end.
std::size_t room_for(int descriptor) {
  struct stat status {};
  if (fstat(descriptor, &status) != 0 || status.st_size <= 0) return std::size_t{16} << 10;
  return static_cast<std::size_t>(status.st_size) + 1;
}

/// The words of a line that should be ids: its first column, or all.
std::vector<std::string_view> words_of(std::string_view line) {
  constexpr std::string_view white_space = " \t\r";
  if (const std::size_t tab = line.find('\t'); tab != std::string_view::npos) line = line.substr(0, tab);
  std::vector<std::string_view> words;
  for (std::size_t at = line.find_first_not_of(white_space); at != std::string_view::npos;
       at = line.find_first_not_of(white_space, at)) {
    const std::size_t end = std::min(line.find_first_of(white_space, at), line.size());
    words.push_back(line.substr(at, end - at));
    at = end;
  }
  return words;
}

}  // namespace

bool is_id(std::string_view argument) {
  return !argument.empty() && argument.find_first_not_of("0123456789") == std::string_view::npos;
}

std::int64_t to_id(std::string_view digits) {
  std::int64_t id = 0;
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), id);
  return read.ec == std::errc{} ? id : std::numeric_limits<std::int64_t>::max();
}

Result<std::vector<std::int64_t>> read_ids() {
  const Result<std::string> input = read_input("-");
  if (!input) return input.error();
  std::vector<std::int64_t> ids;
  std::size_t line = 0;
  for (std::string_view rest = *input; !rest.empty();) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    ++line;
    for (const std::string_view word : words_of(rest.substr(0, end))) {
      if (!is_id(word)) {
        return Error{Fault::invalid, fmt::format("\"{:.40}\" is no id; ids are numbers, one a line", word),
                     fmt::format("standard input:{}", line)};
      }
      ids.push_back(to_id(word));
    }
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return ids;
}

Result<std::string> read_input(const std::string& file) {
  const Input input{file};
  if (input.descriptor() < 0) return unreadable(file, errno);
  std::string text(room_for(input.descriptor()), '\0');
  std::size_t end = 0;
  while (true) {
    if (end == text.size()) text.resize(text.size() * 2);
    const ssize_t size = read(input.descriptor(), text.data() + end, text.size() - end);
    if (size == 0) break;
    if (size > 0) end += static_cast<std::size_t>(size);
    if (size < 0 && errno != EINTR) return unreadable(file, errno);
  }
  text.resize(end);
  return text;
}

std::string age(Instant when, Instant now) {
  const std::int64_t seconds = to_unix(now) - to_unix(when);
  if (seconds < 60 && seconds > -60) return "now";
  const std::int64_t size = seconds < 0 ? -seconds : seconds;
  if (size < 3600) return fmt::format("{}m", size / 60);
  if (size < 86400) return fmt::format("{}h", size / 3600);
  if (size < 28 * 86400) return fmt::format("{}d", size / 86400);
  return to_rfc3339(when).substr(0, 10);
}

std::string relative(const std::optional<Instant>& when, Instant now) {
  if (!when) return "never";
  const std::string text = age(*when, now);
  if (text == "now") return text;
  if (text.size() == 10) return "on " + text;
  return *when > now ? "in " + text : text + " ago";
}

std::string counted(std::uint64_t number, std::string_view singular) {
  std::string digits = std::to_string(number);
  for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, 1, ',');
  return digits.append(" ").append(singular).append(number == 1 ? "" : "s");
}

}  // namespace telex::cli
