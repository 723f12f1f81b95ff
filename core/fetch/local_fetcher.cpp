#include "fetch/local_fetcher.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <boost/url/pct_string_view.hpp>
#include <cerrno>
#include <cstring>
#include <utility>

#include "base/command_words.hpp"
#include "base/run_on.hpp"
#include "fetch/program.hpp"

namespace telex::fetch {
namespace {

namespace asio = boost::asio;

constexpr std::string_view file_scheme = "file://";
constexpr std::string_view exec_scheme = "exec:";

FetchOutcome failed(Error error, const std::string& url) {
  error.place = url;
  FetchFailure failure;
  failure.error = std::move(error);
  return {std::nullopt, std::move(failure)};
}

FetchOutcome document(std::string body, const std::string& url) {
  FetchResult result;
  result.status = 200;
  result.body = std::move(body);
  result.final_url = url;
  return {std::move(result), std::nullopt};
}

/// A file that is open, and closed when this goes.
class File {
 public:
  /// Without waiting, as opening a FIFO would.
  explicit File(const std::string& path) : descriptor_{::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)} {}
  ~File() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;

  bool is_open() const { return descriptor_ >= 0; }

  Result<struct stat> status() const {
    struct stat status {};
    if (::fstat(descriptor_, &status) != 0) return Error{Fault::io, std::strerror(errno), {}};
    if (!S_ISREG(status.st_mode)) return Error{Fault::invalid, "this is no regular file", {}};
    return status;
  }

  /// All of it, or somewhat more than `most` bytes of one that grows while it is read.
  Result<std::string> read(std::uint64_t size, std::uint64_t most) const {
    std::string text;
    for (;;) {
      const std::size_t before = text.size();
      text.resize(before + std::max<std::size_t>(size > before ? size - before : 0, 4096));
      const ssize_t got = ::read(descriptor_, text.data() + before, text.size() - before);
      if (got < 0 && errno != EINTR) return Error{Fault::io, std::strerror(errno), {}};
      text.resize(before + (got > 0 ? static_cast<std::size_t>(got) : 0));
      if (got == 0 || text.size() > most) return text;
    }
  }

 private:
  int descriptor_;
};

Error open_error(int code) {
  const Fault fault = code == ENOENT ? Fault::not_found : code == EACCES ? Fault::forbidden : Fault::io;
  return {fault, std::strerror(code), {}};
}

/// The path in a file's URL, RFC 8089; a "%" that escapes nothing is one.
std::string path_of(std::string_view url) {
  const std::string_view path = url.substr(file_scheme.size());
  const auto escaped = boost::urls::make_pct_string_view(path);
  return escaped ? escaped->decode() : std::string{path};
}

/// What a server's ETag would be.
std::string tag_of(const struct stat& status) {
  return fmt::format("\"{}-{}-{}.{:09}\"", status.st_ino, status.st_size, status.st_mtim.tv_sec,
                     status.st_mtim.tv_nsec);
}

Error too_large(std::uint64_t most) { return {Fault::too_large, fmt::format("more than {} bytes", most), {}}; }

FetchOutcome read_file(const FeedRequest& request, std::uint64_t most) {
  const std::string& url = request.subscription.url;
  const std::string path = path_of(url);
  if (path.find('\0') != std::string::npos) return failed({Fault::invalid, "no path has a NUL in it", {}}, url);
  const File file{path};
  if (!file.is_open()) return failed(open_error(errno), url);
  const Result<struct stat> status = file.status();
  if (!status) return failed(status.error(), url);
  const std::string tag = tag_of(*status);
  if (request.validators.url == url && request.validators.etag == tag) {
    FetchOutcome unchanged = document({}, url);
    unchanged.result->status = 304;
    unchanged.result->not_modified = true;
    unchanged.result->validators = request.validators;
    return unchanged;
  }
  const auto size = static_cast<std::uint64_t>(status->st_size);
  Result<std::string> body = size > most ? too_large(most) : file.read(size, most);
  if (body && body->size() > most) body = too_large(most);
  if (!body) return failed(std::move(body).error(), url);
  FetchOutcome outcome = document(std::move(*body), url);
  outcome.result->validators = {url, tag, {}};
  return outcome;
}

class LocalFetcher final : public Fetcher {
 public:
  LocalFetcher(std::unique_ptr<Fetcher> web, asio::any_io_executor pool, Limits limits)
      : web_{std::move(web)}, pool_{std::move(pool)}, limits_{std::move(limits)} {}

  asio::awaitable<FetchOutcome> fetch(FeedRequest request) override {
    const std::string& url = request.subscription.url;
    if (url.starts_with(file_scheme)) return from_file(std::move(request));
    if (url.starts_with(exec_scheme)) return from_program(std::move(request));
    return web_->fetch(std::move(request));
  }

  void configure(Limits limits) override {
    limits_ = limits;
    web_->configure(std::move(limits));
  }

 private:
  asio::awaitable<FetchOutcome> from_file(FeedRequest request) {
    auto work = [request = std::move(request), most = limits_.max_body_bytes] { return read_file(request, most); };
    co_return co_await run_on(pool_, std::move(work));
  }

  asio::awaitable<FetchOutcome> from_program(FeedRequest request) {
    const feed::Subscription& feed = request.subscription;
    Result<std::vector<std::string>> words = command_words(std::string_view{feed.url}.substr(exec_scheme.size()));
    if (!words) co_return failed(std::move(words).error(), feed.url);
    const ProgramLimits limits{feed.timeout.value_or(limits_.timeout), limits_.max_body_bytes};
    Result<std::string> body = co_await run_program(std::move(*words), limits);
    if (!body) co_return failed(std::move(body).error(), feed.url);
    co_return document(std::move(*body), feed.url);
  }

  std::unique_ptr<Fetcher> web_;
  asio::any_io_executor pool_;
  Limits limits_;
};

}  // namespace

std::unique_ptr<Fetcher> with_local_sources(std::unique_ptr<Fetcher> web, asio::any_io_executor pool, Limits limits) {
  return std::make_unique<LocalFetcher>(std::move(web), std::move(pool), std::move(limits));
}

}  // namespace telex::fetch
