#include "pipeline/aggregator.hpp"

#include <doctest/doctest.h>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/thread_pool.hpp>

#include "support/canned_fetcher.hpp"
#include "support/fake_clock.hpp"
#include "support/memory_backend.hpp"

using namespace telex;
using namespace telex::support;
using namespace std::chrono_literals;
using pipeline::Aggregator;
using pipeline::RoundReport;

namespace {

std::string rss(const std::string& guid) {
  return "<rss version=\"2.0\"><channel><title>News</title><item><guid>" + guid +
         "</guid><title>An item</title></item></channel></rss>";
}

feed::Subscription subscription(std::string url) {
  feed::Subscription feed;
  feed.url = std::move(url);
  return feed;
}

/// An aggregator with a canned net, a clock moved by hand and a store in memory.
class Bench {
 public:
  Bench()
      : fetcher{loop.get_executor()},
        aggregator_{{loop.get_executor(), pool_.get_executor(), clock, fetcher, writer_}} {
    aggregator_.observe([this](const pipeline::PollReport& report) { polled.push_back(report); });
  }

  ~Bench() {
    writer_.stop();
    pool_.join();
  }

  template <class Value>
  Value wait_for(boost::asio::awaitable<Value> work) {
    std::optional<Value> value;
    boost::asio::co_spawn(loop, std::move(work), [&](std::exception_ptr failure, Value result) {
      if (failure) std::rethrow_exception(failure);
      value = std::move(result);
    });
    loop.restart();
    while (!value) loop.run_one();
    return std::move(*value);
  }

  void configure(const std::vector<std::string>& urls) {
    std::vector<feed::Subscription> feeds;
    for (const std::string& url : urls) feeds.push_back(subscription(url));
    auto work = [](Bench& bench, std::vector<feed::Subscription> list) -> boost::asio::awaitable<bool> {
      co_return (co_await bench.aggregator_.configure(std::move(list), bench.limits)).has_value();
    };
    REQUIRE(wait_for(work(*this, std::move(feeds))));
  }

  RoundReport run_once() { return wait_for(aggregator_.run_once(nullptr)); }

  /// The report, or the message of the error.
  std::pair<RoundReport, std::string> fetch_now(std::vector<std::string> urls) {
    using Answer = std::pair<RoundReport, std::string>;
    auto work = [](Bench& bench, std::vector<std::string> list) -> boost::asio::awaitable<Answer> {
      const Result<RoundReport> round = co_await bench.aggregator_.fetch_now(std::move(list), nullptr);
      co_return round ? Answer{*round, ""} : Answer{{}, round.error().message};
    };
    return wait_for(work(*this, std::move(urls)));
  }

  void start() {
    boost::asio::co_spawn(loop, aggregator_.run(),
                          boost::asio::bind_cancellation_slot(stop_.slot(), [this](std::exception_ptr failure) {
                            if (failure) std::rethrow_exception(failure);
                            stopped = true;
                          }));
    loop.restart();
  }

  void stop() { stop_.emit(boost::asio::cancellation_type::terminal); }

  template <class Condition>
  void run_until(Condition condition) {
    loop.restart();
    while (!condition()) loop.run_one();
  }

  /// Moves the clock from one sleeper's moment to the next until so many polls have ended.
  void advance_until_polled(std::size_t polls) {
    const auto asleep = [this] { return clock.next_wake() && *clock.next_wake() > clock.now(); };
    while (polled.size() < polls) {
      run_until([&] { return polled.size() >= polls || asleep(); });
      if (polled.size() < polls) clock.advance_to(*clock.next_wake());
    }
  }

  boost::asio::io_context loop;
  boost::asio::executor_work_guard<boost::asio::io_context::executor_type> busy{loop.get_executor()};
  FakeClock clock;
  CannedFetcher fetcher;
  std::shared_ptr<test::MemoryBackend::Content> stored = std::make_shared<test::MemoryBackend::Content>();
  std::vector<pipeline::PollReport> polled;
  Aggregator::Limits limits;
  bool stopped = false;

 private:
  boost::asio::thread_pool pool_{1};
  boost::asio::cancellation_signal stop_;
  store::Writer writer_{loop.get_executor(), std::make_unique<test::MemoryBackend>(stored), {}};
  Aggregator aggregator_;
};

const std::string a = "http://127.0.0.1/a";
const std::string b = "http://127.0.0.2/b";

}  // namespace

TEST_CASE("pipeline: one round polls every feed that is due, and stores what it finds") {
  Bench bench;
  bench.fetcher.serve(a, rss("1"));
  bench.fetcher.serve(b, rss("2"));
  bench.configure({a, b});
  const RoundReport first = bench.run_once();
  CHECK(first.polled == 2);
  CHECK(first.added == 2);
  CHECK(bench.stored->entries.size() == 2);
  CHECK(bench.run_once().polled == 0);  // nothing is due yet
  bench.clock.advance_by(35min);
  const RoundReport later = bench.run_once();
  CHECK(later.polled == 2);
  CHECK(later.added == 0);
}

