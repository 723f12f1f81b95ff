#pragma once
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <map>
#include <set>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "fetch/fetcher.hpp"

namespace telex::support {

/// Answers by the book: what the test has put down for a URL, the last answer for ever. What it has not put down is a
/// failure. A URL that stalls answers when the test releases it, or is cancelled. Loop thread only.
class CannedFetcher final : public fetch::Fetcher {
 public:
  explicit CannedFetcher(boost::asio::any_io_executor loop) : loop_{std::move(loop)} {}

  void serve(const std::string& url, std::string body, bool complete = true) {
    fetch::FetchResult result;
    result.status = 200;
    result.body = std::move(body);
    result.content_type = "application/rss+xml";
    result.final_url = url;
    result.complete = complete;
    if (complete) result.validators = {url, "\"v1\"", ""};
    add(url, {std::move(result), std::nullopt});
  }

  void serve_not_modified(const std::string& url) {
    fetch::FetchResult result;
    result.status = 304;
    result.not_modified = true;
    result.final_url = url;
    result.validators = {url, "\"v1\"", ""};
    add(url, {std::move(result), std::nullopt});
  }

  void fail(const std::string& url, fetch::FetchFailure failure) { add(url, {std::nullopt, std::move(failure)}); }

  void stall(const std::string& url) { stalled_.try_emplace(url, loop_, boost::asio::steady_timer::time_point::max()); }
  void release(const std::string& url) { stalled_.at(url).expires_at(boost::asio::steady_timer::time_point::min()); }

  boost::asio::awaitable<fetch::FetchOutcome> fetch(fetch::FeedRequest request) override {
    requests.push_back(request);
    if (throws.contains(request.subscription.url)) throw std::runtime_error{"a bug"};
    const std::string url = request.subscription.url;
    ++under_way;
    most_under_way = std::max(most_under_way, under_way);
    bool cancelled = false;
    if (const auto gate = stalled_.find(url); gate != stalled_.end()) {
      const auto [error] = co_await gate->second.async_wait(boost::asio::as_tuple(boost::asio::use_awaitable));
      cancelled = error && gate->second.expiry() == boost::asio::steady_timer::time_point::max();
    }
    --under_way;
    fetch::FetchOutcome outcome = cancelled ? failure({Fault::cancelled, "telex is stopping", url}) : next(url);
    co_return outcome;
  }

  void configure(fetch::Limits) override {}

  std::set<std::string> throws;  ///< URLs at which fetch() throws
  std::vector<fetch::FeedRequest> requests;
  std::size_t under_way = 0;
  std::size_t most_under_way = 0;

 private:
  static fetch::FetchOutcome failure(Error error) {
    fetch::FetchFailure failed;
    failed.error = std::move(error);
    return {std::nullopt, std::move(failed)};
  }

  void add(const std::string& url, fetch::FetchOutcome outcome) { answers_[url].push_back(std::move(outcome)); }

  fetch::FetchOutcome next(const std::string& url) {
    std::vector<fetch::FetchOutcome>& left = answers_[url];
    if (left.empty()) return failure({Fault::network, "no connection to the server", url});
    fetch::FetchOutcome outcome = left.front();
    if (left.size() > 1) left.erase(left.begin());
    return outcome;
  }

  boost::asio::any_io_executor loop_;
  std::map<std::string, std::vector<fetch::FetchOutcome>> answers_;
  std::map<std::string, boost::asio::steady_timer> stalled_;
};

}  // namespace telex::support
