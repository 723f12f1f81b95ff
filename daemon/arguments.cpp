#include "daemon/arguments.hpp"

#include <CLI/CLI.hpp>
#include <map>

namespace telex::daemon {
namespace {

constexpr const char* description =
    "telexd polls the feeds of its configuration when they are due, and keeps every article in a store that `telex`\n"
    "searches, with the daemon running or not. It stays in the foreground and logs to stderr.";

constexpr const char* lesson = R"(
The configuration is FILE, else $TELEX_CONFIG, ./telex.toml, $XDG_CONFIG_HOME/telex/telex.toml (~/.config)
or /etc/telex/telex.toml. The smallest one is two lines:

  [[feed]]
  url = "https://feeds.bbci.co.uk/news/world/rss.xml"

  telexd --check --config telex.toml    name everything that is wrong with it
  telexd --once --config telex.toml     poll what is due, then exit: for cron, and for a first look
  telexd --config telex.toml            poll for ever; as a service: systemctl enable --now telexd

Signals: SIGHUP reads the configuration again (a faulty one is refused, the old one goes on); SIGTERM and SIGINT
abandon the transfers under way, keep what has arrived and exit within 5 s, a second one exits at once.
Exit status: 0; with --once 1 where feeds failed; 2 on an error of configuration or store, or where another telexd
fetches for the same store.)";

int shown(const CLI::App& app, const CLI::ParseError& reason) { return app.exit(reason) == 0 ? 0 : 2; }

}  // namespace

std::variant<Arguments, int> read_arguments(int argc, char** argv) {
  static const std::map<std::string, spdlog::level::level_enum> levels{{"debug", spdlog::level::debug},
                                                                       {"info", spdlog::level::info},
                                                                       {"warn", spdlog::level::warn},
                                                                       {"error", spdlog::level::err}};
  Arguments arguments;
  CLI::App app{description, "telexd"};
  app.add_option("--config", arguments.config, "The configuration file")->type_name("FILE");
  CLI::Option* once = app.add_flag("--once", arguments.once, "Poll every feed that is due, once, then exit");
  CLI::Option* all = app.add_flag("--all", arguments.all, "With --once: every feed, due or not")->needs(once);
  app.add_option("--only", arguments.only,
                 "With --once: this feed, due or not, and also where it answered 410 (may be repeated)")
      ->type_name("URL")
      ->needs(once)
      ->excludes(all);
  app.add_flag("--check", arguments.check, "Check the configuration, then exit: 0 where it is sound, else 2")
      ->excludes(once);
  app.add_option("--log-level", arguments.log_level, "debug, info, warn or error (default: info)")
      ->type_name("LEVEL")
      ->transform(CLI::CheckedTransformer(levels, CLI::ignore_case).description(""));
  app.set_version_flag("--version", "telexd " TELEX_VERSION);
  app.footer(lesson);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& reason) {
    return shown(app, reason);
  }
  return arguments;
}

}  // namespace telex::daemon
