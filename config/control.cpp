#include "config/control.hpp"

#include <algorithm>
#include <array>
#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

namespace telex::config::control {
namespace {

namespace json = boost::json;

struct Name {
  std::string_view text;
  Request::Command command;
};

constexpr std::array<Name, 3> commands{
    {{"fetch", Request::Command::fetch}, {"reload", Request::Command::reload}, {"follow", Request::Command::follow}}};

Error invalid(std::string message) {
  return Error{.fault = Fault::invalid, .message = std::move(message), .place = {}};
}

Result<Request::Command> command_of(const json::object& object) {
  const json::value* value = object.if_contains("command");
  if (!value || !value->is_string()) return invalid("\"command\" is missing: fetch, reload or follow");
  const std::string_view text{value->get_string().data(), value->get_string().size()};
  const auto found =
      std::find_if(commands.begin(), commands.end(), [&](const Name& name) { return name.text == text; });
  if (found == commands.end()) return invalid("unknown command \"" + std::string{text} + "\": fetch, reload or follow");
  return found->command;
}

Result<std::vector<std::string>> urls_of(const json::object& object) {
  std::vector<std::string> urls;
  const json::value* value = object.if_contains("urls");
  if (!value || value->is_null()) return urls;
  if (!value->is_array()) return invalid("\"urls\" must be a list of texts");
  for (const json::value& url : value->get_array()) {
    if (!url.is_string()) return invalid("\"urls\" must be a list of texts");
    urls.emplace_back(url.get_string());
  }
  return urls;
}

Result<bool> wait_of(const json::object& object) {
  const json::value* value = object.if_contains("wait");
  if (!value) return false;
  if (!value->is_bool()) return invalid("\"wait\" must be true or false");
  return value->get_bool();
}

}  // namespace

std::string to_line(const Request& request) {
  const auto name = std::find_if(commands.begin(), commands.end(),
                                 [&](const Name& candidate) { return candidate.command == request.command; });
  json::object object{{"command", json::string_view{name->text.data(), name->text.size()}}};
  if (request.command == Request::Command::fetch) {
    object["urls"] = json::array(request.urls.begin(), request.urls.end());
    object["wait"] = request.wait;
  }
  return json::serialize(object) + "\n";
}

Result<Request> parse_request(std::string_view line) {
  boost::system::error_code failure;
  const json::value value = json::parse(json::string_view{line.data(), line.size()}, failure);
  if (failure || !value.is_object()) return invalid("a request is one JSON object a line");
  Result<Request::Command> command = command_of(value.get_object());
  if (!command) return std::move(command).error();
  Result<std::vector<std::string>> urls = urls_of(value.get_object());
  if (!urls) return std::move(urls).error();
  const Result<bool> wait = wait_of(value.get_object());
  if (!wait) return wait.error();
  return Request{.command = *command, .urls = std::move(*urls), .wait = *wait};
}

}  // namespace telex::config::control
