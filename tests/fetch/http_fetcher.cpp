#include <doctest/doctest.h>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <thread>

#include "fetch/fetcher.hpp"
#include "support/origin.hpp"

using namespace telex;
using namespace telex::support;
using fetch::FetchOutcome;

namespace {

const std::string rss = "<rss version=\"2.0\"><channel><title>News</title></channel></rss>";

/// A fetcher on a loop of its own, asked one question at a time.
class Client {
 public:
  explicit Client(fetch::Limits limits = loopback()) : fetcher_{fetch::make_fetcher(loop_.get_executor(), limits)} {}

  static fetch::Limits loopback() {
    fetch::Limits limits;
    limits.allow_private = true;
    return limits;
  }

  FetchOutcome get(const std::string& url, feed::Validators validators = {}) {
    fetch::FeedRequest request;
    request.subscription.url = url;
    request.validators = std::move(validators);
    return get(std::move(request));
  }

  FetchOutcome get(fetch::FeedRequest request) {
    std::optional<FetchOutcome> outcome;
    boost::asio::co_spawn(
        loop_, fetcher_->fetch(std::move(request)),
        boost::asio::bind_cancellation_slot(cancel_.slot(), [&](std::exception_ptr failure, FetchOutcome got) {
          if (failure) std::rethrow_exception(failure);
          outcome = std::move(got);
        }));
    loop_.restart();
    while (!outcome) loop_.run_one();
    return std::move(*outcome);
  }

  /// Any thread.
  void cancel() {
    boost::asio::post(loop_, [this] { cancel_.emit(boost::asio::cancellation_type::terminal); });
  }

 private:
  boost::asio::io_context loop_;
  std::unique_ptr<fetch::Fetcher> fetcher_;
  boost::asio::cancellation_signal cancel_;
};

Fault fault_of(const FetchOutcome& outcome) {
  REQUIRE(outcome.failure);
  return outcome.failure->error.fault;
}

}  // namespace

TEST_CASE("fetch: a feed arrives decoded, with its validators byte for byte") {
  Origin origin;
  Answer answer = feed_answer(rss);
  answer.etag = "W/\"a b\\\"c-\xE9\"";
  answer.last_modified = "Tue, 01 Jan 2019 00:00:00 GMT";
  answer.gzip = true;
  origin.serve("/feed", answer);
  Client client;
  const FetchOutcome outcome = client.get(origin.url("/feed"));
  REQUIRE(outcome.result);
  CHECK(outcome.result->body == rss);
  CHECK(outcome.result->content_type == "application/rss+xml");
  CHECK(outcome.result->complete);
  CHECK(outcome.result->validators == feed::Validators{origin.url("/feed"), answer.etag, answer.last_modified});
}

TEST_CASE("fetch: validators are sent back unchanged, and a 304 has no body") {
  Origin origin;
  Answer answer = feed_answer(rss);
  answer.etag = "\"v1\"";
  origin.serve("/feed", answer);
  Client client;
  const feed::Validators validators{origin.url("/feed"), "\"v1\"", "Tue, 01 Jan 2019 00:00:00 GMT"};
  const FetchOutcome outcome = client.get(origin.url("/feed"), validators);
  REQUIRE(outcome.result);
  CHECK(outcome.result->not_modified);
  CHECK(outcome.result->validators == validators);
  const auto requests = origin.requests("/feed");
  REQUIRE(requests.size() == 1);
  CHECK(requests[0].header("If-None-Match") == "\"v1\"");
  CHECK(requests[0].header("If-Modified-Since") == "Tue, 01 Jan 2019 00:00:00 GMT");
}

TEST_CASE("fetch: validators of another URL are not sent") {
  Origin origin;
  origin.serve("/feed", feed_answer(rss));
  Client client;
  client.get(origin.url("/feed"), {origin.url("/other"), "\"v1\"", ""});
  CHECK_FALSE(origin.requests("/feed").at(0).header("If-None-Match"));
}

TEST_CASE("fetch: connections are kept alive") {
  Origin origin;
  origin.serve("/feed", feed_answer(rss));
  Client client;
  for (int i = 0; i < 5; ++i) CHECK(client.get(origin.url("/feed")).result);
  CHECK(origin.connections() == 1);
}

