#include "cli/arguments.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <map>
#include <memory>

#include "cli/commands.hpp"
#include "cli/help.hpp"
#include "config/words.hpp"

namespace telex::cli {
namespace {

/// Marks arguments that CLI11 must take as they are: it would read a query's "-word" as options, and "[a,b]" as a list.
constexpr char shield = '\x1f';

bool needs_shield(const std::string& word) {
  if (word.starts_with('[') || word.starts_with('{')) return true;
  return word.starts_with('-') && !word.starts_with("--") && word.find(' ') != std::string::npos;
}

bool looks_like_number(std::string_view word) {
  return word.size() > 1 && word[0] == '-' && word[1] >= '0' && word[1] <= '9';
}

/// In the order in which CLI11 takes them: from the end.
std::vector<std::string> shielded(const std::vector<std::string>& words) {
  std::vector<std::string> out;
  bool options = true;
  for (const std::string& word : words) {
    if (options && word == "--") {
      options = false;
    } else if (options && looks_like_number(word)) {
      // CLI11 would take it for a word of the query, and `mark read -1` would mark all but one article.
      throw CLI::ValidationError(word + " is no option; as a negation it stands after --, as in: telex search -- " +
                                 word);
    } else {
      out.push_back(!options || needs_shield(word) ? shield + word : word);
    }
  }
  std::ranges::reverse(out);
  return out;
}

std::string bare(std::string word) {
  if (word.starts_with(shield)) word.erase(0, 1);
  return word;
}

/// One of a few words, which stand for values.
template <class Value>
using Choices = std::map<std::string, Value>;

template <class Value>
CLI::Option* add_choice(CLI::App& app, const char* name, const Choices<Value>& choices, Value& target,
                        const char* help) {
  const auto read = [name, &choices, &target, help](const std::string& word) {
    const auto found = choices.find(word);
    if (found == choices.end()) throw CLI::ValidationError(std::string{name} + ": " + word + " is none of: " + help);
    target = found->second;
  };
  return app.add_option_function<std::string>(name, read, help);
}

std::string check_number(const std::string& word) {
  const bool digits = !word.empty() && word.find_first_not_of("0123456789") == std::string::npos;
  return digits && word.size() < 19 ? "" : "\"" + word + "\" is no number of rows";
}

template <class Target>
CLI::Option* add_words(CLI::App& app, const char* name, Target& target, const char* help) {
  return app.add_option(name, target, help)->transform(bare, "")->type_name("");
}

/// Builds the commands; what they are given lives as long as the command that was chosen.
class Grammar {
 public:
  Grammar();

  std::variant<Invocation, Exit> read(const std::vector<std::string>& words);

 private:
  /// Adds a command whose arguments are of type `Arguments`.
  template <class Arguments>
  CLI::App* add(const char* name, const char* help, Exit (*run)(const Context&, const Arguments&),
                std::shared_ptr<Arguments> arguments) {
    CLI::App* command = app_.add_subcommand(name, help)->fallthrough()->group("Commands");
    command->callback([this, run, arguments = std::move(arguments)] {
      invocation_.command = [run, arguments](const Context& context) { return run(context, *arguments); };
    });
    return command;
  }

  void add_options();
  void add_search(const char* name, const char* help, bool unread);
  void add_reading();
  void add_feeds();
  void add_fetching();
  Exit shown(const CLI::ParseError& reason);
  Exit refuse(const std::string& unexpected) const;
  Exit refuse_command(const std::string& name) const;

