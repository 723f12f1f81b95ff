#include "store/sqlite/access.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

namespace telex::store::sqlite {
namespace {

constexpr std::string_view join_group = "join the group telex (sudo usermod -aG telex \"$USER\", then log in again)";

bool may(const std::string& path, int mode) { return faccessat(AT_FDCWD, path.c_str(), mode, AT_EACCESS) == 0; }

std::string folder_of(const std::string& path) {
  const std::string folder = std::filesystem::path{path}.parent_path().string();
  return folder.empty() ? "." : folder;
}

Error io_error(const std::string& what, int code, const std::string& place) {
  const Fault fault = code == ENOSPC || code == EDQUOT  ? Fault::store_full
                      : code == EROFS || code == EACCES ? Fault::store_readonly
                                                        : Fault::io;
  return {fault, what + ": " + std::strerror(code), place};
}

}  // namespace

Result<void> check_readable(const std::string& path) {
  struct stat status {};
  if (stat(path.c_str(), &status) != 0) {
    if (errno == ENOENT || errno == ENOTDIR)
      return Error{Fault::not_found, "there is no store yet; telexd makes it", path};
    if (errno != EACCES) return io_error("the store cannot be opened", errno, path);
  } else if (S_ISDIR(status.st_mode)) {
    return Error{Fault::invalid, "the store is a file, and this is a folder", path};
  }
  if (may(path, R_OK)) return {};
  return Error{Fault::forbidden, "this user may not read the store; " + std::string{join_group}, path};
}

Result<void> check_writable(const std::string& path) {
  if (!may(path, W_OK)) {
    if (errno == EROFS) return Error{Fault::store_readonly, "the store lies on a read-only file system", path};
    return Error{Fault::store_readonly, "this user may read the store but not change it; " + std::string{join_group},
                 path};
  }
  const std::string folder = folder_of(path);
  if (may(folder, W_OK | X_OK)) return {};
  return Error{Fault::store_readonly,
               "this user may not write the folder " + folder + ", where the store keeps its write-ahead log; " +
                   std::string{join_group},
               path};
}

Result<void> make_file(const std::string& path) {
  struct stat status {};
  if (stat(path.c_str(), &status) == 0) return {};
  std::error_code failure;
  std::filesystem::create_directories(folder_of(path), failure);
  if (failure) return io_error("the store's folder cannot be made", failure.value(), path);
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0660);
  if (file < 0) return io_error("the store cannot be made", errno, path);
  ::close(file);
  return {};
}

bool is_frozen(const std::string& path) {
  struct statvfs volume {};
  if (statvfs(path.c_str(), &volume) != 0 || (volume.f_flag & ST_RDONLY) == 0) return false;
  struct stat log {};
  return stat((path + "-wal").c_str(), &log) != 0 || log.st_size == 0;
}

}  // namespace telex::store::sqlite
