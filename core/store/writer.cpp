#include "store/writer.hpp"

#include <boost/asio/any_completion_handler.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <thread>
#include <variant>

#include "base/log.hpp"

namespace telex::store {
namespace {

using std::chrono::milliseconds;
using Steady = std::chrono::steady_clock;

constexpr milliseconds longest_pause{30'000};

/// What Asio can carry through a completion handler: Result has no default value.
template <class Value>
using Answer = std::shared_ptr<Result<Value>>;
template <class Value>
using Resume = boost::asio::any_completion_handler<void(Answer<Value>)>;

struct Save {
  FeedUpdate update;
  Resume<Saved> resume;
};
struct Subscribe {
  std::vector<feed::Subscription> subscriptions;
  Resume<std::vector<FeedRecord>> resume;
};
using Job = std::variant<Save, Subscribe>;

/// Jobs that one call of the backend answers: saves, or a single subscribe.
using Batch = std::vector<Job>;

bool waiting_can_help(Fault fault) { return fault == Fault::store_busy || fault == Fault::store_full; }

/// The reason lies in the store, not in one of the updates.
bool concerns_all(Fault fault) {
  return waiting_can_help(fault) || fault == Fault::store_readonly || fault == Fault::store_corrupt ||
         fault == Fault::store_newer || fault == Fault::io || fault == Fault::cancelled;
}

Error stopped() { return {Fault::cancelled, "telex is stopping", {}}; }

}  // namespace

class Writer::Thread {
 public:
  Thread(boost::asio::any_io_executor loop, std::unique_ptr<Backend> backend, Options options)
      : loop_(std::move(loop)), backend_(std::move(backend)), options_(options), thread_([this] { run(); }) {}

  void push(Job job) {
    const std::scoped_lock lock{mutex_};
    if (stopping_) return resume_later(std::move(job), stopped());
    queue_.push_back(std::move(job));
    // The thread sleeps through what comes in between: it wakes for the first job, and for a full batch.
    if (queue_.size() == 1 || queue_.size() == options_.max_batch || is_urgent(queue_.back())) wake_.notify_one();
  }

  void stop() {
    {
      const std::scoped_lock lock{mutex_};
      stopping_ = true;
    }
    wake_.notify_one();
    const std::scoped_lock lock{joining_};
    if (thread_.joinable()) thread_.join();
  }

 private:
  static bool is_urgent(const Job& job) { return std::holds_alternative<Subscribe>(job); }

  void run() {
    for (Batch batch = take(); !batch.empty(); batch = take()) {
      if (auto* subscribe = std::get_if<Subscribe>(&batch.front())) {
        answer(std::move(*subscribe));
      } else {
        answer(std::move(batch));
      }
    }
  }

  /// Waits for jobs and lets more of them gather; empty when telex is stopping and nothing is left.
  Batch take() {
    std::unique_lock lock{mutex_};
    wake_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
    const auto is_full = [this] {
      return stopping_ || queue_.size() >= options_.max_batch || is_urgent(queue_.back());
    };
    if (!queue_.empty()) wake_.wait_for(lock, options_.gather, is_full);
    return next_batch();
  }

  Batch next_batch() {
    Batch batch;
    std::size_t entries = 0;
    while (!queue_.empty() && batch.size() < options_.max_batch) {
      if (is_urgent(queue_.front())) {
        if (!batch.empty()) break;
        batch.push_back(take_front());
        break;
      }
      entries += std::get<Save>(queue_.front()).update.entries.size();
      if (!batch.empty() && entries > options_.max_entries) break;
      batch.push_back(take_front());
    }
    return batch;
  }

  Job take_front() {
    Job job = std::move(queue_.front());
    queue_.pop_front();
    return job;
  }

  void answer(Subscribe job) {
    auto records = patiently([&] { return backend_->subscribe(job.subscriptions); });
    auto answer = std::make_shared<Result<std::vector<FeedRecord>>>(std::move(records));
    boost::asio::post(loop_, [resume = std::move(job.resume), answer]() mutable { std::move(resume)(answer); });
  }

  void answer(Batch batch) {
    std::vector<FeedUpdate> updates;
    std::vector<Resume<Saved>> callers;
    for (Job& job : batch) {
      auto& save = std::get<Save>(job);
      updates.push_back(std::move(save.update));
      callers.push_back(std::move(save.resume));
    }
    std::vector<Answer<Saved>> answers = commit(updates);
    boost::asio::post(loop_, [callers = std::move(callers), answers = std::move(answers)]() mutable {
      for (std::size_t i = 0; i < callers.size(); ++i) std::move(callers[i])(std::move(answers[i]));
    });
  }