TEST_CASE("pipeline: the validators of a stored document go with the next request") {
  Bench bench;
  bench.fetcher.serve(a, rss("1"));
  bench.fetcher.serve_not_modified(a);
  bench.configure({a});
  bench.run_once();
  const auto [round, error] = bench.fetch_now({a});
  CHECK(error.empty());
  CHECK(round.not_modified == 1);
  REQUIRE(bench.fetcher.requests.size() == 2);
  CHECK(bench.fetcher.requests[0].validators.empty());
  CHECK(bench.fetcher.requests[1].validators.etag == "\"v1\"");
}

TEST_CASE("pipeline: a body that is no feed is a failure, and its validators are not kept") {
  Bench bench;
  bench.fetcher.serve(a, "<html><body>Down for maintenance</body></html>");
  bench.configure({a});
  CHECK(bench.run_once().failed == 1);
  REQUIRE(bench.polled.size() == 1);
  REQUIRE(bench.polled[0].failure);
  CHECK(bench.polled[0].failure->fault == Fault::not_a_feed);
  bench.fetch_now({a});
  CHECK(bench.fetcher.requests.at(1).validators.empty());
}

TEST_CASE("pipeline: a body that was cut adds entries and changes none, and its validators are forgotten") {
  Bench bench;
  const std::string head = "<rss version=\"2.0\"><channel><title>News</title>";
  const std::string whole = "<item><guid>1</guid><description>a long story</description></item>";
  bench.fetcher.serve(a, head + whole + "</channel></rss>");
  bench.fetcher.serve(a, head + "<item><guid>2</guid></item><item><guid>1</guid><description>a lo", false);
  bench.configure({a});
  bench.run_once();
  const RoundReport cut = bench.fetch_now({a}).first;
  CHECK(cut.failed == 0);
  CHECK(cut.added == 1);
  CHECK(cut.changed == 0);
  for (const auto& [key, kept] : bench.stored->entries) {
    if (kept.second.entry.id == "1") CHECK(kept.second.entry.content_html == "a long story");
  }
  bench.fetch_now({a});
  CHECK(bench.fetcher.requests.back().validators.empty());
}

TEST_CASE("pipeline: a failing feed is asked less and less often, and a success ends that") {
  Bench bench;
  bench.fetcher.fail(a, {Error{Fault::network, "no connection to the server", a}, 0, false, {}});
  bench.fetcher.fail(a, {Error{Fault::network, "no connection to the server", a}, 0, false, {}});
  bench.fetcher.serve(a, rss("1"));
  bench.configure({a});
  bench.start();
  std::vector<Instant> moments;
  for (std::size_t polls = 1; polls <= 4; ++polls) {
    bench.advance_until_polled(polls);
    moments.push_back(bench.clock.now());
  }
  CHECK(moments[1] - moments[0] >= 15min);
  CHECK(moments[1] - moments[0] <= 16min + 30s);
  CHECK(moments[2] - moments[1] >= 30min);
  CHECK(moments[3] - moments[2] >= 30min);
  CHECK(moments[3] - moments[2] <= 33min);
  bench.stop();
  bench.run_until([&] { return bench.stopped; });
}

TEST_CASE("pipeline: an exception is a failure of that feed, which is put off like any other") {
  Bench bench;
  bench.fetcher.throws.insert(a);
  bench.configure({a});
  bench.start();
  bench.advance_until_polled(1);
  const Instant first = bench.clock.now();
  REQUIRE(bench.polled[0].failure);
  CHECK(bench.polled[0].failure->message == "unexpected error: a bug");
  bench.advance_until_polled(2);
  CHECK(bench.clock.now() - first >= 15min);
  bench.stop();
  bench.run_until([&] { return bench.stopped; });
  CHECK(bench.fetch_now({a}).second == "telex is stopping");
}

TEST_CASE("pipeline: a due instant that a wrong clock has stored is cut back") {
  Bench bench;
  bench.fetcher.serve(a, rss("1"));
  bench.stored->feeds.push_back({1, a, {}});
  bench.stored->feeds[0].poll.next_due = bench.clock.now() + 24h * 365 * 70;
  bench.configure({a});
  bench.clock.advance_by(24h * 8);
  CHECK(bench.run_once().polled == 1);
}

