#include "store/sqlite/entries.hpp"

#include <algorithm>
#include <unordered_set>

#include "store/fold.hpp"
#include "store/index_text.hpp"
#include "store/sqlite/extra.hpp"

namespace telex::store::sqlite {
namespace {

constexpr std::string_view insert_sql =
    "INSERT INTO entry(feed, key, revision, time, published, updated, first_seen, last_changed, lang, guid, url, title)"
    " VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

constexpr std::string_view update_sql =
    "UPDATE entry SET revision = ?, time = ?, published = ?, updated = ?, last_changed = ?, lang = ?, guid = ?, url = "
    "?,"
    " title = ? WHERE id = ?";

std::string language_of(const FeedUpdate& update, const feed::Entry& entry) {
  if (!entry.language.empty()) return primary_language(entry.language);
  return update.details ? primary_language(update.details->language) : std::string{};
}

/// Document order is newest first as a rule, so the list is turned round; dates, where they are given, decide.
void sort_by_age(std::vector<const PreparedEntry*>& entries, Instant at) {
  std::ranges::reverse(entries);
  std::ranges::stable_sort(entries, {}, [at](const PreparedEntry* p) { return time_of(p->entry.published, at); });
}

}  // namespace

Result<Entries> Entries::prepare(const Connection& connection) {
  Entries entries;
  const auto prepared = prepare_all(
      connection,
      {{entries.find_, "SELECT id, revision, first_seen FROM entry WHERE feed = ? AND key = ?"},
       {entries.insert_, insert_sql},
       {entries.insert_body_, "INSERT INTO body(html, text, summary, extra, id) VALUES(?, ?, ?, ?, ?)"},
       {entries.insert_index_, "INSERT INTO fts(rowid, title, text, author) VALUES(?, ?, ?, ?)"},
       {entries.update_, update_sql},
       {entries.update_body_, "UPDATE body SET html = ?, text = ?, summary = ?, extra = ? WHERE id = ?"},
       {entries.indexed_, "SELECT title, text, author FROM indexed WHERE id = ?"},
       {entries.delete_index_, "INSERT INTO fts(fts, rowid, title, text, author) VALUES('delete', ?, ?, ?, ?)"}});
  if (!prepared) return prepared.error();
  return entries;
}

Result<Saved> Entries::save(const Connection& connection, const FeedUpdate& update) {
  Saved saved;
  saved.feed = update.feed;
  std::vector<const PreparedEntry*> fresh;
  std::unordered_set<std::uint64_t> seen;
  seen.reserve(update.entries.size());
  for (const PreparedEntry& prepared : update.entries) {
    // Of equal keys in one document the first counts.
    if (prepared.identity.kind == dedup::KeyKind::nothing || !seen.insert(prepared.identity.key).second) continue;
    const auto known = find(update.feed, prepared.identity.key);
    if (!known) return known.error();
    if (!*known) {
      fresh.push_back(&prepared);
    } else if (!update.complete || (*known)->revision == prepared.revision) {
      ++saved.unchanged;
    } else {
      if (const auto done = replace(update, prepared, **known); !done) return done.error();
      ++saved.changed;
    }
  }
  sort_by_age(fresh, update.at);
  for (const PreparedEntry* prepared : fresh) {
    const auto id = add(connection, update, *prepared);
    if (!id) return id.error();
    saved.added.push_back(*id);
  }
  return saved;
}

Result<std::optional<Entries::Known>> Entries::find(FeedId feed, std::uint64_t key) {
  auto rows = find_.query(feed, key);
  const auto row = rows.next();
  if (!row) return row.error();
  if (!*row) return std::optional<Known>{};
  return std::optional<Known>{{rows.integer(0), static_cast<std::uint64_t>(rows.integer(1)), rows.instant(2)}};
}

Result<EntryId> Entries::add(const Connection& connection, const FeedUpdate& update, const PreparedEntry& prepared) {
  const feed::Entry& e = prepared.entry;
  const auto inserted =
      insert_.run(update.feed, prepared.identity.key, prepared.revision, time_of(e.published, update.at), e.published,
                  e.updated, update.at, update.at, language_of(update, e), e.id, e.url, e.title);
  if (!inserted) return inserted.error();
  const EntryId id = connection.last_insert_id();
  const auto body = insert_body_.run(e.content_html, e.content_text, e.summary, write_extra(e), id);
  if (!body) return body.error();
  const auto indexed = insert_index_.run(id, e.title, prepared.text, index_authors(e));
  if (!indexed) return indexed.error();
  return id;
}

Result<void> Entries::replace(const FeedUpdate& update, const PreparedEntry& prepared, const Known& known) {
  const auto old = indexed(known.id);
  if (!old) return old.error();
  const feed::Entry& e = prepared.entry;
  const auto updated = update_.run(prepared.revision, time_of(e.published, known.first_seen), e.published, e.updated,
                                   update.at, language_of(update, e), e.id, e.url, e.title, known.id);
  if (!updated) return updated;
  const auto body = update_body_.run(e.content_html, e.content_text, e.summary, write_extra(e), known.id);
  if (!body) return body;
  return index_again(known.id, prepared, *old);
}

Result<void> Entries::index_again(EntryId id, const PreparedEntry& prepared, const Indexed& old) {
  const std::string author = index_authors(prepared.entry);
  if (old.title == prepared.entry.title && old.text == prepared.text && old.author == author) return {};
  // The index has no copy: it has to be told what it forgets.
  if (const auto done = delete_index_.run(id, old.title, old.text, old.author); !done) return done;
  return insert_index_.run(id, prepared.entry.title, prepared.text, author);
}

Result<Entries::Indexed> Entries::indexed(EntryId id) {
  auto rows = indexed_.query(id);
  const auto row = rows.next();
  if (!row) return row.error();
  return *row ? Indexed{rows.text(0), rows.text(1), rows.text(2)} : Indexed{};
}

}  // namespace telex::store::sqlite
