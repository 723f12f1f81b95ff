#include "support/origin.hpp"

#include <doctest/doctest.h>

#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>

#include "support/program.hpp"

using namespace telex::support;

namespace {

/// A connection that sends raw bytes and reads until the other side closes or the bytes are complete.
class Peer {
 public:
  explicit Peer(const Origin& origin) : socket_{loop_} {
    socket_.connect({boost::asio::ip::make_address("127.0.0.1"), origin.port()});
  }

  void send(std::string_view bytes) { boost::asio::write(socket_, boost::asio::buffer(bytes.data(), bytes.size())); }

  std::string read_to_end() {
    std::string out;
    boost::system::error_code end;
    boost::asio::read(socket_, boost::asio::dynamic_buffer(out), end);
    return out;
  }

  std::string read(std::size_t size) {
    std::string out(size, '\0');
    boost::asio::read(socket_, boost::asio::buffer(out));
    return out;
  }

 private:
  boost::asio::io_context loop_;
  boost::asio::ip::tcp::socket socket_;
};

std::string get(const Origin& origin, std::string_view target, std::string_view fields = "") {
  Peer peer{origin};
  peer.send("GET " + std::string{target} + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + std::string{fields} +
            "\r\n");
  return peer.read_to_end();
}

}  // namespace

TEST_CASE("support: an origin answers what was scripted and 404 to the rest") {
  Origin origin;
  origin.serve("/feed", feed_answer("<rss/>"));
  CHECK(get(origin, "/feed") ==
        "HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\nContent-Length: 6\r\n\r\n<rss/>");
  CHECK(get(origin, "/feed?page=2").ends_with("<rss/>"));
  CHECK(get(origin, "/other").starts_with("HTTP/1.1 404 Not Found\r\n"));
  REQUIRE(origin.requests().size() == 3);
  CHECK(origin.requests("/feed")[0].header("host") == "x");
  CHECK(origin.connections() == 3);
}

TEST_CASE("support: an origin answers 304 where a validator matches") {
  Origin origin;
  Answer answer = feed_answer("<rss/>");
  answer.etag = "\"1\"";
  answer.last_modified = "Mon, 01 Jan 2024 00:00:00 GMT";
  origin.serve("/", answer);
  CHECK(get(origin, "/", "If-None-Match: \"1\"\r\n").starts_with("HTTP/1.1 304 "));
  CHECK(get(origin, "/", "If-None-Match: \"2\"\r\n").starts_with("HTTP/1.1 200 "));
  CHECK(get(origin, "/", "If-Modified-Since: Mon, 01 Jan 2024 00:00:00 GMT\r\n").starts_with("HTTP/1.1 304 "));
}

TEST_CASE("support: an origin keeps a connection for the next request") {
  Origin origin;
  origin.serve_in_turn("/", {feed_answer("one"), feed_answer("two")});
  Peer peer{origin};
  const std::string request = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
  peer.send(request);
  peer.send(request);
  const std::string head = "HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\nContent-Length: 3\r\n\r\n";
  CHECK(peer.read(2 * head.size() + 6) == head + "one" + head + "two");
  CHECK(origin.connections() == 1);
}

TEST_CASE("support: an origin can break its bodies") {
  Origin origin;
  Answer answer = feed_answer("0123456789");
  SUBCASE("shorter than announced") {
    answer.cut_after = 4;
    origin.serve("/", answer);
    CHECK(get(origin, "/").ends_with("Content-Length: 10\r\n\r\n0123"));
  }
  SUBCASE("chunks without an end") {
    answer.framing = Framing::chunked_without_end;
    origin.serve("/", answer);
    CHECK(get(origin, "/").ends_with("\r\n\r\na\r\n0123456789\r\n"));
  }
  SUBCASE("chunks with an end") {
    answer.framing = Framing::chunked;
    answer.piece_bytes = 6;
    origin.serve("/", answer);
    CHECK(get(origin, "/").ends_with("\r\n\r\n6\r\n012345\r\n4\r\n6789\r\n0\r\n\r\n"));
  }
  SUBCASE("repeated") {
    answer.repeat = 3;
    origin.serve("/", answer);
    CHECK(get(origin, "/").ends_with("Content-Length: 30\r\n\r\n012345678901234567890123456789"));
  }
  SUBCASE("raw bytes") {
    origin.serve("/", Answer{.raw = "SSH-2.0-x\r\n"});
    CHECK(get(origin, "/") == "SSH-2.0-x\r\n");
  }
}

TEST_CASE("support: an answer waits at its gates until the test lets it through") {
  Origin origin;
  Answer answer = feed_answer("abcd");
  answer.piece_bytes = 2;
  answer.before_piece = std::make_shared<Gate>();
  origin.serve("/", answer);
  Peer peer{origin};
  peer.send("GET / HTTP/1.1\r\nConnection: close\r\n\r\n");
  const std::string head = "HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\nContent-Length: 4\r\n\r\n";
  CHECK(peer.read(head.size()) == head);
  REQUIRE(answer.before_piece->wait_for_arrivals(1));
  answer.before_piece->let_through();
  CHECK(peer.read(2) == "ab");
  answer.before_piece->open();
  CHECK(peer.read_to_end() == "cd");
  CHECK(origin.wait_for_closed(1));
}

TEST_CASE("support: an origin stops while an answer waits") {
  auto gate = std::make_shared<Gate>();
  auto origin = std::make_unique<Origin>();
  origin->serve("/", Answer{.before_head = gate});
  Peer peer{*origin};
  peer.send("GET / HTTP/1.1\r\n\r\n");
  REQUIRE(gate->wait_for_arrivals(1));
  origin.reset();
  gate->open();
  CHECK(peer.read_to_end().empty());
}

TEST_CASE("support: an origin notices a peer that leaves while its answer waits") {
  Origin origin;
  Answer answer;
  answer.before_head = std::make_shared<Gate>();
  origin.serve("/", answer);
  auto peer = std::make_unique<Peer>(origin);
  peer->send("GET / HTTP/1.1\r\n\r\n");
  REQUIRE(answer.before_head->wait_for_arrivals(1));
  peer.reset();
  CHECK(origin.wait_for_closed(1));
}

TEST_CASE("support: a compressed answer is what gunzip reads") {
  std::string text;
  for (int line = 0; line < 5000; ++line) text += "line " + std::to_string(line * line) + '\n';
  CHECK(run({.arguments = {"/bin/gzip", "-dc"}, .input = gzip(text)}).out == text);
  Origin origin;
  Answer answer = feed_answer(text);
  answer.gzip = true;
  origin.serve("/", answer);
  CHECK(get(origin, "/").ends_with(text));
  CHECK(get(origin, "/", "Accept-Encoding: gzip\r\n").ends_with(gzip(text)));
}
