#pragma once
#include <cstddef>
#include <string>

#include "cli/context.hpp"
#include "cli/json.hpp"
#include "store/types.hpp"

namespace telex::cli {

/// Articles as they are found: JSON, aligned columns for people, or columns with tabs for programs (id, time, state,
/// feed, title, URL).
class ArticleRows {
 public:
  explicit ArticleRows(const Context& context);

  /// False where nobody reads on.
  bool add(const store::Article& article);
  void end();

 private:
  void add_for_people(const store::Article& article);
  void add_for_programs(const store::Article& article);

  const Context& context_;
  ObjectList objects_;
};

/// The title, else the beginning of the text, else the URL; one safe line.
std::string headline(const store::Article& article);

/// The feed's title, else its URL; one safe line.
std::string feed_name(const store::Article& article);

/// "unread", "starred", both with a comma, or nothing.
std::string state_of(const store::Article& article);

}  // namespace telex::cli
