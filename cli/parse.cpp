#include "parse/parse.hpp"

#include <unistd.h>

#include "cli/cells.hpp"
#include "cli/commands.hpp"
#include "cli/json.hpp"
#include "cli/words.hpp"
#include "publish/json_feed.hpp"

namespace telex::cli {

Exit parse(const Context& context, const ParseArguments& arguments) {
  if (arguments.file == "-" && isatty(STDIN_FILENO) == 1) note("reads a feed from the terminal up to Ctrl-D");
  const Result<std::string> bytes = read_input(arguments.file);
  if (!bytes) return fail(bytes.error());
  const Result<feed::Document> document =
      parse::parse(*bytes, {.content_type = arguments.content_type, .url = arguments.url});
  if (document) {
    write_object(context.output, publish::to_json(*document));
    return Exit::found;
  }
  Error error = document.error();
  if (error.place.empty()) error.place = arguments.file == "-" ? "standard input" : arguments.file;
  note(safe_line(to_string(error)));
  return Exit::nothing;
}

}  // namespace telex::cli
