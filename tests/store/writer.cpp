#include "store/writer.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <functional>
#include <future>

#include "store/sqlite/backend.hpp"
#include "store/sqlite/open.hpp"
#include "support/memory_backend.hpp"
#include "support/sqlite_store.hpp"

using namespace telex;
using namespace telex::test;
using store::Writer;

namespace {

using Answers = std::vector<std::optional<Result<store::Saved>>>;

Writer::Options quick() {
  Writer::Options options;
  options.first_pause = std::chrono::milliseconds{1};
  return options;
}

boost::asio::awaitable<void> save_one(Writer& writer, store::FeedUpdate update, Answers& answers, std::size_t index) {
  answers[index] = co_await writer.save(std::move(update));
}

/// Saves all at once, and waits for all.
Answers save_all(boost::asio::io_context& loop, Writer& writer, std::vector<store::FeedUpdate> updates) {
  Answers answers(updates.size());
  for (std::size_t i = 0; i < updates.size(); ++i) {
    boost::asio::co_spawn(loop, save_one(writer, std::move(updates[i]), answers, i), boost::asio::detached);
  }
  loop.restart();
  loop.run();
  return answers;
}

boost::asio::awaitable<void> subscribe_one(Writer& writer, std::vector<feed::Subscription> feeds,
                                           std::vector<store::FeedRecord>& records) {
  auto answer = co_await writer.subscribe(std::move(feeds));
  records = std::move(answer).value();
}

std::vector<store::FeedRecord> subscribe(boost::asio::io_context& loop, Writer& writer, std::size_t count) {
  std::vector<feed::Subscription> feeds;
  for (std::size_t i = 0; i < count; ++i) feeds.push_back(subscription("https://example.org/" + std::to_string(i)));
  std::vector<store::FeedRecord> records;
  boost::asio::co_spawn(loop, subscribe_one(writer, std::move(feeds), records), boost::asio::detached);
  loop.restart();
  loop.run();
  return records;
}

std::vector<store::FeedUpdate> one_entry_each(std::size_t count) {
  std::vector<store::FeedUpdate> updates;
  for (std::size_t i = 1; i <= count; ++i) {
    updates.push_back(update(static_cast<store::FeedId>(i), hour(1), {entry("a", "A")}));
  }
  return updates;
}

/// Holds every commit until the test lets it go.
class GatedBackend final : public store::Backend {
 public:
  struct Gate {
    std::promise<void> entered;
    std::promise<void> open;
  };
  GatedBackend(std::unique_ptr<store::Backend> inner, std::shared_ptr<Gate> gate)
      : inner_(std::move(inner)), gate_(std::move(gate)) {}

  Result<std::vector<store::FeedRecord>> subscribe(std::span<const feed::Subscription> subscriptions) override {
    return inner_->subscribe(subscriptions);
  }
  Result<std::vector<store::Saved>> commit(std::span<const store::FeedUpdate> updates) override {
    if (gate_) {
      gate_->entered.set_value();
      gate_->open.get_future().wait();
      gate_.reset();
    }
    return inner_->commit(updates);
  }
  Result<std::size_t> mark(std::span<const store::EntryId> ids, Mark mark) override { return inner_->mark(ids, mark); }

 private:
  std::unique_ptr<store::Backend> inner_;
  std::shared_ptr<Gate> gate_;
};

/// Tells the test each time that a commit found the store busy, on the writer's thread.
class WatchedBackend final : public store::Backend {
 public:
  WatchedBackend(std::unique_ptr<store::Backend> inner, std::function<Result<void>()> on_busy)
      : inner_(std::move(inner)), on_busy_(std::move(on_busy)) {}

  Result<std::vector<store::FeedRecord>> subscribe(std::span<const feed::Subscription> subscriptions) override {
    return inner_->subscribe(subscriptions);
  }
  Result<std::vector<store::Saved>> commit(std::span<const store::FeedUpdate> updates) override {
    auto saved = inner_->commit(updates);
    if (saved || saved.error().fault != Fault::store_busy) return saved;
    if (const auto done = on_busy_(); !done) return done.error();
    return saved;
  }
  Result<std::size_t> mark(std::span<const store::EntryId> ids, Mark mark) override { return inner_->mark(ids, mark); }

 private:
  std::unique_ptr<store::Backend> inner_;
  std::function<Result<void>()> on_busy_;
};

/// An SQLite store whose disk is full for the first commits.
class FullDisk final : public store::Backend {
 public:
  FullDisk(std::unique_ptr<store::sqlite::SqliteBackend> inner, int full_commits)
      : inner_(std::move(inner)), left_(full_commits) {}

