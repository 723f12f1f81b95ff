#include "config/findings.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <memory>
#include <system_error>
#include <tuple>
#include <utility>

namespace telex::config {
namespace {

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};

Error file_error(int code, std::string_view path) {
  const Fault fault = code == ENOENT || code == ENOTDIR ? Fault::not_found
                      : code == EACCES || code == EPERM ? Fault::forbidden
                                                        : Fault::io;
  if (fault == Fault::not_found) return Error{.fault = fault, .message = "there is no such file", .place = {}};
  std::string message = "cannot be read: " + std::generic_category().message(code);
  // As README.md installs it: the configuration of the service may hold passwords.
  if (fault == Fault::forbidden && path.starts_with("/etc/telex/"))
    message += "; members of the group telex may read it";
  return Error{.fault = fault, .message = std::move(message), .place = {}};
}

}  // namespace

void Findings::add(std::size_t file_order, std::size_t line, Error error) {
  found_.push_back(Finding{file_order, line, std::move(error)});
}

std::vector<Error> Findings::sorted() && {
  std::stable_sort(found_.begin(), found_.end(), [](const Finding& a, const Finding& b) {
    return std::tie(a.file_order, a.line) < std::tie(b.file_order, b.line);
  });
  std::vector<Error> errors;
  errors.reserve(found_.size());
  for (Finding& finding : found_) errors.push_back(std::move(finding.error));
  return errors;
}

void Source::report(std::size_t line, std::string_view key, std::string message, Fault fault) const {
  std::string where = place(line);
  if (!key.empty()) where.append(": ").append(key);
  findings.add(order, line, Error{.fault = fault, .message = std::move(message), .place = std::move(where)});
}

std::string Source::place(std::size_t line) const { return line == 0 ? name : name + ":" + std::to_string(line); }

std::string Source::path_of(std::string_view path) const {
  if (path.starts_with('/') || directory.empty()) return std::string{path};
  return (directory == "/" ? directory : directory + "/") + std::string{path};
}

std::string directory_of(const std::string& file) {
  const std::size_t slash = file.rfind('/');
  if (slash == std::string::npos) return {};
  return slash == 0 ? "/" : file.substr(0, slash);
}

Result<std::string> read_file(const std::string& path) {
  const std::unique_ptr<std::FILE, CloseFile> file{std::fopen(path.c_str(), "rbe")};
  if (!file) return file_error(errno, path);
  std::string text;
  std::size_t got = 0;
  do {
    constexpr std::size_t block = 64 * 1024;
    text.resize(text.size() + block);
    got = std::fread(text.data() + text.size() - block, 1, block, file.get());
    text.resize(text.size() - block + got);
  } while (got > 0);
  if (std::ferror(file.get()) != 0) return file_error(errno, path);
  return text;
}

}  // namespace telex::config
