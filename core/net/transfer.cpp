#include "net/transfer.hpp"

#include <curl/curl.h>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <utility>

#include "net/easy.hpp"

namespace telex::net {
namespace {

namespace asio = boost::asio;
using asio::posix::stream_descriptor;
using SteadyTime = asio::steady_timer::time_point;

/// libcurl's global state, set up by the first engine and kept for the life of the process.
void initialise_curl() {
  static const CURLcode code = curl_global_init(CURL_GLOBAL_DEFAULT);
  if (code != CURLE_OK) throw std::runtime_error{curl_easy_strerror(code)};
}

/// One socket of libcurl's. Shared with its waiting handlers: one may be queued when libcurl lets the socket go.
struct Watch {
  Watch(const asio::any_io_executor& loop, curl_socket_t number) : descriptor{loop, number}, socket{number} {}

  stream_descriptor descriptor;
  curl_socket_t socket;
  bool want_read = false;
  bool want_write = false;
  bool reading = false;  // a wait is under way
  bool writing = false;
  bool dropped = false;
};

/// A request that libcurl is working on; lives in the frame of perform().
struct Active {
  explicit Active(const asio::any_io_executor& loop) : finished{loop, SteadyTime::max()} {}

  asio::steady_timer finished;  // a one-shot event: cancelled when libcurl is done
  Inbox inbox;
  CURLcode code = CURLE_OK;
  bool done = false;
};

struct MultiCloser {
  void operator()(CURLM* multi) const {
    // libcurl closes its idle connections here and would report each of them.
    curl_multi_setopt(multi, CURLMOPT_SOCKETFUNCTION, nullptr);
    curl_multi_setopt(multi, CURLMOPT_TIMERFUNCTION, nullptr);
    curl_multi_cleanup(multi);
  }
};

}  // namespace

class Transfers::Engine : public std::enable_shared_from_this<Transfers::Engine> {
 public:
  Engine(asio::any_io_executor loop, std::size_t max_connections);
  ~Engine();
  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;

  asio::awaitable<Result<Response>> perform(Request request);

 private:
  /// A handle inside the multi handle; taken out again whatever ends the coroutine.
  class Attached {
   public:
    Attached(Engine& engine, Easy easy) : engine_{engine}, easy_{std::move(easy)} {
      code_ = curl_multi_add_handle(engine_.multi_.get(), easy_.curl.get());
    }
    ~Attached() {
      curl_multi_remove_handle(engine_.multi_.get(), easy_.curl.get());
      engine_.spare_.push_back(std::move(easy_));
    }
    Attached(const Attached&) = delete;
    Attached& operator=(const Attached&) = delete;
    bool accepted() const { return code_ == CURLM_OK; }

   private:
    Engine& engine_;
    Easy easy_;
    CURLMcode code_ = CURLM_OK;
  };

  static int on_socket(CURL*, curl_socket_t socket, int what, void* user, void*);
  static int on_timer(CURLM*, long timeout_ms, void* user);

  Easy take_handle();
  void watch(curl_socket_t socket, int what);
  void drop(curl_socket_t socket);
  void arm(const std::shared_ptr<Watch>& watch);
  void wait(const std::shared_ptr<Watch>& watch, stream_descriptor::wait_type type, bool Watch::*pending, int event);
  void wake_up_in(long timeout_ms);
  void kick();
  void arm_timer(SteadyTime when);
  void on_timer_expired();
  void act(curl_socket_t socket, int events);
  void finish_transfers();

