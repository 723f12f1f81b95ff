#include "support/origin.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <condition_variable>
#include <map>
#include <mutex>
#include <thread>
#include <utility>

#include "support/script.hpp"

namespace telex::support {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using asio::ip::tcp;

namespace {

constexpr auto as_result = asio::as_tuple(asio::use_awaitable);

using Parser = http::request_parser<http::string_body>;

Request to_request(const Parser::value_type& message) {
  Request request{
      .method = std::string{message.method_string()}, .target = std::string{message.target()}, .headers = {}};
  for (const auto& field : message) {
    request.headers.emplace_back(std::string{field.name_string()}, std::string{field.value()});
  }
  return request;
}

std::string as_chunk(std::string_view piece) {
  static constexpr std::string_view digits = "0123456789abcdef";
  std::string size;
  for (std::size_t rest = piece.size(); rest > 0; rest /= 16) size.insert(size.begin(), digits[rest % 16]);
  return size + "\r\n" + std::string{piece} + "\r\n";
}

/// Sends bytes; false where the peer is gone.
asio::awaitable<bool> send(tcp::socket& socket, std::string_view bytes) {
  const auto [error, sent] = co_await asio::async_write(socket, asio::buffer(bytes.data(), bytes.size()), as_result);
  co_return !error;
}

/// Waits at a gate; false where the peer has gone in the meantime.
asio::awaitable<bool> pass(tcp::socket& socket, Gate& gate) {
  using namespace asio::experimental::awaitable_operators;
  const auto first = co_await (gate.pass() || socket.async_wait(tcp::socket::wait_read, asio::use_awaitable));
  co_return first.index() == 0 || socket.available() > 0;
}

/// Sends a body piece by piece, through its gate; false where the connection must close.
asio::awaitable<bool> send_body(tcp::socket& socket, const Answer& answer) {
  const bool chunked = answer.framing == Framing::chunked || answer.framing == Framing::chunked_without_end;
  std::uint64_t left = answer.cut_after.value_or(answer.body.size() * answer.repeat);
  for (std::size_t at = 0; left > 0 && !answer.body.empty();) {
    std::string_view piece = std::string_view{answer.body}.substr(at, answer.piece_bytes);
    if (piece.size() > left) piece = piece.substr(0, left);
    if (answer.before_piece && !co_await pass(socket, *answer.before_piece)) co_return false;
    const std::string chunk = chunked ? as_chunk(piece) : std::string{};
    if (!co_await send(socket, chunked ? std::string_view{chunk} : piece)) co_return false;
    left -= piece.size();
    at = (at + piece.size()) % answer.body.size();
  }
  if (answer.cut_after) co_return false;
  if (answer.framing == Framing::chunked) co_return co_await send(socket, "0\r\n\r\n");
  co_return answer.framing == Framing::length;
}

/// Sends a whole answer; false where the connection must close.
asio::awaitable<bool> send_answer(tcp::socket& socket, const Request& request, Answer answer) {
  if (answer.before_head && !co_await pass(socket, *answer.before_head)) co_return false;
  if (!answer.raw.empty()) {
    co_await send(socket, answer.raw);
    co_return false;
  }
  answer.gzip = answer.gzip && request.header("Accept-Encoding").value_or("").find("gzip") != std::string::npos;
  if (answer.gzip) answer.body = gzip(answer.body);
  const std::string head = render_head(answer, answer.body.size() * answer.repeat);
  if (!co_await send(socket, head)) co_return false;
  const bool without_body = request.method == "HEAD" || answer.status == 204 || answer.status == 304;
  if (!without_body && !co_await send_body(socket, answer)) co_return false;
  co_return !answer.close;
}

}  // namespace

/// The loop, its thread and what they share with the test. Destroying the loop destroys the coroutines with their
/// sockets, so the thread ends first and the rest of the members go last.
class Origin::Server {
 public:
  explicit Server(std::string_view address) : acceptor_{loop_, tcp::endpoint{asio::ip::make_address(address), 0}} {
    asio::co_spawn(loop_, accept(), asio::detached);
    thread_ = std::jthread{[this] { loop_.run(); }};
  }

  ~Server() {
    loop_.stop();
    thread_.join();
  }

  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  tcp::endpoint endpoint() const { return endpoint_; }
  Script& script() { return script_; }
  const Script& script() const { return script_; }

 private:
  asio::awaitable<void> accept() {
    while (true) {
      auto [error, socket] = co_await acceptor_.async_accept(as_result);
      if (error) co_return;
      script_.note_connection();
      asio::co_spawn(loop_, converse(std::move(socket)), asio::detached);
    }
  }

  asio::awaitable<void> converse(tcp::socket socket) {
    socket.set_option(tcp::no_delay{true});
    boost::beast::flat_buffer buffer;
    for (bool open = true; open;) {
      Parser parser;
      const auto [error, read] = co_await http::async_read(socket, buffer, parser, as_result);
      if (error) break;
      const Request request = to_request(parser.get());
      Answer answer = script_.answer(request);
      open = co_await send_answer(socket, request, std::move(answer)) && parser.keep_alive();
    }
    boost::system::error_code ignored;
    socket.shutdown(tcp::socket::shutdown_both, ignored);
    script_.note_closed();
  }

  Script script_;
  asio::io_context loop_{1};
  tcp::acceptor acceptor_;
  tcp::endpoint endpoint_ = acceptor_.local_endpoint();
  std::jthread thread_;
};

Origin::Origin(std::string_view address) : server_{std::make_unique<Server>(address)} {}

Origin::~Origin() = default;

std::uint16_t Origin::port() const { return server_->endpoint().port(); }

std::string Origin::url(std::string_view target) const {
  const auto address = server_->endpoint().address();
  const std::string host = address.is_v6() ? '[' + address.to_string() + ']' : address.to_string();
  return "http://" + host + ':' + std::to_string(port()) + std::string{target};
}

void Origin::serve(std::string target, Answer answer) { serve_in_turn(std::move(target), {std::move(answer)}); }

void Origin::serve(std::string target, Handler handler) {
  server_->script().set(std::move(target), std::move(handler));
}

void Origin::serve_in_turn(std::string target, std::vector<Answer> answers) {
  serve(std::move(target), [answers = std::move(answers), next = std::size_t{0}](const Request&) mutable {
    const std::size_t at = next;
    if (next + 1 < answers.size()) ++next;
    return answers.at(at);
  });
}

void Origin::serve_rest(Handler handler) { server_->script().set_rest(std::move(handler)); }

std::vector<Request> Origin::requests() const { return server_->script().requests(); }

std::vector<Request> Origin::requests(std::string_view target) const {
  std::vector<Request> all = requests();
  std::erase_if(all, [target](const Request& request) { return request.target != target; });
  return all;
}

std::size_t Origin::connections() const { return server_->script().connections(); }

bool Origin::wait_for_requests(std::size_t count, std::chrono::seconds bound) const {
  return server_->script().wait_for_requests(count, bound);
}

bool Origin::wait_for_closed(std::size_t count, std::chrono::seconds bound) const {
  return server_->script().wait_for_closed(count, bound);
}

}  // namespace telex::support
