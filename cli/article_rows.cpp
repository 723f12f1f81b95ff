#include "cli/article_rows.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/utf8.hpp"
#include "cli/cells.hpp"
#include "cli/words.hpp"
#include "html/text.hpp"
#include "publish/json_feed.hpp"

namespace telex::cli {
namespace {

constexpr std::size_t beginning_bytes = 2000;

/// Enough of the body for a line.
std::string beginning(const feed::Entry& entry) {
  const std::string& html = entry.summary.empty() ? entry.content_html : entry.summary;
  if (html.empty()) return safe_line(utf8::truncated(entry.content_text, beginning_bytes));
  return safe_line(html::to_text(utf8::truncated(html, beginning_bytes)));
}

}  // namespace

ArticleRows::ArticleRows(const Context& context) : context_{context}, objects_{context} {}

bool ArticleRows::add(const store::Article& article) {
  if (context_.options.structured()) {
    objects_.add(publish::to_json(article));
  } else if (context_.output.for_people()) {
    add_for_people(article);
  } else {
    add_for_programs(article);
  }
  return !context_.output.failed();
}

void ArticleRows::end() {
  if (context_.options.structured()) objects_.end();
}

void ArticleRows::add_for_people(const store::Article& article) {
  Output& output = context_.output;
  constexpr std::size_t before_feed = 24;  // id, marks, age and the spaces between them
  const std::size_t columns = std::max<std::size_t>(output.columns(), 60);
  const std::size_t feed_cells = std::min<std::size_t>(columns / 4, 24);
  const std::string title = cut(headline(article), columns - before_feed - feed_cells - 2);
  const std::string marks = fmt::format("{}{}", article.unread ? 'N' : ' ', article.starred ? '*' : ' ');
  output.write(fmt::format("{:>8} {} {}  {}  {}\n", article.id, output.painted(marks, Paint::good),
                           output.painted(fmt::format("{:>10}", age(article.time(), context_.now)), Paint::faint),
                           output.painted(fitted(feed_name(article), feed_cells), Paint::faint),
                           article.unread ? output.painted(title, Paint::strong) : title));
}

void ArticleRows::add_for_programs(const store::Article& article) {
  context_.output.write(fmt::format("{}\t{}\t{}\t{}\t{}\t{}\n", article.id, to_rfc3339(article.time()),
                                    state_of(article), feed_name(article), headline(article),
                                    safe_line(article.entry.url)));
}

std::string headline(const store::Article& article) {
  std::string line = safe_line(article.entry.title);
  if (line.empty()) line = cut(beginning(article.entry), 200);
  return line.empty() ? safe_line(article.entry.url) : line;
}

std::string feed_name(const store::Article& article) {
  return safe_line(article.feed_title.empty() ? article.feed_url : article.feed_title);
}

std::string state_of(const store::Article& article) {
  if (article.unread && article.starred) return "unread,starred";
  return article.unread ? "unread" : article.starred ? "starred" : "";
}

}  // namespace telex::cli
