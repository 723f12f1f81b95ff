#include "daemon/telexd.hpp"

namespace telex::daemon_tests {

void Telexd::configure(const std::vector<std::string>& urls, std::string_view fetch) const {
  std::string text = "store = \"sqlite:telex.db\"\n[fetch]\nallow_private = true\n";
  text.append(fetch).append("\n");
  for (const std::string& url : urls) text += "[[feed]]\nurl = \"" + url + "\"\n";
  folder_.write("telex.toml", text);
}

support::Command Telexd::command(std::vector<std::string> arguments) const {
  support::Command command{.arguments = {TELEX_BIN "/telexd", "--config", folder_.file("telex.toml")}};
  for (std::string& argument : arguments) command.arguments.push_back(std::move(argument));
  command.environment = {{"RUNTIME_DIRECTORY", ""}, {"NOTIFY_SOCKET", ""}};
  return command;
}

std::string rss(const std::vector<std::string>& guids) {
  std::string text = "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Test</title>";
  for (const std::string& guid : guids) {
    text += "<item><guid isPermaLink=\"false\">" + guid + "</guid><title>" + guid + "</title></item>";
  }
  return text + "</channel></rss>";
}

}  // namespace telex::daemon_tests
