#include "fetch/local_fetcher.hpp"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
#include <filesystem>

#include "support/temp_dir.hpp"

using namespace telex;
using namespace std::chrono_literals;
using fetch::FetchOutcome;

namespace {

const std::string rss = "<rss version=\"2.0\"><channel><title>News</title></channel></rss>";

/// Asks one question at a time; the web is not there.
class Client {
 public:
  FetchOutcome get(const std::string& url, feed::Validators validators = {}) {
    fetch::FeedRequest request;
    request.subscription.url = url;
    request.subscription.timeout = timeout;
    request.validators = std::move(validators);
    std::optional<FetchOutcome> outcome;
    const auto fetcher = fetch::with_local_sources(nullptr, pool_.get_executor(), limits);
    boost::asio::co_spawn(
        loop_, fetcher->fetch(std::move(request)),
        boost::asio::bind_cancellation_slot(cancel_.slot(), [&](std::exception_ptr failure, FetchOutcome got) {
          if (failure) std::rethrow_exception(failure);
          outcome = std::move(got);
        }));
    if (stops) {
      boost::asio::post(loop_, [this] { cancel_.emit(boost::asio::cancellation_type::terminal); });
    }
    loop_.restart();
    while (!outcome) loop_.run_one();
    return std::move(*outcome);
  }

  Fault fault_of(const std::string& url) {
    const FetchOutcome outcome = get(url);
    REQUIRE(outcome.failure);
    CHECK(outcome.failure->error.place == url);
    return outcome.failure->error.fault;
  }

  fetch::Limits limits;
  std::optional<std::chrono::milliseconds> timeout;
  bool stops = false;  ///< cancels each question once it is asked

 private:
  boost::asio::io_context loop_;
  boost::asio::thread_pool pool_{1};
  boost::asio::cancellation_signal cancel_;
};

}  // namespace

TEST_CASE("fetch: a file is read, and not again before it changes") {
  const support::TempDir folder;
  folder.write("my feed.xml", rss);
  const std::string url = "file://" + folder.path().string() + "/my%20feed.xml";
  Client client;
  const FetchOutcome first = client.get(url);
  REQUIRE(first.result);
  CHECK(first.result->body == rss);
  CHECK(first.result->final_url == url);
  const FetchOutcome second = client.get(url, first.result->validators);
  REQUIRE(second.result);
  CHECK(second.result->not_modified);
  CHECK(second.result->validators == first.result->validators);
  folder.write("my feed.xml", rss + " ");
  CHECK(client.get(url, first.result->validators).result->body == rss + " ");
}

TEST_CASE("fetch: a file that is none, is too large or may not be waited for is a failure that says so") {
  const support::TempDir folder;
  folder.write("feed.xml", rss);
  REQUIRE(::mkfifo(folder.file("fifo").c_str(), 0600) == 0);
  Client client;
  const std::string base = "file://" + folder.path().string();
  CHECK(client.fault_of(base + "/none.xml") == Fault::not_found);
  CHECK(client.fault_of(base) == Fault::invalid);
  CHECK(client.fault_of(base + "/fifo") == Fault::invalid);
  client.limits.max_body_bytes = rss.size() - 1;
  CHECK(client.fault_of(base + "/feed.xml") == Fault::too_large);
  client.limits.max_body_bytes = rss.size();
  CHECK(client.get(base + "/feed.xml").result);
  CHECK(client.fault_of(base + "/feed.xml%00") == Fault::invalid);
}

TEST_CASE("fetch: no memory is taken for a file that is too large") {
  const support::TempDir folder;
  std::filesystem::resize_file(folder.write("huge.xml", ""), std::uintmax_t{1} << 42);
  CHECK(Client{}.fault_of("file://" + folder.file("huge.xml")) == Fault::too_large);
}

TEST_CASE("fetch: a program writes the feed to its standard output") {
  Client client;
  const FetchOutcome outcome = client.get("exec:printf '%s' '" + rss + "'");
  REQUIRE(outcome.result);
  CHECK(outcome.result->body == rss);
  CHECK(outcome.result->validators.empty());
  CHECK(client.get("exec:sh -c 'cat; echo end'").result->body == "end\n");
}

TEST_CASE("fetch: a program that fails says why") {
  Client client;
  const FetchOutcome outcome = client.get("exec:sh -c 'echo out; echo first >&2; echo \"no luck\" >&2; exit 3'");
  REQUIRE(outcome.failure);
  CHECK(outcome.failure->error.message == "the program failed with status 3: no luck");
  CHECK(client.get("exec:sh -c 'kill -9 $$'").failure->error.message == "the program was ended by signal 9");
  CHECK(client.fault_of("exec:/nonexistent/program") == Fault::not_found);
  CHECK(client.fault_of("exec:/") == Fault::forbidden);
  CHECK(client.fault_of("exec:prog 'open") == Fault::invalid);
}

TEST_CASE("fetch: a program that writes too much is ended") {
  Client client;
  client.limits.max_body_bytes = 100'000;
  CHECK(client.fault_of("exec:sh -c 'yes | cat'") == Fault::too_large);
  CHECK(client.fault_of("exec:sh -c 'yes >&2 | yes'") == Fault::too_large);
}

TEST_CASE("fetch: a program that takes too long is ended with all that it has started") {
  const support::TempDir folder;
  const std::string fifo = folder.file("fifo");
  REQUIRE(::mkfifo(fifo.c_str(), 0600) == 0);
  const int reader = ::open(fifo.c_str(), O_RDONLY | O_NONBLOCK);
  Client client;
  client.timeout = 500ms;
  CHECK(client.fault_of("exec:sh -c 'exec 9>\"" + fifo + "\"; echo x >&9; sleep 1000 | sleep 1000'") == Fault::timeout);
  // What holds the other end has written, and once it is gone this end hangs up.
  char letter[2];
  CHECK(::read(reader, letter, 2) == 2);
  pollfd hang_up{reader, POLLIN, 0};
  CHECK(::poll(&hang_up, 1, 60'000) == 1);
  CHECK((hang_up.revents & POLLHUP) != 0);
  ::close(reader);
}

TEST_CASE("fetch: a program that has ended while something of it still writes is no feed yet") {
  Client client;
  client.timeout = 500ms;
  CHECK(client.fault_of("exec:sh -c '(sleep 1000; echo rest) & echo start'") == Fault::timeout);
}

TEST_CASE("fetch: a program is abandoned where telex stops") {
  Client client;
  client.stops = true;
  CHECK(client.fault_of("exec:sleep 1000") == Fault::cancelled);
}
