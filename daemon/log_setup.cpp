#include "daemon/log_setup.hpp"

#include <fmt/format.h>
#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>
#include <sys/stat.h>
#include <unicode/utf8.h>

#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <utility>

#include "base/url.hpp"

namespace telex::daemon {
namespace {

/// The message, without the passwords of URLs, as a log is read by more people than a configuration is; with control
/// characters made visible, as what servers say must neither forge lines nor move cursors.
class Message final : public spdlog::custom_flag_formatter {
 public:
  void format(const spdlog::details::log_msg& message, const std::tm&, spdlog::memory_buf_t& out) override {
    const std::string text = without_user_info({message.payload.data(), message.payload.size()});
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    const auto end = static_cast<std::int64_t>(text.size());
    for (std::int64_t at = 0, next = 0; at < end; at = next) {
      UChar32 c = 0;
      U8_NEXT(bytes, next, end, c);
      if (is_harmless(c)) {
        out.append(bytes + at, bytes + next);
      } else {
        for (; at < next; ++at) fmt::format_to(std::back_inserter(out), "\\x{:02X}", bytes[at]);
      }
    }
  }
  std::unique_ptr<custom_flag_formatter> clone() const override { return std::make_unique<Message>(); }

 private:
  /// Neither ill-formed (below 0) nor a control of C0 or C1, which a terminal obeys also in UTF-8, nor a line or
  /// paragraph separator or a mark that turns the direction of what follows (Cf with bidirectional meaning).
  static bool is_harmless(UChar32 c) {
    if (c < 0x20 || (c >= 0x7F && c < 0xA0)) return false;
    return c != 0x061C && c != 0x200E && c != 0x200F && (c < 0x2028 || c > 0x202E) && (c < 0x2066 || c > 0x2069);
  }
};

/// "<3>": syslog's number of the level.
class Priority final : public spdlog::custom_flag_formatter {
 public:
  void format(const spdlog::details::log_msg& message, const std::tm&, spdlog::memory_buf_t& out) override {
    fmt::format_to(std::back_inserter(out), "<{}>", number_of(message.level));
  }
  std::unique_ptr<custom_flag_formatter> clone() const override { return std::make_unique<Priority>(); }

 private:
  static int number_of(spdlog::level::level_enum level) {
    switch (level) {
      case spdlog::level::critical:
        return 2;
      case spdlog::level::err:
        return 3;
      case spdlog::level::warn:
        return 4;
      case spdlog::level::info:
        return 6;
      default:
        return 7;
    }
  }
};

/// Whether stderr is the stream that JOURNAL_STREAM names, "device:inode" (systemd.exec(5)): the variable is inherited
/// also by programs whose stderr goes elsewhere.
bool logs_to_journal() {
  const char* stream = std::getenv("JOURNAL_STREAM");
  struct stat status {};
  if (!stream || ::fstat(2, &status) != 0) return false;
  return fmt::format("{}:{}", status.st_dev, status.st_ino) == stream;
}

}  // namespace

void set_up_log(spdlog::level::level_enum level) {
  const bool journal = logs_to_journal();
  auto formatter = std::make_unique<spdlog::pattern_formatter>();
  formatter->add_flag<Message>('*').add_flag<Priority>('&').set_pattern(journal ? "%&%*"
                                                                                : "%Y-%m-%d %H:%M:%S %^%-7l%$ %*");
  const bool plain = journal || std::getenv("NO_COLOR") != nullptr;
  auto sink = std::make_shared<spdlog::sinks::stderr_color_sink_mt>(plain ? spdlog::color_mode::never
                                                                          : spdlog::color_mode::automatic);
  auto logger = std::make_shared<spdlog::logger>("telexd", std::move(sink));
  logger->set_formatter(std::move(formatter));
  logger->set_level(level);
  spdlog::set_default_logger(std::move(logger));
}

}  // namespace telex::daemon