  asio::any_io_executor loop_;
  asio::steady_timer timer_;
  SteadyTime armed_ = SteadyTime::max();     // when timer_ expires; max(): it is not running
  SteadyTime deadline_ = SteadyTime::max();  // when libcurl wants to be called
  bool kicked_ = false;
  std::vector<std::shared_ptr<Watch>> watches_;  // by descriptor number
  std::unique_ptr<CURLM, MultiCloser> multi_;
  std::vector<Easy> spare_;  // used handles: a fresh one costs several times as much
};

Transfers::Engine::Engine(asio::any_io_executor loop, std::size_t max_connections) : loop_{loop}, timer_{loop} {
  initialise_curl();
  multi_.reset(curl_multi_init());
  CURLM* multi = multi_.get();
  curl_multi_setopt(multi, CURLMOPT_SOCKETFUNCTION, &Engine::on_socket);
  curl_multi_setopt(multi, CURLMOPT_SOCKETDATA, this);
  curl_multi_setopt(multi, CURLMOPT_TIMERFUNCTION, &Engine::on_timer);
  curl_multi_setopt(multi, CURLMOPT_TIMERDATA, this);
  curl_multi_setopt(multi, CURLMOPT_MAXCONNECTS, static_cast<long>(max_connections));
}

Transfers::Engine::~Engine() {
  for (std::size_t socket = 0; socket < watches_.size(); ++socket) drop(static_cast<curl_socket_t>(socket));
}

asio::awaitable<Result<Response>> Transfers::Engine::perform(Request request) {
  const std::shared_ptr<Engine> self = shared_from_this();
  // A stop that came between two requests of one coroutine found nobody waiting.
  const auto state = co_await asio::this_coro::cancellation_state;
  if (state.cancelled() != asio::cancellation_type::none) {
    co_return Error{Fault::cancelled, "telex is stopping", request.url};
  }
  Active active{loop_};
  Easy easy = take_handle();
  prepare(easy, request, active.inbox);
  CURL* handle = easy.curl.get();
  curl_easy_setopt(handle, CURLOPT_PRIVATE, &active);
  const Attached attached{*this, std::move(easy)};
  if (!attached.accepted()) co_return Error{Fault::internal, "libcurl does not take the request", request.url};
  co_await active.finished.async_wait(asio::as_tuple(asio::use_awaitable));
  if (!active.done) co_return Error{Fault::cancelled, "telex is stopping", request.url};
  co_return collect(handle, active.code, request, active.inbox);
}

Easy Transfers::Engine::take_handle() {
  if (spare_.empty()) {
    Easy fresh;
    fresh.curl.reset(curl_easy_init());
    return fresh;
  }
  Easy easy = std::move(spare_.back());
  spare_.pop_back();
  return easy;
}

int Transfers::Engine::on_socket(CURL*, curl_socket_t socket, int what, void* user, void*) {
  auto& engine = *static_cast<Engine*>(user);
  if (what == CURL_POLL_REMOVE) {
    engine.drop(socket);
  } else {
    engine.watch(socket, what);
  }
  return 0;
}

int Transfers::Engine::on_timer(CURLM*, long timeout_ms, void* user) {
  static_cast<Engine*>(user)->wake_up_in(timeout_ms);
  return 0;
}

void Transfers::Engine::watch(curl_socket_t socket, int what) {
  const auto index = static_cast<std::size_t>(socket);
  if (index >= watches_.size()) watches_.resize(index + 1);
  std::shared_ptr<Watch>& found = watches_[index];
  if (!found) found = std::make_shared<Watch>(loop_, socket);
  found->want_read = (what & CURL_POLL_IN) != 0;
  found->want_write = (what & CURL_POLL_OUT) != 0;
  arm(found);
}

void Transfers::Engine::drop(curl_socket_t socket) {
  const auto index = static_cast<std::size_t>(socket);
  if (index >= watches_.size() || !watches_[index]) return;
  const std::shared_ptr<Watch> watch = std::move(watches_[index]);
  watch->dropped = true;
  watch->descriptor.release();  // the socket is libcurl's to close
}

void Transfers::Engine::arm(const std::shared_ptr<Watch>& watch) {
  if (watch->want_read) wait(watch, stream_descriptor::wait_read, &Watch::reading, CURL_CSELECT_IN);
  if (watch->want_write) wait(watch, stream_descriptor::wait_write, &Watch::writing, CURL_CSELECT_OUT);
}

void Transfers::Engine::wait(const std::shared_ptr<Watch>& watch, stream_descriptor::wait_type type,
                             bool Watch::*pending, int event) {
  if (std::exchange(*watch.*pending, true)) return;
  watch->descriptor.async_wait(type, [this, watch, pending, event](boost::system::error_code error) {
    *watch.*pending = false;
    if (watch->dropped) return;  // then the engine may be gone, too
    if (error == asio::error::operation_aborted) return;
    const bool wanted = event == CURL_CSELECT_IN ? watch->want_read : watch->want_write;
    if (wanted) act(watch->socket, error ? CURL_CSELECT_ERR : event);
    if (!watch->dropped) arm(watch);
  });
}

void Transfers::Engine::wake_up_in(long timeout_ms) {
  if (timeout_ms < 0) {
    deadline_ = SteadyTime::max();
  } else if (timeout_ms == 0) {
    kick();
  } else {
    deadline_ = asio::steady_timer::clock_type::now() + std::chrono::milliseconds{timeout_ms};
    arm_timer(deadline_);
  }
}

/// libcurl must not be called from its own callback, so "now" means "next".
void Transfers::Engine::kick() {
  deadline_ = SteadyTime::max();
  if (std::exchange(kicked_, true)) return;
  asio::post(loop_, [weak = weak_from_this()] {
    const auto self = weak.lock();
    if (!self) return;
    self->kicked_ = false;
    self->act(CURL_SOCKET_TIMEOUT, 0);
  });
}

/// A timer that expires too early re-arms itself: cheaper than moving it for each of libcurl's many changes of mind.
void Transfers::Engine::arm_timer(SteadyTime when) {
  if (armed_ <= when) return;
  armed_ = when;
  timer_.expires_at(when);
  timer_.async_wait([weak = weak_from_this()](boost::system::error_code error) {
    const auto self = weak.lock();
    if (self && !error) self->on_timer_expired();
  });
}

void Transfers::Engine::on_timer_expired() {
  armed_ = SteadyTime::max();
  if (deadline_ == SteadyTime::max()) return;
  if (asio::steady_timer::clock_type::now() < deadline_) {
    arm_timer(deadline_);
  } else {
    deadline_ = SteadyTime::max();
    act(CURL_SOCKET_TIMEOUT, 0);
  }
}

void Transfers::Engine::act(curl_socket_t socket, int events) {
  int running = 0;
  curl_multi_socket_action(multi_.get(), socket, events, &running);
  finish_transfers();
}

void Transfers::Engine::finish_transfers() {
  int left = 0;
  while (CURLMsg* message = curl_multi_info_read(multi_.get(), &left)) {
    if (message->msg != CURLMSG_DONE) continue;
    Active* active = nullptr;
    curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &active);
    active->code = message->data.result;
    active->done = true;
    active->finished.cancel();
  }
}

Transfers::Transfers(asio::any_io_executor loop, std::size_t max_connections)
    : engine_{std::make_shared<Engine>(std::move(loop), max_connections)} {}

Transfers::~Transfers() = default;

asio::awaitable<Result<Response>> Transfers::perform(Request request) { return engine_->perform(std::move(request)); }

}  // namespace telex::net
