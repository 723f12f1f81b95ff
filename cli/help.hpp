#pragma once

/// What --help teaches beyond the list of options.
namespace telex::cli::help {

inline constexpr const char* description =
    "telex searches and reads the articles that telexd has fetched, whether telexd runs or not.";

inline constexpr const char* lesson = R"(Examples:
  telex fetch                            fetch now: by the daemon, or else by telexd --once
  telex list                             the newest articles
  telex unread tag:world                 what is new of the feeds tagged "world"
  telex search johnstown dam since:7d    articles of the last week with both words
  telex show 17                          read one, by the number at the start of its line
  telex mark read 17 18                  by number, or by query: telex mark read feed:example until:2026-01-01
  telex unread | telex mark read -       what is listed, read from standard input
  telex feeds                            how each feed is doing
  telex list --jsonl | jq -r .url        for programs: --json is one document, --jsonl one object a line

The store is --store, else that of the configuration: --config, else $TELEX_CONFIG, ./telex.toml,
$XDG_CONFIG_HOME/telex/telex.toml (~/.config) or /etc/telex/telex.toml. $TELEX_PAGER shows long output on a
terminal, as in TELEX_PAGER="less -FRX". `telex COMMAND --help` says more.
Exit status: 0 found, 1 nothing found, 2 error.)";

inline constexpr const char* query =
    R"(A query: all words must hold. "a phrase", one OR other, -without, ( ), and the fields
  title: body: author: url: feed: tag: lang: id:
  is:unread is:read is:starred (also unread and starred alone)
  since:2d until:2026-01-01 date:2026-01..2026-03
--sort new and old go by the articles' time. With -n, a search for words sorts the 20000 articles that came in
last (with old: first) among those it finds; without -n, all of them.
Words that begin with "-" go after -- or into quotes:
  telex search -- dam -beaver
  telex search 'dam OR levee -beaver' tag:world
  telex search '"south fork"' --sort old)";

inline constexpr const char* show = R"(Examples:
  telex show 17
  telex show 17 --html > article.html
  telex search dam | telex show -
With --json one id gives one object; several ids, or "-", give a list.)";

inline constexpr const char* mark = R"(Prints how many articles have changed. Examples:
  telex mark read 17 18
  telex mark star 'title:flood since:1d'
  telex mark read --dry-run feed:example    only counts them
  telex search dam | telex mark unread -)";

inline constexpr const char* feeds =
    R"(Words are looked for in title and URL; tag: lang: url: and unread work too. Examples:
  telex feeds tag:world
  telex feeds --json | jq '.[] | select(.state == "failing") | .last_error')";

inline constexpr const char* fetch =
    R"(Asks the running daemon, or else runs telexd --once, which polls what is asked for
and ends. Examples:
  telex fetch --wait                               all feeds; comes back when they are done
  telex fetch --wait https://example.org/feed.xml  one, as the configuration names it
Exit status: 0, 1 where feeds failed, 2 on an error.)";

inline constexpr const char* parse =
    R"(Needs neither configuration nor store. Exit status: 0 where the input is a feed (even a damaged one),
1 where it is none. Examples:
  curl -s https://example.org/feed.xml | telex parse --url https://example.org/feed.xml | jq .items[0]
  telex parse --explain -n 1 feed.xml              what is read from where, and what is wrong with the feed)";

}  // namespace telex::cli::help
