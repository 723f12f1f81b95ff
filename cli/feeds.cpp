#include <fmt/format.h>

#include <algorithm>
#include <boost/json/array.hpp>

#include "cli/cells.hpp"
#include "cli/commands.hpp"
#include "cli/feed_query.hpp"
#include "cli/json.hpp"
#include "cli/words.hpp"
#include "config/words.hpp"

namespace telex::cli {
namespace {

using store::FeedSummary;

std::string_view state_of(const FeedSummary& feed) {
  if (!feed.subscribed) return "unsubscribed";
  if (feed.poll.gone) return "gone";
  if (feed.poll.failures > 0) return "failing";
  return feed.poll.last_fetch ? "ok" : "new";
}

boost::json::object object_of(const FeedSummary& feed) {
  return {{"url", feed.url},
          {"title", to_json_or_null(feed.title)},
          {"state", std::string{state_of(feed)}},
          {"last_fetch", to_json(feed.poll.last_fetch)},
          {"last_error", to_json_or_null(feed.poll.last_error)},
          {"next_due", to_json(feed.poll.next_due)},
          {"items", feed.entries},
          {"unread", feed.unread},
          {"id", std::to_string(feed.id)},
          {"tags", boost::json::array(feed.tags.begin(), feed.tags.end())},
          {"last_success", to_json(feed.poll.last_success)},
          {"failures", feed.poll.failures},
          {"http_status", feed.poll.http_status},
          {"home_page_url", to_json_or_null(feed.home_page_url)},
          {"format", to_json_or_null(feed.format)},
          {"language", to_json_or_null(feed.language)},
          {"damaged", feed.damaged}};
}

std::string name_of(const FeedSummary& feed) { return safe_line(feed.title.empty() ? feed.url : feed.title); }

Paint paint_of(std::string_view state) {
  if (state == "ok") return Paint::good;
  return state == "failing" || state == "gone" ? Paint::bad : Paint::faint;
}

void add_for_people(const Context& context, const FeedSummary& feed) {
  Output& output = context.output;
  const std::size_t columns = std::max<std::size_t>(output.columns(), 80);
  const std::string_view state = state_of(feed);
  output.write(fmt::format("{} {} {:>7} {:>6} new  {:>10}  {:>10}\n",
                           output.painted(fitted(state, 12), paint_of(state)), fitted(name_of(feed), columns - 56),
                           feed.entries, feed.unread, relative(feed.poll.last_fetch, context.now),
                           feed.poll.next_due ? relative(feed.poll.next_due, context.now) : "-"));
  if (feed.poll.last_error.empty()) return;
  output.write(std::string(13, ' ') + output.painted(cut(safe_line(feed.poll.last_error), columns - 13), Paint::bad) +
               "\n");
}

std::string time_or_dash(const std::optional<Instant>& when) { return when ? to_rfc3339(*when) : "-"; }

void add_for_programs(Output& output, const FeedSummary& feed) {
  output.write(fmt::format("{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\n", safe_line(feed.url), state_of(feed), feed.entries,
                           feed.unread, time_or_dash(feed.poll.last_fetch), time_or_dash(feed.poll.next_due),
                           name_of(feed), safe_line(feed.poll.last_error)));
}

void write_rows(const Context& context, const std::vector<FeedSummary>& found) {
  for (const FeedSummary& feed : found) {
    if (context.output.for_people()) {
      add_for_people(context, feed);
    } else {
      add_for_programs(context.output, feed);
    }
  }
}

void write_objects(const Context& context, const std::vector<FeedSummary>& found) {
  ObjectList objects{context};
  for (const FeedSummary& feed : found) objects.add(object_of(feed));
  objects.end();
}

std::string joined(const std::vector<std::string>& words) { return fmt::format("{}", fmt::join(words, ", ")); }

void write_feed(const Context& context, const FeedSummary& feed) {
  const auto line = [&context](std::string_view name, const std::string& value) {
    if (!value.empty()) context.output.write(fmt::format("{:<13}{}\n", name, safe_line(value)));
  };
  const auto moment = [&context](const std::optional<Instant>& when) {
    return when ? to_rfc3339(*when) + " (" + relative(when, context.now) + ")" : std::string{};
  };
  line("title", feed.title);
  line("url", feed.url);
  line("home page", feed.home_page_url);
  line("state", std::string{state_of(feed)});
  line("last error", feed.poll.last_error);
  line("failures", feed.poll.failures > 0 ? fmt::format("{} in a row", feed.poll.failures) : "");
  line("last fetch", feed.poll.last_fetch ? moment(feed.poll.last_fetch) : "never");
  line("last success", moment(feed.poll.last_success));
  line("next due", moment(feed.poll.next_due));
  line("articles", fmt::format("{}, {} unread", feed.entries, feed.unread));
  line("tags", joined(feed.tags));
  line("format", feed.format + (feed.damaged ? ", damaged" : ""));
  line("language", feed.language);
}

/// By URL as configured, else by the store's id.
const FeedSummary* find(const std::vector<FeedSummary>& all, const std::string& name) {
  const auto by_url = std::ranges::find(all, name, &FeedSummary::url);
  if (by_url != all.end()) return &*by_url;
  if (!is_id(name)) return nullptr;
  const auto by_id = std::ranges::find(all, to_id(name), &FeedSummary::id);
  return by_id != all.end() ? &*by_id : nullptr;
}

Exit unknown_feed(const Context& context, const std::vector<FeedSummary>& all, const std::string& name) {
  if (context.options.json) context.output.write("null\n");
  std::vector<std::string_view> urls;
  for (const FeedSummary& feed : all) urls.emplace_back(feed.url);
  const std::string_view near = config::nearest(name, urls);
  std::string message = "there is no feed \"" + name + "\"; `telex feeds` lists them";
  if (!near.empty()) message.append("; is ").append(near).append(" meant?");
  note(message);
  return Exit::nothing;
}

}  // namespace

Exit feeds(const Context& context, const std::vector<std::string>& words) {
  const Result<query::Expression> asked = query::parse(query::join_arguments(words), context.now);
  if (!asked) return fail(asked.error());
  if (const Result<void> checked = check_for_feeds(*asked); !checked) return fail(checked.error());
  const std::unique_ptr<store::Reader> store = open_store(context);
  if (!store) return Exit::error;
  Result<std::vector<FeedSummary>> found = store->feeds();
  if (!found) return fail(found.error());
  std::erase_if(*found, [&asked](const FeedSummary& feed) { return !matches(*asked, feed); });
  found->resize(std::min(found->size(), row_limit(context).value_or(found->size())));
  if (context.options.structured()) {
    write_objects(context, *found);
  } else {
    context.output.page();
    write_rows(context, *found);
  }
  return found->empty() ? nothing_found(context, "no such feed") : Exit::found;
}

Exit feed(const Context& context, const std::string& name) {
  const std::unique_ptr<store::Reader> store = open_store(context);
  if (!store) return Exit::error;
  const Result<std::vector<FeedSummary>> all = store->feeds();
  if (!all) return fail(all.error());
  const FeedSummary* found = find(*all, name);
  if (!found) return unknown_feed(context, *all, name);
  if (context.options.structured()) {
    write_object(context.output, object_of(*found));
  } else {
    write_feed(context, *found);
  }
  return Exit::found;
}

}  // namespace telex::cli
