#include "parse/parse.hpp"

#include <unistd.h>

#include <utility>

#include "cli/cells.hpp"
#include "cli/commands.hpp"
#include "cli/json.hpp"
#include "cli/words.hpp"
#include "publish/json_feed.hpp"

namespace telex::cli {

Exit parse(const Context& context, const ParseArguments& arguments) {
  if (arguments.file == "-" && isatty(STDIN_FILENO) == 1) note("reads a feed from the terminal up to Ctrl-D");
  Result<std::string> bytes = read_input(arguments.file);
  if (!bytes) return fail(bytes.error());
  const Result<feed::Document> document =
      parse::parse(std::move(*bytes), {.content_type = arguments.content_type, .url = arguments.url});
  if (document) {
    publish::write_json(*document, [&](std::string_view piece) { write_json(context.output, piece); });
    context.output.write("\n");
    return Exit::found;
  }
  Error error = document.error();
  if (error.place.empty()) error.place = arguments.file == "-" ? "standard input" : arguments.file;
  note(safe_line(to_string(error)));
  return Exit::nothing;
}

}  // namespace telex::cli
