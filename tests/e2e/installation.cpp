#include "e2e/installation.hpp"

#include <boost/json/parse.hpp>
#include <csignal>
#include <stdexcept>

namespace telex::e2e {

using support::Command;
using support::Ending;

namespace {

Command command(const std::string& program, const std::string& config, std::vector<std::string> arguments) {
  Command command{.arguments = {std::string{TELEX_BIN} + '/' + program, "--config", config}};
  command.arguments.insert(command.arguments.end(), std::make_move_iterator(arguments.begin()),
                           std::make_move_iterator(arguments.end()));
  command.environment = {{"RUNTIME_DIRECTORY", ""}, {"NOTIFY_SOCKET", ""}, {"TELEX_PAGER", ""}};
  return command;
}

}  // namespace

void Installation::configure(const std::vector<std::string>& urls, std::string_view fetch) const {
  std::string text = "store = \"sqlite:telex.db\"\n[fetch]\nallow_private = true\n";
  text.append(fetch).append("\n");
  for (const std::string& url : urls) text += "[[feed]]\nurl = \"" + url + "\"\n";
  folder_.write("telex.toml", text);
}

Command Installation::telexd(std::vector<std::string> arguments) const {
  return command("telexd", config(), std::move(arguments));
}

Command Installation::telex(std::vector<std::string> arguments) const {
  return command("telex", config(), std::move(arguments));
}

Ending Installation::fetch_once() const { return support::run(telexd({"--once"})); }

Ending Installation::fetch_all() const {
  support::Program daemon{telexd()};
  if (!daemon.wait_for_error("feeds, store")) throw std::runtime_error{"telexd does not start: " + daemon.err()};
  // It has said so after it opened the control socket, so telex will find it.
  Ending ending = support::run(telex({"fetch", "--all", "--wait"}));
  daemon.signal(SIGTERM);
  if (!daemon.wait()) throw std::runtime_error{"telexd does not stop"};
  return ending;
}

boost::json::array Installation::articles(std::vector<std::string> query) const {
  query.insert(query.begin(), {"list", "--json"});
  const Ending ending = support::run(telex(std::move(query)));
  if (ending.exit_code > 1) throw std::runtime_error{"telex list: " + ending.err};
  return boost::json::parse(ending.out).as_array();
}

boost::json::object Installation::feed(std::string_view url) const {
  const Ending ending = support::run(telex({"feeds", "--json"}));
  const boost::json::value feeds = boost::json::parse(ending.out);
  for (const auto& feed : feeds.as_array()) {
    if (text(feed.as_object(), "url") == url) return feed.as_object();
  }
  throw std::runtime_error{"telex feeds does not list " + std::string{url}};
}

std::string text(const boost::json::object& object, std::string_view key) {
  const boost::json::value* const member = object.if_contains(key);
  return member && member->is_string() ? std::string{member->as_string()} : std::string{};
}

std::string rss(const std::vector<std::string>& items) {
  std::string out = "<?xml version=\"1.0\"?>\n<rss version=\"2.0\"><channel><title>Test</title>\n";
  for (const std::string& item : items) out += "<item>" + item + "</item>\n";
  return out + "</channel></rss>\n";
}

std::string item(std::string_view guid, std::string_view title) {
  return "<guid isPermaLink=\"false\">" + std::string{guid} + "</guid><title>" + std::string{title} + "</title>";
}

}  // namespace telex::e2e