TEST_CASE("fetch: redirects are followed, and validators belong to the last URL") {
  Origin origin;
  origin.serve("/a", redirect(301, "/b"));
  origin.serve("/b", redirect(307, origin.url("/c?x=1")));
  Answer answer = feed_answer(rss);
  answer.etag = "\"v1\"";
  origin.serve("/c", answer);
  Client client;
  const FetchOutcome first = client.get(origin.url("/a"));
  REQUIRE(first.result);
  CHECK(first.result->final_url == origin.url("/c?x=1"));
  const FetchOutcome second = client.get(origin.url("/a"), first.result->validators);
  REQUIRE(second.result);
  CHECK(second.result->not_modified);
  CHECK_FALSE(origin.requests("/a").at(1).header("If-None-Match"));
}

TEST_CASE("fetch: an endless redirect, one without a target and one to another scheme end in an error") {
  Origin origin;
  origin.serve("/loop", redirect(302, "/loop"));
  Answer nowhere;
  nowhere.status = 302;
  origin.serve("/nowhere", nowhere);
  origin.serve("/file", redirect(301, "file:///etc/passwd"));
  Client client;
  CHECK(fault_of(client.get(origin.url("/loop"))) == Fault::network);
  CHECK(origin.requests("/loop").size() == 11);
  CHECK(fault_of(client.get(origin.url("/nowhere"))) == Fault::network);
  CHECK(fault_of(client.get(origin.url("/file"))) == Fault::forbidden);
}

TEST_CASE("fetch: secrets stay with the origin that they were meant for") {
  Origin mine;
  Origin other;
  mine.serve("/feed", redirect(302, other.url("/feed")));
  other.serve("/feed", feed_answer(rss));
  fetch::FeedRequest request;
  request.subscription.url = mine.url("/feed");
  request.subscription.headers = {{"Authorization", "Bearer secret"}, {"X-Api-Key", "secret"}};
  request.subscription.cookie = "id=secret";
  Client client;
  CHECK(client.get(request).result);
  const Request first = mine.requests().at(0);
  CHECK(first.header("Authorization") == "Bearer secret");
  CHECK(first.header("Cookie") == "id=secret");
  const Request second = other.requests().at(0);
  CHECK_FALSE(second.header("Authorization"));
  CHECK_FALSE(second.header("Cookie"));
  CHECK_FALSE(second.header("X-Api-Key"));
}

TEST_CASE("fetch: a body over the limit is given up while it streams, also when it is compressed") {
  Origin origin;
  Answer huge = feed_answer(std::string(1 << 20, ' '));
  huge.repeat = 1000;
  origin.serve("/huge", huge);
  Answer bomb = feed_answer(std::string(32 << 20, ' '));
  bomb.gzip = true;
  origin.serve("/bomb", bomb);
  Client client;
  CHECK(fault_of(client.get(origin.url("/huge"))) == Fault::too_large);
  CHECK(fault_of(client.get(origin.url("/bomb"))) == Fault::too_large);
}

TEST_CASE("fetch: of a cut body the part that came is kept, its validators are not") {
  Origin origin;
  Answer cut = feed_answer(rss);
  cut.etag = "\"v1\"";
  cut.cut_after = 20;
  origin.serve("/length", cut);
  cut.cut_after.reset();
  cut.framing = Framing::chunked_without_end;
  origin.serve("/chunked", cut);
  Client client;
  const FetchOutcome by_length = client.get(origin.url("/length"));
  REQUIRE(by_length.result);
  CHECK(by_length.result->body == rss.substr(0, 20));
  CHECK_FALSE(by_length.result->complete);
  CHECK(by_length.result->validators.empty());
  const FetchOutcome by_chunks = client.get(origin.url("/chunked"));
  REQUIRE(by_chunks.result);
  CHECK(by_chunks.result->body == rss);
  CHECK_FALSE(by_chunks.result->complete);
}

TEST_CASE("fetch: refusals say what they mean, when to come back and what is gone") {
  Origin origin;
  Answer gone;
  gone.status = 410;
  origin.serve("/gone", gone);
  origin.serve("/moved", redirect(301, "/gone"));
  Answer busy;
  busy.status = 503;
  busy.headers = {{"Retry-After", "120"}};
  origin.serve("/busy", busy);
  busy.headers = {{"Retry-After", "9223372036854775806"}};
  origin.serve("/never", busy);
  Client client;
  const FetchOutcome at_gone = client.get(origin.url("/gone"));
  CHECK(fault_of(at_gone) == Fault::http_status);
  CHECK(at_gone.failure->gone);
  CHECK(at_gone.failure->status == 410);
  CHECK_FALSE(client.get(origin.url("/moved")).failure->gone);
  CHECK(client.get(origin.url("/busy")).failure->retry_after == std::chrono::seconds{120});
  CHECK(client.get(origin.url("/never")).failure->retry_after <= std::chrono::hours{24 * 366});
  CHECK(client.get(origin.url("/nothing")).failure->error.message.starts_with("404: there is no such feed"));
}

