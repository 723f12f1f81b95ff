#include "daemon/control_session.hpp"

#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>
#include <boost/system/system_error.hpp>
#include <utility>

#include "base/log.hpp"

namespace telex::daemon {
namespace {

namespace asio = boost::asio;
namespace json = boost::json;
namespace control = config::control;

/// What a client may leave unread before it is dropped: a poll's line for each of some thousand feeds.
constexpr std::size_t max_pending_bytes = std::size_t{1} << 20;

json::string_view text(std::string_view value) { return {value.data(), value.size()}; }

json::object polled(const pipeline::PollReport& report) {
  json::object event{{"event", text(control::polled)},
                     {"url", report.url},
                     {"added", report.added.size()},
                     {"changed", report.changed},
                     {"not_modified", report.not_modified}};
  if (report.failure) event["error"] = report.failure->message;
  return event;
}

}  // namespace

ControlSession::ControlSession(Socket socket, Commands& commands)
    : socket_{std::move(socket)},
      commands_{commands},
      something_new_{socket_.get_executor(), asio::steady_timer::time_point::max()} {}

asio::awaitable<void> ControlSession::run() {
  using namespace asio::experimental::awaitable_operators;
  try {
    co_await (read_requests() && write_answers());
  } catch (const boost::system::system_error& failure) {
    log::debug("a client of the control socket is gone: {}", failure.code().message());
  }
}

asio::awaitable<void> ControlSession::read_requests() {
  for (bool more = true; more;) {
    auto buffer = asio::dynamic_buffer(received_, control::max_request_bytes);
    const auto [failure, size] =
        co_await asio::async_read_until(socket_, buffer, '\n', asio::as_tuple(asio::use_awaitable));
    more = !failure;
    if (failure == asio::error::not_found) refuse("the request is too long");
    if (failure && (failure != asio::error::eof || received_.empty())) break;
    std::string line = received_.substr(0, failure ? received_.size() : size);
    received_.erase(0, line.size());
    co_await answer(std::move(line));
  }
  reading_ = false;
  something_new_.cancel();
}

asio::awaitable<void> ControlSession::write_answers() {
  while (reading_ || !pending_.empty()) {
    if (!socket_.is_open()) throw boost::system::system_error{asio::error::no_buffer_space};
    if (pending_.empty()) {
      co_await something_new_.async_wait(asio::as_tuple(asio::use_awaitable));
      continue;
    }
    const std::string lines = std::exchange(pending_, {});
    co_await asio::async_write(socket_, asio::buffer(lines), asio::use_awaitable);
  }
}

asio::awaitable<void> ControlSession::answer(std::string line) {
  Result<control::Request> request = control::parse_request(line);
  if (!request) {
    refuse(request.error().message);
  } else if (request->command == control::Request::Command::fetch) {
    co_await fetch(std::move(*request));
  } else if (request->command == control::Request::Command::reload) {
    co_await reload();
  } else {
    following_ = true;
    send({{"ok", true}});
  }
}

asio::awaitable<void> ControlSession::fetch(control::Request request) {
  const Result<std::size_t> queued = commands_.count(request.urls);
  if (!queued) co_return refuse(queued.error().message);
  send({{"ok", true}, {"queued", *queued}});
  if (!request.wait) co_return commands_.fetch_in_background(std::move(request.urls));
  pipeline::Aggregator::OnPolled each = [this](const pipeline::PollReport& report) { send(polled(report)); };
  const Result<pipeline::RoundReport> round = co_await commands_.fetch(std::move(request.urls), std::move(each));
  if (!round) co_return refuse(round.error().message);
  send({{"event", text(control::done)}, {"polled", round->polled}, {"failed", round->failed}});
}

asio::awaitable<void> ControlSession::reload() {
  const std::vector<Error> errors = co_await commands_.reload();
  if (errors.empty()) co_return send({{"ok", true}});
  json::array list;
  for (const Error& error : errors) list.emplace_back(to_string(error));
  send({{"ok", false}, {"error", "the new configuration is refused"}, {"errors", std::move(list)}});
}

void ControlSession::tell(const pipeline::PollReport& report) {
  if (!following_ || report.added.empty()) return;
  json::array added(report.added.begin(), report.added.end());
  send({{"event", text(control::saved)}, {"feed", report.url}, {"added", std::move(added)}});
}

void ControlSession::send(const json::object& object) {
  if (!socket_.is_open()) return;
  pending_ += json::serialize(object) + "\n";
  if (pending_.size() > max_pending_bytes) {
    log::warn("a client of the control socket does not read its answers and is sent away");
    socket_.close();  // ends the write that waits for the client
  }
  something_new_.cancel();
}

void ControlSession::refuse(const std::string& message) { send({{"ok", false}, {"error", message}}); }

}  // namespace telex::daemon
