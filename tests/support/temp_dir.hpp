#pragma once
#include <filesystem>
#include <string>
#include <string_view>

namespace telex::support {

/// A fresh folder under the system's temporary one, mode 0700, removed with all it holds.
class TempDir {
 public:
  TempDir();
  ~TempDir();
  TempDir(const TempDir&) = delete;
  TempDir& operator=(const TempDir&) = delete;

  const std::filesystem::path& path() const { return path_; }

  /// The absolute path of something in it, as text.
  std::string file(std::string_view name) const { return (path_ / name).string(); }

  /// Writes a file in it, with its folders; returns its path.
  std::string write(std::string_view name, std::string_view contents) const;

 private:
  std::filesystem::path path_;
};

/// The whole file. Throws std::runtime_error where it cannot be read.
std::string read_file(const std::filesystem::path& path);

}  // namespace telex::support
