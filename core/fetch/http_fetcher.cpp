#include <fmt/format.h>

#include <boost/asio/awaitable.hpp>
#include <utility>

#include "base/url.hpp"
#include "fetch/fetcher.hpp"
#include "fetch/status_words.hpp"
#include "net/transfer.hpp"

namespace telex::fetch {
namespace {

namespace asio = boost::asio;

constexpr int max_redirects = 10;
constexpr std::string_view accepted_types =
    "Accept: application/atom+xml, application/rss+xml, application/rdf+xml;q=0.9, application/feed+json, "
    "application/json;q=0.8, application/xml;q=0.7, text/xml;q=0.7, */*;q=0.1";
constexpr std::string_view own_user_agent = "telex/" TELEX_VERSION " (feed reader)";

bool is_redirect(int status) {
  return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

/// The URL as it is asked for; absent where it is not http or https. Nearly every configured URL can be sent as it is.
std::optional<std::string> sendable(const std::string& url) {
  if (is_plain_http(url)) return url;
  const std::optional<Url> parsed = Url::parse(url);
  if (!parsed || !parsed->is_http()) return std::nullopt;
  return parsed->without_fragment();
}

/// One request for a feed, from the configured URL over its redirects to an answer.
class Conversation {
 public:
  Conversation(net::Transfers& transfers, const Limits& limits, FeedRequest request)
      : transfers_{transfers}, limits_{limits}, request_{std::move(request)}, at_{request_.subscription.url} {}

  asio::awaitable<FetchOutcome> run() {
    const std::optional<std::string> first = sendable(at_);
    if (!first) co_return fail({Fault::invalid, "only http and https can be fetched", at_});
    at_ = *first;
    for (int hop = 0; hop <= max_redirects; ++hop) {
      net::Request request = next_request();
      Result<net::Response> answer = co_await transfers_.perform(std::move(request));
      if (!answer) co_return fail(std::move(answer).error());
      if (!is_redirect(answer->status)) co_return judge(std::move(*answer), hop == 0);
      if (std::optional<Error> error = follow(*answer)) co_return fail(std::move(*error));
    }
    co_return fail({Fault::network, fmt::format("more than {} redirects", max_redirects), request_.subscription.url});
  }

 private:
  net::Request next_request() const {
    const feed::Subscription& feed = request_.subscription;
    net::Request request;
    request.url = at_;
    request.headers = headers();
    request.user_agent = !feed.user_agent.empty()      ? feed.user_agent
                         : !limits_.user_agent.empty() ? limits_.user_agent
                                                       : std::string{own_user_agent};
    request.proxy = feed.proxy.empty() ? limits_.proxy : feed.proxy;
    request.http_version = feed.http_version;
    request.verify_tls = feed.verify_tls;
    request.allow_private = limits_.allow_private;
    request.timeout = feed.timeout.value_or(limits_.timeout);
    request.connect_timeout = limits_.connect_timeout;
    request.max_body_bytes = limits_.max_body_bytes;
    if (same_origin_) {
      request.cookie = feed.cookie;
      request.username = feed.username;
      request.password = feed.password;
    }
    return request;
  }

  std::vector<std::string> headers() const {
    std::vector<std::string> lines{std::string{accepted_types}};
    // Another origin may belong to anybody, and any configured header may be a secret.
    if (same_origin_) {
      for (const auto& [name, value] : request_.subscription.headers) lines.push_back(name + ": " + value);
    }
    if (request_.validators.url != at_) return lines;
    // Both, byte for byte: RFC 9110 section 13.1.3 lets a server that knows If-None-Match ignore the other.
    if (!request_.validators.etag.empty()) lines.push_back("If-None-Match: " + request_.validators.etag);
    if (!request_.validators.last_modified.empty()) {
      lines.push_back("If-Modified-Since: " + request_.validators.last_modified);
    }
    return lines;
  }

  /// Moves on to a redirect's target; the reason where it may not be followed.
  std::optional<Error> follow(const net::Response& answer) {
    if (answer.location.empty()) return Error{Fault::network, "a redirect without a target", at_};
    const std::optional<Url> here = Url::parse(at_);
    const std::optional<Url> target = here ? here->resolve(answer.location) : std::nullopt;
    if (!target || !target->is_http()) {
      return Error{Fault::forbidden, fmt::format("a redirect to \"{}\", which is not http or https", answer.location),
                   at_};
    }
    at_ = target->without_fragment();
    same_origin_ = same_origin_ && target->origin() == here->origin();
    return std::nullopt;
  }

  FetchOutcome judge(net::Response answer, bool own_url) const {
    if (answer.status == 304) return not_modified(std::move(answer));
    if (answer.status < 200 || answer.status > 299) return refused(answer, own_url);
    FetchResult result;
    result.status = answer.status;
    result.body = std::move(answer.body);
    result.content_type = std::move(answer.content_type);
    result.final_url = at_;
    // A part that nobody asked for is no whole, RFC 9110 section 15.3.7.
    result.complete = answer.complete && answer.status != 206;
    result.end_is_known = answer.end_is_known;
    if (result.complete) result.validators = {at_, std::move(answer.etag), std::move(answer.last_modified)};
    return {std::move(result), std::nullopt};
  }

  /// A 304 may carry newer validators, RFC 9110 section 15.4.5; those that it leaves out stay.
  FetchOutcome not_modified(net::Response answer) const {
    if (request_.validators.url != at_ || request_.validators.empty()) {
      return fail({Fault::network, "the server answers 304 (not modified) to a question that it was not asked", at_});
    }
    FetchResult result;
    result.status = answer.status;
    result.not_modified = true;
    result.final_url = at_;
    result.validators = request_.validators;
    if (!answer.etag.empty()) result.validators.etag = std::move(answer.etag);
    if (!answer.last_modified.empty()) result.validators.last_modified = std::move(answer.last_modified);
    return {std::move(result), std::nullopt};
  }

  FetchOutcome refused(const net::Response& answer, bool own_url) const {
    FetchOutcome outcome = fail({Fault::http_status, status_words(answer.status), at_});
    outcome.failure->status = answer.status;
    outcome.failure->gone = answer.status == 410 && own_url;
    outcome.failure->retry_after = answer.retry_after;
    return outcome;
  }

  static FetchOutcome fail(Error error) {
    FetchFailure failure;
    failure.error = std::move(error);
    return {std::nullopt, std::move(failure)};
  }

  net::Transfers& transfers_;
  const Limits& limits_;
  FeedRequest request_;
  std::string at_;           // the URL of the current hop
  bool same_origin_ = true;  // no hop has left the configured URL's origin
};

class HttpFetcher final : public Fetcher {
 public:
  HttpFetcher(asio::any_io_executor loop, Limits limits)
      : limits_{std::move(limits)}, transfers_{std::move(loop), 2 * limits_.concurrency} {}

  asio::awaitable<FetchOutcome> fetch(FeedRequest request) override {
    Conversation conversation{transfers_, limits_, std::move(request)};
    co_return co_await conversation.run();
  }

  void configure(Limits limits) override { limits_ = std::move(limits); }

 private:
  Limits limits_;
  net::Transfers transfers_;
};

}  // namespace

std::unique_ptr<Fetcher> make_fetcher(boost::asio::any_io_executor loop, Limits limits) {
  return std::make_unique<HttpFetcher>(std::move(loop), std::move(limits));
}

}  // namespace telex::fetch
