#pragma once
#include <string>

#include "base/error.hpp"

namespace telex::daemon {

/// The lock of the one process that fetches for a store: flock(2) on a file beside it, which the kernel lets go when
/// the process ends, however it ends. The file itself stays; its contents say who holds the lock.
class StoreLock {
 public:
  /// Writes this process's id into the file. Fails with store_busy, naming the process that holds it; with forbidden,
  /// not_found, store_readonly or io where the file cannot be made.
  static Result<StoreLock> take(const std::string& store);

  StoreLock(StoreLock&& other) noexcept;
  StoreLock& operator=(StoreLock&&) = delete;
  ~StoreLock();

  /// Writes where this process's control socket is, for clients (empty: nowhere).
  void publish(const std::string& control_socket) const;

 private:
  explicit StoreLock(int file) : file_{file} {}
  int file_;
};

}  // namespace telex::daemon
