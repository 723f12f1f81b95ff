#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <unordered_set>

#include "cli/commands.hpp"
#include "cli/json.hpp"
#include "cli/words.hpp"
#include "config/words.hpp"
#include "store/backend.hpp"

namespace telex::cli {
namespace {

using Mark = store::Backend::Mark;

constexpr std::array<std::string_view, 4> names{"read", "unread", "star", "unstar"};  // in Mark's order

Result<Mark> mark_of(const std::string& name) {
  const auto found = std::ranges::find(names, name);
  if (found != names.end()) return static_cast<Mark>(found - names.begin());
  const std::string_view near = config::nearest(name, names);
  std::string message = "\"" + name + "\" is no mark: read, unread, star or unstar";
  if (!near.empty()) message.append("; is ").append(near).append(" meant?");
  return Error{Fault::invalid, std::move(message), ""};
}

bool changes(const store::Article& article, Mark mark) {
  switch (mark) {
    case Mark::read:
      return article.unread;
    case Mark::unread:
      return !article.unread;
    case Mark::starred:
      return !article.starred;
    case Mark::unstarred:
      return article.starred;
  }
  return false;
}

/// The articles that are meant.
struct Targets {
  std::size_t found = 0;
  std::vector<store::EntryId> to_change;
  std::unordered_set<store::EntryId> seen;

  void add(const store::Article& article, Mark mark) {
    if (!seen.insert(article.id).second) return;
    ++found;
    if (changes(article, mark)) to_change.push_back(article.id);
  }
};

Result<Targets> by_ids(const store::Reader& store, const std::vector<std::int64_t>& ids, Mark mark) {
  Targets targets;
  for (const std::int64_t id : ids) {
    const Result<std::optional<store::Article>> article = store.article(id);
    if (!article) return article.error();
    if (*article) {
      targets.add(**article, mark);
    } else {
      note(fmt::format("there is no article {}", id));
    }
  }
  return targets;
}

/// What the mark would change.
query::Expression unmarked(Mark mark) {
  using State = query::InState::State;
  switch (mark) {
    case Mark::read:
      return {query::InState{State::unread}};
    case Mark::unread:
      return {query::InState{State::read}};
    case Mark::starred:
      return {query::Not{{{query::InState{State::starred}}}}};
    case Mark::unstarred:
      break;
  }
  return {query::InState{State::starred}};
}

/// The limit is one of what is found, whether the mark changes it or not.
Result<Targets> by_query(const store::Reader& store, const Context& context, const std::string& text, Mark mark) {
  Result<query::Expression> asked = query::parse(text, context.now);
  if (!asked) return asked.error();
  query::Filter filter{.where = std::move(*asked), .limit = context.options.limit};
  Result<std::vector<store::EntryId>> found = store.find_ids(filter);
  if (!found) return found.error();
  filter.where = {query::All{{std::move(filter.where), unmarked(mark)}}};
  filter.limit.reset();
  Result<std::vector<store::EntryId>> changing = store.find_ids(filter);
  if (!changing) return changing.error();
  std::ranges::sort(*found);
  std::ranges::sort(*changing);
  Targets targets;
  targets.found = found->size();
  std::ranges::set_intersection(*found, *changing, std::back_inserter(targets.to_change));
  return targets;
}

Error ambiguous() {
  return Error{Fault::invalid, "digits alone are an id: name ids or a query, not both (as a word: '\"2024\"')", ""};
}

/// `-`, ids, or the words of a query. An empty query would mean every article, and is more likely a script's fault.
Result<Targets> find_targets(const store::Reader& store, const Context& context, const std::vector<std::string>& words,
                             Mark mark) {
  if (words == std::vector<std::string>{"-"}) {
    const Result<std::vector<std::int64_t>> ids = read_ids();
    return ids ? by_ids(store, *ids, mark) : ids.error();
  }
  const auto numbers = static_cast<std::size_t>(std::ranges::count_if(words, is_id));
  if (numbers == words.size()) {
    std::vector<std::int64_t> ids;
    for (const std::string& word : words) ids.push_back(to_id(word));
    return by_ids(store, ids, mark);
  }
  if (numbers > 0) return ambiguous();
  const std::string text = query::join_arguments(words);
  if (text.empty()) return Error{Fault::invalid, "an empty query would mean every article; say which ones", ""};
  return by_query(store, context, text, mark);
}

Result<std::size_t> apply(const std::string& url, const Targets& targets, Mark mark) {
  if (targets.to_change.empty()) return std::size_t{0};
  const Result<std::unique_ptr<store::Backend>> backend = store::open_marker(url);
  if (!backend) return backend.error();
  return (*backend)->mark(targets.to_change, mark);
}

}  // namespace

Exit mark(const Context& context, const MarkArguments& arguments) {
  const Result<Mark> mark = mark_of(arguments.mark);
  if (!mark) return fail(mark.error());
  const std::optional<Location> location = locate(context.options);
  if (!location) return Exit::error;
  const std::unique_ptr<store::Reader> store = open_store(*location);
  if (!store) return Exit::error;
  const Result<Targets> targets = find_targets(*store, context, arguments.targets, *mark);
  if (!targets) return fail(targets.error());
  const Result<std::size_t> changed =
      arguments.dry_run ? Result<std::size_t>{targets->to_change.size()} : apply(location->store, *targets, *mark);
  if (!changed) return fail(changed.error());
  if (context.options.structured()) {
    write_object(context.output, {{"changed", *changed}});
  } else {
    context.output.write(fmt::format("{}\n", *changed));
  }
  return targets->found == 0 ? Exit::nothing : Exit::found;
}

}  // namespace telex::cli
