#include "parse/parse.hpp"

#include <unistd.h>

#include <utility>

#include "cli/cells.hpp"
#include "cli/commands.hpp"
#include "cli/explain.hpp"
#include "cli/json.hpp"
#include "cli/words.hpp"
#include "publish/json_feed.hpp"

namespace telex::cli {
namespace {

Exit refuse(Error error, const std::string& file) {
  if (error.place.empty()) error.place = file == "-" ? "standard input" : file;
  note(safe_line(to_string(error)));
  return Exit::nothing;
}

}  // namespace

Exit parse(const Context& context, const ParseArguments& arguments) {
  if (arguments.file == "-" && isatty(STDIN_FILENO) == 1) note("reads a feed from the terminal up to Ctrl-D");
  Result<std::string> bytes = read_input(arguments.file);
  if (!bytes) return fail(bytes.error());
  const parse::Hints hints{.content_type = arguments.content_type, .url = arguments.url};
  if (arguments.explain) {
    const Result<parse::Explained> explained = parse::explain(std::move(*bytes), hints);
    if (!explained) return refuse(explained.error(), arguments.file);
    write_explanation(context, *explained);
    return Exit::found;
  }
  publish::Items items;
  const Result<feed::Document> document =
      parse::parse(std::move(*bytes), hints, [&](feed::Entry&& entry) { items.add(entry); });
  if (!document) return refuse(document.error(), arguments.file);
  publish::write_json(*document, items, [&](std::string_view piece) { write_json(context.output, piece); });
  context.output.write("\n");
  return Exit::found;
}

}  // namespace telex::cli
