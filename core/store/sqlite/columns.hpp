#pragma once
#include <string_view>

#include "store/sqlite/connection.hpp"
#include "store/types.hpp"

/// Groups of columns that are read in one order in several places.
namespace telex::store::sqlite {

constexpr std::string_view poll_columns =
    "last_fetch, last_success, next_due, failures, http_status, gone, last_error, validator_url, etag, last_modified";

/// Reads poll_columns that begin at column `first`.
PollState read_poll(const Statement::Rows& rows, int first);

/// The columns of an Article, of the tables entry, feed and body joined.
constexpr std::string_view article_columns =
    "entry.id, entry.guid, entry.url, entry.title, entry.published, entry.updated, entry.first_seen,"
    " entry.last_changed, entry.unread, entry.starred, feed.url,"
    " CASE feed.given_title WHEN '' THEN feed.title ELSE feed.given_title END, feed.tags,"
    " body.html, body.text, body.summary, body.extra";

/// Reads article_columns.
Article read_article(const Statement::Rows& rows);

}  // namespace telex::store::sqlite
