#pragma once
#include <boost/asio/awaitable.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "config/settings.hpp"
#include "daemon/commands.hpp"
#include "daemon/control_server.hpp"
#include "daemon/exit_deadline.hpp"
#include "daemon/task_group.hpp"
#include "fetch/fetcher.hpp"
#include "pipeline/aggregator.hpp"
#include "store/writer.hpp"

namespace telex::daemon {

/// The running daemon: one loop thread, a small pool for CPU-heavy work, the writer's thread. Made, run once and
/// destroyed on one thread.
class Daemon final : private Commands {
 public:
  Daemon(config::Settings settings, std::unique_ptr<store::Backend> backend, store::Writer::Options options);
  ~Daemon() override;

  /// Opens the control socket. Before run().
  Result<void> listen(const std::string& path) { return control_.listen(path); }

  /// Polls what is due until a signal ends it. Returns the exit status.
  int run();

  /// Which feeds a single round polls.
  struct Choice {
    bool due_only = true;
    std::vector<std::string> urls{};  ///< where not due_only: these, as configured; empty: all
  };

  /// Polls the chosen feeds, once. Returns the exit status.
  int run_once(Choice choice);

 private:
  struct Totals {
    std::uint64_t polls = 0;
    std::uint64_t failed = 0;
    std::uint64_t added = 0;
  };

  /// The right to hand a configuration to the parts of the daemon: one at a time has it.
  class Turn {
   public:
    explicit Turn(Daemon& daemon) : daemon_{daemon} { daemon_.configuring_ = true; }
    ~Turn() {
      daemon_.configuring_ = false;
      daemon_.configured_.cancel();
    }
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;

   private:
    Daemon& daemon_;
  };

  std::unique_ptr<fetch::Fetcher> make_fetcher();
  int drive(boost::asio::awaitable<int> work);
  boost::asio::awaitable<int> serve();
  boost::asio::awaitable<int> poll_once(Choice choice);
  boost::asio::awaitable<Result<pipeline::RoundReport>> poll(Choice choice, pipeline::Aggregator::OnPolled each);
  boost::asio::awaitable<bool> start();
  boost::asio::awaitable<void> show_life();
  boost::asio::awaitable<void> reload_by_signal();
  boost::asio::awaitable<void> fetch_unattended(std::vector<std::string> urls);
  boost::asio::awaitable<Result<void>> use(std::vector<feed::Subscription> feeds);
  boost::asio::awaitable<std::vector<Error>> reload_whole();
  boost::asio::awaitable<std::vector<Error>> read_again();

  void watch_signals();
  void on_signal(int number);
  void begin_stop();
  static Error stopping() { return {.fault = Fault::cancelled, .message = "telexd is stopping", .place = {}}; }
  void give_up_on_store(std::chrono::seconds after);
  void note(const pipeline::PollReport& report);
  void warn_of_changes(config::Settings& next) const;
  std::string status() const;

  Result<std::size_t> count(const std::vector<std::string>& urls) const override;
  boost::asio::awaitable<Result<pipeline::RoundReport>> fetch(std::vector<std::string> urls,
                                                              pipeline::Aggregator::OnPolled each) override;
  void fetch_in_background(std::vector<std::string> urls) override;
  boost::asio::awaitable<std::vector<Error>> reload() override;

  config::Settings settings_;  ///< all but the feeds, which the aggregator takes over
  SystemClock clock_;
  boost::asio::io_context loop_{1};
  boost::asio::thread_pool pool_;
  boost::asio::signal_set signals_;
  boost::asio::steady_timer patience_;    ///< with a store that cannot be written
  boost::asio::steady_timer configured_;  // an event: cancelled when a Turn ends
  boost::asio::cancellation_signal stop_;
  std::unique_ptr<fetch::Fetcher> fetcher_;
  store::Writer writer_;
  pipeline::Aggregator aggregator_;
  ControlServer control_;
  TaskGroup tasks_;
  Totals totals_;
  bool configuring_ = false;
  bool stopping_ = false;
  std::optional<ExitDeadline> deadline_;
};

}  // namespace telex::daemon
