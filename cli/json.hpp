#pragma once
#include <boost/json/object.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "base/instant.hpp"
#include "cli/context.hpp"

namespace telex::cli {

/// Objects as they come: one JSON list (--json), or one object a line, each flushed (--jsonl).
class ObjectList {
 public:
  explicit ObjectList(const Context& context);
  void add(const boost::json::object& object);
  void add(std::string_view object);  ///< its text

  /// Ends the list, which may be empty.
  void end();

 private:
  Output& output_;
  bool lines_;
  bool empty_ = true;
};

/// Text of JSON, or a piece of it that ends between two characters.
void write_json(Output& output, std::string_view text);

/// One object, on one line.
void write_object(Output& output, const boost::json::object& object);

/// RFC 3339, or null.
boost::json::value to_json(const std::optional<Instant>& when);

/// The text, or null where it is empty.
boost::json::value to_json_or_null(const std::string& text);

}  // namespace telex::cli