  CLI::App app_{help::description, "telex"};
  Invocation invocation_;
};

Grammar::Grammar() {
  app_.require_subcommand(0, 1);
  app_.get_formatter()->label("SUBCOMMAND", "COMMAND");
  app_.get_formatter()->column_width(28);
  app_.footer(help::lesson);
  app_.set_version_flag("--version", "telex " TELEX_VERSION);
  add_options();
  add_search("search", "Find articles by words, feed, tag, time and state", false);
  add_search("list", "The newest articles, as `search` with no words", false);
  add_search("unread", "Articles that are not marked read", true);
  add_reading();
  add_feeds();
  add_fetching();
  // What nobody knows is told in our own words; commands were added before, so they do not inherit this.
  app_.allow_extras();
}

void Grammar::add_options() {
  static const Choices<Colour> colours{
      {"auto", Colour::automatic}, {"always", Colour::always}, {"never", Colour::never}};
  Options& options = invocation_.options;
  app_.add_option("--store", options.store, "The store, as sqlite:PATH")->type_name("URL")->take_last();
  app_.add_option("--config", options.config, "The configuration file")->type_name("FILE")->take_last();
  app_.add_flag("--json", options.json, "Print one JSON document");
  app_.add_flag("--jsonl", options.jsonl, "Print one JSON object a line");
  add_choice(app_, "--color", colours, options.colour, "auto (default; $NO_COLOR turns it off), always or never")
      ->type_name("WHEN");
  app_.add_option("-n", options.limit, "At most N rows (default: 50 on a terminal, else all)")
      ->type_name("N")
      ->take_last()
      ->check(check_number, "");
}

void Grammar::add_search(const char* name, const char* help, bool unread) {
  static const Choices<query::Order> orders{
      {"new", query::Order::newest_first}, {"old", query::Order::oldest_first}, {"rank", query::Order::rank}};
  const auto arguments = std::make_shared<SearchArguments>();
  arguments->unread = unread;
  CLI::App* command = add<SearchArguments>(name, help, search, arguments);
  add_words(*command, "QUERY", arguments->words, "What to look for");
  add_choice(*command, "--sort", orders, arguments->order, "new (default), old or rank (best match first)")
      ->type_name("ORDER");
  command->footer(help::query);
}

void Grammar::add_reading() {
  const auto counted = std::make_shared<std::vector<std::string>>();
  CLI::App* count_command = add<std::vector<std::string>>("count", "How many articles a query finds", count, counted);
  add_words(*count_command, "QUERY", *counted, "What to look for");
  count_command->footer(help::query);

  const auto shown = std::make_shared<ShowArguments>();
  CLI::App* show_command = add<ShowArguments>("show", "Read articles", show, shown);
  add_words(*show_command, "ID", shown->ids, "Numbers of articles, or - to read them from standard input")->required();
  CLI::Option* text = show_command->add_flag_function(
      "--text", [](std::int64_t) {}, "Readable text, links numbered (default)");
  show_command
      ->add_flag_callback(
          "--html", [shown] { shown->form = ShowArguments::Form::html; }, "A page of HTML")
      ->excludes(text);
  show_command->footer(help::show);

  const auto marked = std::make_shared<MarkArguments>();
  CLI::App* mark_command =
      add<MarkArguments>("mark", "Mark articles read or unread, star or unstar them", mark, marked);
  add_words(*mark_command, "MARK", marked->mark, "read, unread, star or unstar")->required();
  add_words(*mark_command, "QUERY", marked->targets, "Numbers, - to read them from standard input, or a query")
      ->required();
  mark_command->add_flag("--dry-run", marked->dry_run, "Only count what would change");
  mark_command->footer(help::mark);
}

void Grammar::add_feeds() {
  const auto words = std::make_shared<std::vector<std::string>>();
  CLI::App* feeds_command = add<std::vector<std::string>>("feeds", "How each feed is doing", feeds, words);
  add_words(*feeds_command, "QUERY", *words, "Which feeds; default: all");
  feeds_command->footer(help::feeds);

  const auto name = std::make_shared<std::string>();
  CLI::App* feed_command = add<std::string>("feed", "All that is known of one feed", feed, name);
  add_words(*feed_command, "FEED", *name, "Its URL as configured, or its number")->required();

  struct None {};
  const auto run = [](const Context& context, const None&) { return status(context); };
  add<None>("status", "Totals, and whether all is well", run, std::make_shared<None>());
}

void Grammar::add_fetching() {
  const auto fetched = std::make_shared<FetchArguments>();
  CLI::App* fetch_command = add<FetchArguments>("fetch", "Fetch feeds now", fetch, fetched);
  add_words(*fetch_command, "URL", fetched->urls, "Feeds as configured; default: all");
  fetch_command->add_flag("--all", fetched->all, "All feeds");
  fetch_command->add_flag("--wait", fetched->wait, "Come back when they are done, and tell of each");
  fetch_command->footer(help::fetch);

  const auto parsed = std::make_shared<ParseArguments>();
  CLI::App* parse_command = add<ParseArguments>("parse", "Turn one feed document into JSON Feed", parse, parsed);
  parse_command->add_option("--url", parsed->url, "Where it came from: the base of relative URLs")->type_name("URL");
  parse_command->add_option("--content-type", parsed->content_type, "The Content-Type that it came with")
      ->type_name("TYPE");
  parse_command->add_flag("--explain", parsed->explain,
                          "Tell which element each field comes from, why the encoding, and what was repaired");
  add_words(*parse_command, "FILE", parsed->file, "The document; default: -, standard input");
  parse_command->footer(help::parse);
}

std::variant<Invocation, Exit> Grammar::read(const std::vector<std::string>& words) {
  try {
    app_.parse(shielded(words));
  } catch (const CLI::ParseError& reason) {
    return shown(reason);
  }
  const std::vector<std::string> unexpected = app_.remaining();
  if (!unexpected.empty()) {
    return invocation_.command ? refuse(bare(unexpected.front())) : refuse_command(bare(unexpected.front()));
  }
  if (invocation_.options.json && invocation_.options.jsonl) {
    note("--json and --jsonl exclude each other");
    return Exit::error;
  }
  if (!invocation_.command) {
    note("a command is missing: telex list, telex search WORDS, … (telex --help)");
    return Exit::error;
  }
  return std::move(invocation_);
}

Exit Grammar::shown(const CLI::ParseError& reason) {
  const auto* asked = dynamic_cast<const CLI::Success*>(&reason);
  if (!asked) {
    note(std::string{reason.what()} + " (see --help)");
    return Exit::error;
  }
  std::ostringstream text;
  std::ostringstream ignored;
  app_.exit(reason, text, ignored);
  Output output{Colour::never};
  output.write(text.str());
  return output.finish(Exit::found);
}

Exit Grammar::refuse(const std::string& unexpected) const {
  const bool option = unexpected.starts_with('-');
  std::string message = (option ? "unknown option " : "unexpected argument ") + unexpected + " (see --help)";
  if (option && !unexpected.starts_with("--"))
    message += "; a word to leave out goes after --, as in: telex search -- -word";
  note(message);
  return Exit::error;
}

Exit Grammar::refuse_command(const std::string& name) const {
  std::vector<std::string> names;
  for (const CLI::App* command : app_.get_subcommands([](const CLI::App*) { return true; })) {
    names.push_back(command->get_name());
  }
  const std::vector<std::string_view> candidates(names.begin(), names.end());
  const std::string_view near = config::nearest(name, candidates);
  std::string message = "unknown command " + name;
  if (!near.empty()) message.append("; is ").append(near).append(" meant?");
  note(message + " (telex --help lists them)");
  return Exit::error;
}

}  // namespace

std::variant<Invocation, Exit> read_arguments(const std::vector<std::string>& words) { return Grammar{}.read(words); }

}  // namespace telex::cli
