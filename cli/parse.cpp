#include "parse/parse.hpp"

#include <unistd.h>

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
  const Result<std::string> bytes = read_input(arguments.file);
  if (!bytes) return fail(bytes.error());
  const parse::Hints hints{.content_type = arguments.content_type, .url = arguments.url};
  if (arguments.explain) {
    const Result<parse::Explained> explained = parse::explain(*bytes, hints);
    if (!explained) return refuse(explained.error(), arguments.file);
    write_explanation(context, *explained);
    return Exit::found;
  }
  const Result<feed::Document> document = parse::parse(*bytes, hints);
  if (!document) return refuse(document.error(), arguments.file);
  write_object(context.output, publish::to_json(*document));
  return Exit::found;
}

}  // namespace telex::cli
