-- What every later version of the store grows from. Instants are seconds since 1970, UTC; an absent one is NULL, an
-- absent text is ''. The application id in the file's header ("tlex") and user_version are set by the program.

CREATE TABLE meta(
  key   TEXT PRIMARY KEY,
  value INTEGER NOT NULL
) WITHOUT ROWID;

-- One row a feed, kept after it has left the configuration. The poll's state stands here too: it is written with the
-- entries of the same poll, or alone, and never apart from them.
CREATE TABLE feed(
  id            INTEGER PRIMARY KEY AUTOINCREMENT,
  url           TEXT    NOT NULL UNIQUE,              -- as configured
  subscribed    INTEGER NOT NULL DEFAULT 1,
  priority      INTEGER NOT NULL DEFAULT 0,
  entries       INTEGER NOT NULL DEFAULT 0,           -- counters: kept with each change, so that no list of feeds
  unread        INTEGER NOT NULL DEFAULT 0,           -- has to count articles
  last_fetch    INTEGER,
  last_success  INTEGER,
  next_due      INTEGER,
  failures      INTEGER NOT NULL DEFAULT 0,
  http_status   INTEGER NOT NULL DEFAULT 0,
  gone          INTEGER NOT NULL DEFAULT 0,
  damaged       INTEGER NOT NULL DEFAULT 0,
  last_error    TEXT    NOT NULL DEFAULT '',
  validator_url TEXT    NOT NULL DEFAULT '',
  etag          TEXT    NOT NULL DEFAULT '',
  last_modified TEXT    NOT NULL DEFAULT '',
  given_title   TEXT    NOT NULL DEFAULT '',          -- the configuration's
  title         TEXT    NOT NULL DEFAULT '',          -- the feed's own
  tags          TEXT    NOT NULL DEFAULT '[]',        -- JSON
  home_page_url TEXT    NOT NULL DEFAULT '',
  language      TEXT    NOT NULL DEFAULT '',
  format        TEXT    NOT NULL DEFAULT '',
  icon          TEXT    NOT NULL DEFAULT '',
  description   TEXT    NOT NULL DEFAULT ''
);

-- Which feeds have a tag; `tag` is case-folded.
CREATE TABLE feed_tag(
  tag  TEXT    NOT NULL,
  feed INTEGER NOT NULL REFERENCES feed(id),
  PRIMARY KEY(tag, feed)
) WITHOUT ROWID;

-- What lists need of an article. AUTOINCREMENT: an id that a user or a script has seen is never given out again.
CREATE TABLE entry(
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  feed         INTEGER NOT NULL REFERENCES feed(id),
  key          INTEGER NOT NULL,                      -- 64 bits of the identity's digest
  revision     INTEGER NOT NULL,                      -- 64 bits of the content's digest
  time         INTEGER NOT NULL,                      -- published where not after first_seen, else first_seen
  published    INTEGER,
  updated      INTEGER,
  first_seen   INTEGER NOT NULL,
  last_changed INTEGER NOT NULL,
  unread       INTEGER NOT NULL DEFAULT 1,
  starred      INTEGER NOT NULL DEFAULT 0,
  lang         TEXT    NOT NULL DEFAULT '',           -- primary subtag, lower case; the feed's where the entry has none
  guid         TEXT    NOT NULL DEFAULT '',
  url          TEXT    NOT NULL DEFAULT '',
  title        TEXT    NOT NULL DEFAULT ''
);
-- Every index ends in the id, as SQLite appends the rowid: a page of a list begins after (time, id).
CREATE UNIQUE INDEX entry_key ON entry(feed, key);
CREATE INDEX entry_time    ON entry(time);
CREATE INDEX entry_feed    ON entry(feed, time);
CREATE INDEX entry_lang    ON entry(lang, time);
CREATE INDEX entry_unread  ON entry(time) WHERE unread = 1;
CREATE INDEX entry_starred ON entry(time) WHERE starred = 1;

-- The rest of an article, apart, so that counting and filtering never touch it.
CREATE TABLE body(
  id      INTEGER PRIMARY KEY REFERENCES entry(id),
  html    TEXT NOT NULL DEFAULT '',
  text    TEXT NOT NULL DEFAULT '',
  summary TEXT NOT NULL DEFAULT '',
  extra   TEXT NOT NULL DEFAULT ''                    -- JSON: authors, tags, enclosures and what else is rarely asked for
);

-- The full-text index has no copy of the text (-31 % of the file): what it needs back to update or rebuild itself, it
-- reads from here. telex_text() and telex_authors() are functions of the program.
CREATE VIEW indexed(id, title, text, author) AS
  SELECT entry.id, entry.title, telex_text(body.html, body.text, body.summary), telex_authors(body.extra)
  FROM entry JOIN body ON body.id = entry.id;

CREATE VIRTUAL TABLE fts USING fts5(title, text, author, content = 'indexed', content_rowid = 'id',
                                    tokenize = 'unicode61 remove_diacritics 2');
