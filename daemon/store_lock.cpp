#include "daemon/store_lock.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <string_view>
#include <system_error>
#include <utility>

#include "base/log.hpp"
#include "config/environment.hpp"

namespace telex::daemon {
namespace {

Fault fault_of(int code) {
  switch (code) {
    case ENOENT:
    case ENOTDIR:
      return Fault::not_found;
    case EACCES:
    case EPERM:
      return Fault::forbidden;
    case EROFS:
      return Fault::store_readonly;
    default:
      return Fault::io;
  }
}

Error cannot_make(const std::string& path, int code) {
  const std::string reason = std::generic_category().message(code);
  return Error{
      .fault = fault_of(code), .message = "the lock file beside the store cannot be made: " + reason, .place = path};
}

/// The process id that the holder wrote; empty in the moment before it did.
std::string holder(int file) {
  std::array<char, 32> text{};
  const ssize_t size = ::pread(file, text.data(), text.size(), 0);
  if (size <= 0) return {};
  const std::string_view read{text.data(), static_cast<std::size_t>(size)};
  return std::string{read.substr(0, read.find('\n'))};
}

Error held(int file, const std::string& store) {
  const std::string process = holder(file);
  const std::string who = process.empty() ? "another process" : "process " + process;
  return Error{.fault = Fault::store_busy,
               .message = who + " fetches for this store already; stop it first, or use it by `telex fetch`",
               .place = store};
}

}  // namespace

Result<StoreLock> StoreLock::take(const std::string& store) {
  const std::string path = config::lock_path(store);
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0660);
  if (file < 0) return cannot_make(path, errno);
  StoreLock lock{file};
  if (::flock(file, LOCK_EX | LOCK_NB) == 0) return lock;
  return errno == EWOULDBLOCK ? held(file, store) : cannot_make(path, errno);
}

StoreLock::StoreLock(StoreLock&& other) noexcept : file_{std::exchange(other.file_, -1)} {}

StoreLock::~StoreLock() {
  if (file_ < 0) return;
  // Not unlinked: another process may hold this very file open, and would then lock one that nobody else sees.
  ::close(file_);
}

void StoreLock::publish(const std::string& control_socket) const {
  std::string text = fmt::format("{}\n", ::getpid());
  if (!control_socket.empty()) text += control_socket + "\n";
  const bool written = ::ftruncate(file_, 0) == 0 && ::pwrite(file_, text.data(), text.size(), 0) >= 0;
  if (!written) log::warn("the lock file cannot be written: {}", std::generic_category().message(errno));
}

}  // namespace telex::daemon
