#pragma once
#include <string>
#include <vector>

#include "store/sqlite/connection.hpp"
#include "store/types.hpp"

namespace telex::store::sqlite {

/// The writing side of the tables `entry`, `body` and `fts`; its caller holds the transaction.
class Entries {
 public:
  static Result<Entries> prepare(const Connection& connection);

  /// Stores what one document brings: new entries are added, so that the newest gets the highest id; known ones whose
  /// revision differs are replaced in place, their state kept.
  Result<Saved> save(const Connection& connection, const FeedUpdate& update);

 private:
  struct Known {
    EntryId id = 0;
    std::uint64_t revision = 0;
    Instant first_seen;
  };
  struct Indexed {
    std::string title;
    std::string text;
    std::string author;
  };

  Result<std::optional<Known>> find(FeedId feed, std::uint64_t key);
  Result<EntryId> add(const Connection& connection, const FeedUpdate& update, const PreparedEntry& prepared);
  Result<void> replace(const FeedUpdate& update, const PreparedEntry& prepared, const Known& known);
  Result<void> index_again(EntryId id, const PreparedEntry& prepared, const Indexed& old);
  Result<Indexed> indexed(EntryId id);

  Statement find_, insert_, insert_body_, insert_index_, update_, update_body_, indexed_, delete_index_;
};

}  // namespace telex::store::sqlite