  Result<std::vector<store::FeedRecord>> subscribe(std::span<const feed::Subscription> subscriptions) override {
    return inner_->subscribe(subscriptions);
  }
  Result<std::vector<store::Saved>> commit(std::span<const store::FeedUpdate> updates) override {
    const auto pages = inner_->connection().integer("PRAGMA page_count").value();
    const auto most = left_-- > 0 ? pages : std::int64_t{4'294'967'294};
    if (const auto set = inner_->connection().run("PRAGMA max_page_count=" + std::to_string(most)); !set)
      return set.error();
    return inner_->commit(updates);
  }
  Result<std::size_t> mark(std::span<const store::EntryId> ids, Mark mark) override { return inner_->mark(ids, mark); }

 private:
  std::unique_ptr<store::sqlite::SqliteBackend> inner_;
  int left_;
};

}  // namespace

TEST_CASE("store: a writer puts many saves into few commits, and answers each") {
  auto content = std::make_shared<MemoryBackend::Content>();
  boost::asio::io_context loop;
  Writer writer{loop.get_executor(), std::make_unique<MemoryBackend>(content), {}};
  CHECK(subscribe(loop, writer, 1000).size() == 1000);
  const auto answers = save_all(loop, writer, one_entry_each(1000));
  for (std::size_t i = 0; i < answers.size(); ++i) {
    REQUIRE(answers[i]);
    CHECK((*answers[i])->feed == static_cast<store::FeedId>(i + 1));
    CHECK((*answers[i])->added.size() == 1);
  }
  CHECK(content->batches.size() < 100);
  for (const std::size_t size : content->batches) CHECK(size <= 200);
}

TEST_CASE("store: a transaction of the writer has a bounded number of entries") {
  auto content = std::make_shared<MemoryBackend::Content>();
  boost::asio::io_context loop;
  Writer::Options options;
  options.max_entries = 3;
  Writer writer{loop.get_executor(), std::make_unique<MemoryBackend>(content), options};
  subscribe(loop, writer, 4);
  auto updates = one_entry_each(4);
  updates[0] = update(1, hour(1), {entry("1", "A"), entry("2", "B"), entry("3", "C"), entry("4", "D")});
  CHECK((*save_all(loop, writer, std::move(updates))[0])->added.size() == 4);
  for (const std::size_t size : content->batches) CHECK(size <= 3);
  CHECK(content->entries.size() == 7);
}

TEST_CASE("store: a save that fails takes no other with it") {
  boost::asio::io_context loop;
  const support::TempDir folder;
  Writer writer{loop.get_executor(), store::open_backend("sqlite:" + folder.file("telex.db")).value(), {}};
  subscribe(loop, writer, 3);
  auto updates = one_entry_each(3);
  updates[1].feed = 77;
  const auto answers = save_all(loop, writer, std::move(updates));
  CHECK((*answers[0])->added.size() == 1);
  CHECK(answers[1]->error().fault == Fault::not_found);
  CHECK((*answers[2])->added.size() == 1);
}

TEST_CASE("store: a busy or full store is tried again until it takes what waits") {
  auto script = std::make_shared<FailingBackend::Script>();
  script->fail({Fault::store_busy, "locked", ""}, 3);
  script->fail({Fault::store_full, "full", ""}, 2);
  boost::asio::io_context loop;
  Writer writer{loop.get_executor(), std::make_unique<FailingBackend>(std::make_unique<MemoryBackend>(), script),
                quick()};
  subscribe(loop, writer, 2);
  const auto answers = save_all(loop, writer, one_entry_each(2));
  CHECK((*answers[0])->added.size() == 1);
  CHECK((*answers[1])->added.size() == 1);
  CHECK(script->given() == 5);
}

TEST_CASE("store: a fault that waiting cannot help is each caller's answer") {
  auto script = std::make_shared<FailingBackend::Script>();
  script->fail({Fault::store_readonly, "read-only", ""});
  boost::asio::io_context loop;
  Writer::Options options;
  options.max_batch = 2;
  options.gather = std::chrono::hours{1};
  Writer writer{loop.get_executor(), std::make_unique<FailingBackend>(std::make_unique<MemoryBackend>(), script),
                options};
  subscribe(loop, writer, 2);
  const auto answers = save_all(loop, writer, one_entry_each(2));
  CHECK(answers[0]->error().fault == Fault::store_readonly);
  CHECK(answers[1]->error().fault == Fault::store_readonly);
}

TEST_CASE("store: a writer on a full disk goes on by itself when there is room") {
  const support::TempDir folder;
  const std::string path = folder.file("telex.db");
  boost::asio::io_context loop;
  auto inner = store::sqlite::SqliteBackend::make(store::sqlite::open_writer(path).value()).value();
  Writer writer{loop.get_executor(), std::make_unique<FullDisk>(std::move(inner), 4), quick()};
  subscribe(loop, writer, 1);
  std::vector<feed::Entry> entries;
  for (int i = 0; i < 100; ++i) entries.push_back(entry(std::to_string(i), "T", std::string(5000, 'x')));
  std::vector<store::FeedUpdate> updates;
  updates.push_back(update(1, hour(1), entries));
  CHECK((*save_all(loop, writer, std::move(updates))[0])->added.size() == 100);
}

TEST_CASE("store: a writer whose store is locked saves when the other lets go") {
  SqliteStore s{{subscription("https://example.org/0")}};
  auto other = store::sqlite::open_marker(s.path).value();
  REQUIRE(other.run("BEGIN IMMEDIATE").has_value());
  int busy = 0;
  auto backend = std::make_unique<WatchedBackend>(std::move(s.backend), [&] {
    ++busy;
    return other.run("ROLLBACK");
  });
  boost::asio::io_context loop;
  Writer writer{loop.get_executor(), std::move(backend), quick()};
  const auto answers = save_all(loop, writer, one_entry_each(1));
  CHECK((*answers[0])->added.size() == 1);
  CHECK(busy == 1);
}

TEST_CASE("store: stopping a writer commits what is queued, and refuses what comes later") {
  auto gate = std::make_shared<GatedBackend::Gate>();
  auto content = std::make_shared<MemoryBackend::Content>();
  boost::asio::io_context loop;
  Writer writer{
      loop.get_executor(), std::make_unique<GatedBackend>(std::make_unique<MemoryBackend>(content), gate), {}};
  subscribe(loop, writer, 3);
  Answers answers(3);
  auto updates = one_entry_each(3);
  for (std::size_t i = 0; i < 2; ++i) {
    boost::asio::co_spawn(loop, save_one(writer, std::move(updates[i]), answers, i), boost::asio::detached);
    loop.restart();
    loop.poll();
    if (i == 0) gate->entered.get_future().wait();
  }
  gate->open.set_value();
  writer.stop();
  writer.stop();
  CHECK(content->entries.size() == 2);
  boost::asio::co_spawn(loop, save_one(writer, std::move(updates[2]), answers, 2), boost::asio::detached);
  loop.restart();
  loop.run();
  CHECK((*answers[0])->added.size() == 1);
  CHECK((*answers[1])->added.size() == 1);
  CHECK(answers[2]->error().fault == Fault::cancelled);
}

TEST_CASE("store: stopping a writer whose store cannot be written gives up what is queued") {
  auto script = std::make_shared<FailingBackend::Script>();
  script->fail({Fault::store_full, "full", ""}, 1000);
  boost::asio::io_context loop;
  Writer::Options options;
  options.first_pause = std::chrono::hours{1};
  Writer writer{loop.get_executor(), std::make_unique<FailingBackend>(std::make_unique<MemoryBackend>(), script),
                options};
  Answers answers(1);
  subscribe(loop, writer, 1);
  boost::asio::co_spawn(loop, save_one(writer, update(1, hour(1), {}), answers, 0), boost::asio::detached);
  loop.restart();
  loop.poll();
  writer.stop();
  loop.restart();
  loop.run();
  CHECK(answers[0]->error().fault == Fault::store_full);
}

TEST_CASE("store: a writer whose patience has ended answers with the reason, and goes on when the store does") {
  boost::asio::io_context loop;
  const auto script = std::make_shared<FailingBackend::Script>();
  Writer::Options options;
  options.max_batch = 1;
  options.patience = std::chrono::milliseconds{0};
  Writer writer{loop.get_executor(), std::make_unique<FailingBackend>(std::make_unique<MemoryBackend>(), script),
                options};
  subscribe(loop, writer, 3);
  script->fail({Fault::store_full, "full", ""}, 2);
  const Answers answers = save_all(loop, writer, one_entry_each(3));
  CHECK(answers[0]->error().fault == Fault::store_full);
  CHECK(answers[1]->error().fault == Fault::store_full);
  CHECK(answers[2]->has_value());
  CHECK(script->given() == 2);
}

TEST_CASE("store: a writer pauses no longer than its patience lasts") {
  boost::asio::io_context loop;
  const auto script = std::make_shared<FailingBackend::Script>();
  Writer::Options options;
  options.first_pause = std::chrono::hours{1};
  options.patience = std::chrono::milliseconds{1};
  Writer writer{loop.get_executor(), std::make_unique<FailingBackend>(std::make_unique<MemoryBackend>(), script),
                options};
  subscribe(loop, writer, 1);
  script->fail({Fault::store_busy, "busy", ""}, 1000);
  const Answers answers = save_all(loop, writer, one_entry_each(1));
  CHECK(answers[0]->error().fault == Fault::store_busy);
}
