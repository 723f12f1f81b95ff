#include "daemon/store_lock.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
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

/// Says who holds the lock; in the moment before the holder has written its id that is nobody.
Error held(int file, const std::string& store) {
  std::array<char, 32> text{};
  const ssize_t size = std::max<ssize_t>(::pread(file, text.data(), text.size(), 0), 0);
  const std::string_view read{text.data(), static_cast<std::size_t>(size)};
  const std::string_view process = read.substr(0, read.find('\n'));
  const bool takes_requests = read.size() > process.size() + 1;  // a socket stands in the second line
  return Error{.fault = Fault::store_busy,
               .message = fmt::format("{}{} fetches for this store already; {}",
                                      process.empty() ? "another process" : "process ", process,
                                      takes_requests ? "stop it first, or use it by `telex fetch`"
                                                     : "it takes no requests now: wait for its end, or stop it first"),
               .place = store};
}

}  // namespace

Result<StoreLock> StoreLock::take(const std::string& store) {
  const std::string path = config::lock_path(store);
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0660);
  if (file < 0) return cannot_make(path, errno);
  StoreLock lock{file};
  if (::flock(file, LOCK_EX | LOCK_NB) != 0) return errno == EWOULDBLOCK ? held(file, store) : cannot_make(path, errno);
  lock.publish({});  // else the file names the holder before, perhaps for as long as this one opens the store
  return lock;
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
