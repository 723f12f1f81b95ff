#include <fmt/format.h>

#include "cli/article_rows.hpp"
#include "cli/commands.hpp"
#include "cli/words.hpp"

namespace telex::cli {
namespace {

Result<query::Filter> filter_of(const Context& context, const SearchArguments& arguments) {
  Result<query::Expression> asked = query::parse(query::join_arguments(arguments.words), context.now);
  if (!asked) return asked.error();
  query::Filter filter{.where = std::move(*asked), .order = arguments.order, .limit = row_limit(context)};
  if (!arguments.unread) return filter;
  query::All both;
  both.of.push_back({query::InState{query::InState::State::unread}});
  both.of.push_back(std::move(filter.where));
  filter.where = {std::move(both)};
  return filter;
}

/// The limit that nobody asked for is told; only people have it.
void tell_limit(const Context& context, std::size_t found) {
  const std::optional<std::size_t> limit = row_limit(context);
  const bool silent = context.options.limit || context.options.structured();
  if (limit == found && !silent) note(fmt::format("these are the first {}; -n N shows more", found));
}

}  // namespace

Exit search(const Context& context, const SearchArguments& arguments) {
  const Result<query::Filter> filter = filter_of(context, arguments);
  if (!filter) return fail(filter.error());
  const std::unique_ptr<store::Reader> store = open_store(context);
  if (!store) return Exit::error;
  if (!context.options.structured()) context.output.page();
  ArticleRows rows{context};
  const Result<std::size_t> found =
      store->find(*filter, [&rows](const store::Article& article) { return rows.add(article); });
  if (!found) return fail(found.error());
  rows.end();
  if (*found == 0) return nothing_found(context);
  tell_limit(context, *found);
  return Exit::found;
}

Exit count(const Context& context, const std::vector<std::string>& words) {
  const Result<query::Filter> filter = filter_of(context, {.words = words});
  if (!filter) return fail(filter.error());
  const std::unique_ptr<store::Reader> store = open_store(context);
  if (!store) return Exit::error;
  const Result<std::size_t> number = store->count(*filter);
  if (!number) return fail(number.error());
  if (context.options.structured()) {
    write_object(context.output, {{"count", *number}});
  } else {
    context.output.write(fmt::format("{}\n", *number));
  }
  return *number == 0 ? Exit::nothing : Exit::found;
}

}  // namespace telex::cli