TEST_CASE("fetch: private addresses are refused unless they are allowed, whatever their spelling") {
  Origin origin;
  origin.serve("/feed", feed_answer(rss));
  fetch::Limits limits;
  Client client{limits};
  const std::string port = std::to_string(origin.port());
  for (const std::string host : {"127.0.0.1", "localhost", "127.1", "0x7f000001", "[::1]", "[::ffff:127.0.0.1]"}) {
    CAPTURE(host);
    CHECK(fault_of(client.get("http://" + host + ":" + port + "/feed")) == Fault::forbidden);
  }
  CHECK(origin.requests().empty());
}

TEST_CASE("fetch: broken answers are errors in words") {
  Origin origin;
  Answer garbage;
  garbage.raw = "this is not HTTP\r\n\r\n";
  origin.serve("/garbage", garbage);
  origin.serve("/header", [] {
    Answer answer;
    answer.headers.assign(5000, {"X-Padding", std::string(100, 'x')});
    return answer;
  }());
  Client client;
  CHECK(fault_of(client.get(origin.url("/garbage"))) == Fault::invalid);
  CHECK(fault_of(client.get(origin.url("/header"))) == Fault::too_large);
  CHECK(fault_of(client.get("ftp://127.0.0.1/feed")) == Fault::invalid);
  CHECK(fault_of(client.get("nonsense")) == Fault::invalid);
  const std::string closed = [] { return Origin{}.url("/"); }();
  const FetchOutcome refused = client.get(closed);
  CHECK(fault_of(refused) == Fault::network);
  CHECK(refused.failure->error.message == "no connection to the server (Connection refused)");
}

TEST_CASE("fetch: a transfer that takes too long is given up") {
  Origin origin;
  Answer stalled = feed_answer(rss);
  stalled.before_piece = std::make_shared<Gate>();
  origin.serve("/feed", stalled);
  fetch::Limits limits = Client::loopback();
  limits.timeout = std::chrono::milliseconds{50};
  Client client{limits};
  const FetchOutcome outcome = client.get(origin.url("/feed"));
  CHECK(fault_of(outcome) == Fault::timeout);
  CHECK(outcome.failure->error.message == "no complete answer within 0.05 s");
}

TEST_CASE("fetch: a cancelled transfer is abandoned") {
  Origin origin;
  Answer stalled = feed_answer(rss);
  stalled.before_head = std::make_shared<Gate>();
  origin.serve("/feed", stalled);
  Client client;
  std::jthread canceller{[&] {
    origin.wait_for_requests(1);
    client.cancel();
  }};
  CHECK(fault_of(client.get(origin.url("/feed"))) == Fault::cancelled);
}

TEST_CASE("fetch: a body whose end only the connection tells may have been cut") {
  Origin origin;
  Answer answer = feed_answer(rss);
  origin.serve("/length", answer);
  answer.framing = Framing::chunked;
  origin.serve("/chunked", answer);
  answer.framing = Framing::until_close;
  origin.serve("/close", answer);
  answer.gzip = true;
  origin.serve("/gzip", answer);
  Client client;
  CHECK(client.get(origin.url("/length")).result->end_is_known);
  CHECK(client.get(origin.url("/chunked")).result->end_is_known);
  CHECK_FALSE(client.get(origin.url("/close")).result->end_is_known);
  CHECK_FALSE(client.get(origin.url("/gzip")).result->end_is_known);
}

TEST_CASE("fetch: a part that was not asked for is no whole document") {
  Origin origin;
  Answer part = feed_answer(rss);
  part.status = 206;
  part.etag = "\"v1\"";
  origin.serve("/feed", part);
  Client client;
  const FetchOutcome outcome = client.get(origin.url("/feed"));
  REQUIRE(outcome.result);
  CHECK_FALSE(outcome.result->complete);
  CHECK(outcome.result->validators.empty());
}
