#include "store/sqlite/columns.hpp"

#include "store/sqlite/extra.hpp"

namespace telex::store::sqlite {

PollState read_poll(const Statement::Rows& rows, int first) {
  PollState poll;
  poll.last_fetch = rows.maybe_instant(first);
  poll.last_success = rows.maybe_instant(first + 1);
  poll.next_due = rows.maybe_instant(first + 2);
  poll.failures = static_cast<int>(rows.integer(first + 3));
  poll.http_status = static_cast<int>(rows.integer(first + 4));
  poll.gone = rows.flag(first + 5);
  poll.last_error = rows.text(first + 6);
  poll.validators = {rows.text(first + 7), rows.text(first + 8), rows.text(first + 9)};
  return poll;
}

Article read_article(const Statement::Rows& rows) {
  Article article;
  article.id = rows.integer(0);
  article.entry.id = rows.text(1);
  article.entry.url = rows.text(2);
  article.entry.title = rows.text(3);
  article.entry.published = rows.maybe_instant(4);
  article.entry.updated = rows.maybe_instant(5);
  article.first_seen = rows.instant(6);
  article.last_changed = rows.instant(7);
  article.unread = rows.flag(8);
  article.starred = rows.flag(9);
  article.feed_url = rows.text(10);
  article.feed_title = rows.text(11);
  article.feed_tags = read_list(rows.view(12));
  article.entry.content_html = rows.text(13);
  article.entry.content_text = rows.text(14);
  article.entry.summary = rows.text(15);
  read_extra(rows.view(16), article.entry);
  return article;
}

}  // namespace telex::store::sqlite