  std::vector<Answer<Saved>> commit(std::span<const FeedUpdate> updates) {
    std::vector<Answer<Saved>> answers;
    auto saved = patiently([&] { return backend_->commit(updates); });
    if (saved) {
      for (Saved& one : *saved) answers.push_back(std::make_shared<Result<Saved>>(std::move(one)));
      return answers;
    }
    if (updates.size() == 1 || concerns_all(saved.error().fault)) {
      answers.assign(updates.size(), nullptr);
      for (auto& answer : answers) answer = std::make_shared<Result<Saved>>(saved.error());
      return answers;
    }
    for (std::size_t i = 0; i < updates.size(); ++i) answers.push_back(commit(updates.subspan(i, 1)).front());
    return answers;
  }

  /// Calls again while waiting can help and telex is not stopping.
  template <class Call>
  auto patiently(const Call& call) -> decltype(call()) {
    const Steady::time_point begin = Steady::now();
    milliseconds pause = options_.first_pause;
    for (bool said = false;; pause = std::min(pause * 2, longest_pause)) {
      auto result = guarded(call);
      if (result && said) log::info("store: it can be written again");
      if (result) patience_ended_ = false;
      if (result || !waiting_can_help(result.error().fault) || patience_ended_) return result;
      if (!said) log::warn("store: {}; what comes in waits until it can be stored", to_string(result.error()));
      said = true;
      const milliseconds left = patience_left(begin);
      patience_ended_ = left <= milliseconds{0};
      if (patience_ended_) return result;
      std::unique_lock lock{mutex_};
      if (wake_.wait_for(lock, std::min(pause, left), [this] { return stopping_; })) return result;
    }
  }

  /// Of all the time since `begin`: what the backend itself waits for a lock counts as well.
  milliseconds patience_left(Steady::time_point begin) const {
    if (!options_.patience) return milliseconds::max();
    return std::chrono::ceil<milliseconds>(begin + *options_.patience - Steady::now());
  }

  /// An exception is a bug or a want of memory: it fails these updates, not the daemon.
  template <class Call>
  auto guarded(const Call& call) -> decltype(call()) {
    try {
      return call();
    } catch (const std::exception& failure) {
      log::error("store: {}", failure.what());
      return Error{Fault::internal, failure.what(), {}};
    }
  }

  void resume_later(Job job, const Error& error) {
    std::visit(
        [&]<class Kind>(Kind& one) {
          using Value = std::conditional_t<std::is_same_v<Kind, Save>, Saved, std::vector<FeedRecord>>;
          auto answer = std::make_shared<Result<Value>>(error);
          boost::asio::post(loop_, [resume = std::move(one.resume), answer]() mutable { std::move(resume)(answer); });
        },
        job);
  }

  boost::asio::any_io_executor loop_;
  std::unique_ptr<Backend> backend_;
  Options options_;
  std::mutex mutex_;  ///< of the next two
  std::deque<Job> queue_;
  bool stopping_ = false;
  std::condition_variable wake_;
  bool patience_ended_ = false;  ///< the thread's own
  std::mutex joining_;
  std::thread thread_;
};

Writer::Writer(boost::asio::any_io_executor loop, std::unique_ptr<Backend> backend, Options options)
    : thread_(std::make_unique<Thread>(std::move(loop), std::move(backend), options)) {}

Writer::~Writer() { stop(); }

void Writer::stop() { thread_->stop(); }

boost::asio::awaitable<Result<Saved>> Writer::save(FeedUpdate update) {
  // Named first, and nothing captured: g++ 12 destroys some temporaries of a co_await expression twice.
  Thread* thread = thread_.get();
  const auto initiate = [](auto resume, Thread* to, FeedUpdate one) {
    to->push(Save{std::move(one), std::move(resume)});
  };
  Answer<Saved> answer =
      co_await boost::asio::async_initiate<const boost::asio::use_awaitable_t<>, void(Answer<Saved>)>(
          initiate, boost::asio::use_awaitable, thread, std::move(update));
  co_return std::move(*answer);
}

boost::asio::awaitable<Result<std::vector<FeedRecord>>> Writer::subscribe(
    std::vector<feed::Subscription> subscriptions) {
  using Records = Answer<std::vector<FeedRecord>>;
  Thread* thread = thread_.get();
  const auto initiate = [](auto resume, Thread* to, std::vector<feed::Subscription> all) {
    to->push(Subscribe{std::move(all), std::move(resume)});
  };
  Records answer = co_await boost::asio::async_initiate<const boost::asio::use_awaitable_t<>, void(Records)>(
      initiate, boost::asio::use_awaitable, thread, std::move(subscriptions));
  co_return std::move(*answer);
}

}  // namespace telex::store