TEST_CASE("pipeline: reading the configuration again keeps each feed's place in the schedule") {
  Bench bench;
  std::vector<std::string> urls;
  for (int i = 0; i < 50; ++i) urls.push_back("http://127.0.0." + std::to_string(i + 1) + "/");
  for (const std::string& url : urls) bench.fetcher.serve(url, rss("1"));
  bench.configure(urls);
  bench.start();
  bench.loop.poll();
  for (int round = 0; round < 10; ++round) {
    bench.clock.advance_by(1s);
    bench.configure(urls);
  }
  bench.run_until([&] { return bench.polled.size() == 50; });
  CHECK(bench.clock.now() == from_unix(1'600'000'000) + 10s);
  bench.stop();
  bench.run_until([&] { return bench.stopped; });
}

TEST_CASE("pipeline: Retry-After puts a feed off") {
  Bench bench;
  bench.fetcher.fail(a, {Error{Fault::http_status, "503", a}, 503, false, 10h});
  bench.configure({a});
  bench.run_once();
  bench.clock.advance_by(10h - 1s);
  CHECK(bench.run_once().polled == 0);
  bench.clock.advance_by(1h + 1s);
  CHECK(bench.run_once().polled == 1);
}

TEST_CASE("pipeline: a feed that is gone is left alone until somebody asks for it") {
  Bench bench;
  bench.fetcher.fail(a, {Error{Fault::http_status, "410", a}, 410, true, {}});
  bench.fetcher.serve(a, rss("1"));
  bench.configure({a});
  bench.run_once();
  bench.clock.advance_by(24h * 30);
  CHECK(bench.run_once().polled == 0);
  CHECK(bench.fetch_now({a}).first.added == 1);
  bench.clock.advance_by(35min);
  CHECK(bench.run_once().polled == 1);
}

TEST_CASE("pipeline: whoever asks for a feed that is not subscribed is told so") {
  Bench bench;
  bench.configure({a});
  CHECK(bench.fetch_now({a, b}).second == "not subscribed: " + b);
  CHECK(bench.fetcher.requests.empty());
}

TEST_CASE("pipeline: a feed that is asked for twice at once is polled once") {
  Bench bench;
  bench.fetcher.serve(a, rss("1"));
  bench.configure({a});
  CHECK(bench.fetch_now({a, a}).first.polled == 1);
  CHECK(bench.fetcher.requests.size() == 1);
}

TEST_CASE("pipeline: no more polls are under way than concurrency allows") {
  Bench bench;
  bench.limits.concurrency = 3;
  std::vector<std::string> urls;
  for (int i = 0; i < 10; ++i) urls.push_back("http://127.0.0." + std::to_string(i + 1) + "/");
  for (const std::string& url : urls) {
    bench.fetcher.serve(url, rss("1"));
    bench.fetcher.stall(url);
  }
  bench.configure(urls);
  bench.start();
  bench.loop.poll();  // plans the start
  bench.clock.advance_by(1min);
  bench.run_until([&] { return bench.fetcher.under_way == 3; });
  for (const std::string& url : urls) bench.fetcher.release(url);
  bench.run_until([&] { return bench.polled.size() == 10; });
  CHECK(bench.fetcher.most_under_way == 3);
  bench.stop();
  bench.run_until([&] { return bench.stopped; });
}

TEST_CASE("pipeline: stopping abandons the transfers under way and stores nothing of them") {
  Bench bench;
  bench.fetcher.serve(a, rss("1"));
  bench.fetcher.serve(b, rss("2"));
  bench.fetcher.stall(a);
  bench.configure({a, b});
  bench.start();
  bench.loop.poll();  // plans the start
  bench.clock.advance_by(1min);
  bench.run_until([&] { return bench.polled.size() == 1 && bench.fetcher.under_way == 1; });
  bench.stop();
  bench.run_until([&] { return bench.stopped; });
  CHECK(bench.fetcher.under_way == 0);
  CHECK(bench.polled.size() == 1);
  CHECK(bench.stored->entries.size() == 1);
}

TEST_CASE("pipeline: a feed that leaves the configuration is not polled any more, and one that comes is") {
  Bench bench;
  bench.fetcher.serve(a, rss("1"));
  bench.fetcher.serve(b, rss("2"));
  bench.configure({a});
  bench.run_once();
  bench.configure({b});
  bench.clock.advance_by(24h);
  CHECK(bench.run_once().polled == 1);
  CHECK(bench.polled.back().url == b);
  bench.configure({a, b});
  CHECK(bench.run_once().polled == 1);  // a is overdue, b is not
  CHECK(bench.polled.back().url == a);
}

TEST_CASE("pipeline: a day of polling under a clock moved by hand keeps its rhythm") {
  Bench bench;
  bench.fetcher.serve(a, rss("1"));
  bench.configure({a});
  bench.start();
  const Instant start = bench.clock.now();
  bench.advance_until_polled(40);
  CHECK(bench.clock.now() - start >= 39 * 30min);
  CHECK(bench.clock.now() - start <= 39 * 33min + 1min);
  bench.stop();
  bench.run_until([&] { return bench.stopped; });
}
