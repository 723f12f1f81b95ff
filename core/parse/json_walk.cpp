#include "parse/json_walk.hpp"

#include <array>
#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/error.hpp>
#include <boost/json/monotonic_resource.hpp>
#include <boost/json/value_stack.hpp>
#include <boost/system/error_code.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace telex::parse {
namespace {

namespace json = boost::json;
using ErrorCode = boost::system::error_code;

constexpr std::size_t max_depth = 128;

/// As many values of one piece are kept: a list of six million numbers would take a hundred megabytes.
constexpr std::size_t max_values = 50'000;

/// How far a document has been given. A second reading brings the same up to where the first one failed.
struct Progress {
  std::size_t items = 0;
  std::size_t passed_over = 0;
  std::size_t passed_over_up_to_item = 0;  ///< as many of them stand before the end of the last item
};

/// Builds the pieces from what the parser calls: a piece is a member of the outer object or an item.
class Builder {
 public:
  static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_array_size = max_object_size;
  static constexpr std::size_t max_key_size = max_object_size;
  static constexpr std::size_t max_string_size = max_object_size;

  Builder(JsonPieces& pieces, Progress& progress) : pieces_{pieces}, progress_{progress} { begin_piece(); }

  bool on_document_begin(ErrorCode&) { return true; }
  bool on_document_end(ErrorCode&) { return true; }
  bool on_comment_part(std::string_view, ErrorCode&) { return true; }
  bool on_comment(std::string_view, ErrorCode&) { return true; }
  bool on_number_part(std::string_view, ErrorCode&) { return true; }
  bool on_object_begin(ErrorCode&) { return begin(true); }
  bool on_array_begin(ErrorCode&) { return begin(false); }
  bool on_object_end(std::size_t, ErrorCode&) {
    return end([&](std::size_t kept) { stack_.push_object(kept); });
  }
  bool on_array_end(std::size_t, ErrorCode&) {
    return end([&](std::size_t kept) { stack_.push_array(kept); });
  }
  bool on_key_part(std::string_view part, std::size_t, ErrorCode&) { return keep_part(part); }
  bool on_string_part(std::string_view part, std::size_t, ErrorCode&) { return keep_part(part); }

  bool on_key(std::string_view part, std::size_t, ErrorCode&) {
    if (skipped_ > 0) return true;
    begin_member(whole(part));
    part_.clear();
    return true;
  }

  bool on_string(std::string_view part, std::size_t, ErrorCode&) {
    const bool kept = scalar([&] { stack_.push_string(whole(part)); });
    part_.clear();
    return kept;
  }
  bool on_int64(std::int64_t number, std::string_view, ErrorCode&) {
    return scalar([&] { stack_.push_int64(number); });
  }
  bool on_uint64(std::uint64_t number, std::string_view, ErrorCode&) {
    return scalar([&] { stack_.push_uint64(number); });
  }
  bool on_double(double number, std::string_view, ErrorCode&) {
    return scalar([&] { stack_.push_double(number); });
  }
  bool on_bool(bool truth, ErrorCode&) {
    return scalar([&] { stack_.push_bool(truth); });
  }
  bool on_null(ErrorCode&) {
    return scalar([&] { stack_.push_null(); });
  }

  /// Ends what a document that breaks off has left open. What was in the midst of being read is dropped, a name without
  /// its value is null. Whether an item was left open that has something.
  bool close() {
    const std::size_t given = progress_.items;
    if (std::exchange(has_name_, false)) {
      stack_.push_null();
      ++levels_.back().kept;
    }
    skipped_ = 0;
    while (levels_.size() > 1 || (!levels_.empty() && levels_.back().kept > 0)) {
      const Level level = levels_.back();
      end([&](std::size_t kept) { level.is_object ? stack_.push_object(kept) : stack_.push_array(kept); });
    }
    return progress_.items != given;
  }

  bool has_items() const { return has_items_; }

 private:
  enum class Outer { nothing, feed, items };

  struct Level {
    bool is_object;
    std::size_t kept;
  };

  bool keep_part(std::string_view part) {
    if (skipped_ == 0 && !is_dropped_) part_ += part;
    return true;
  }

  std::string_view whole(std::string_view part) {
    if (part_.empty()) return part;
    return part_ += part;
  }

  /// The resource is made anew: one that is emptied asks for twice as much each time.
  void begin_piece() {
    stack_.reset();
    memory_.emplace(buffer_.data(), buffer_.size());
    stack_.reset(&*memory_);
    values_ = 0;
    is_item_ = false;
  }

  void begin_member(std::string_view name) {
    const bool is_in_item = is_item_ && levels_.size() == 1;
    const Place place = levels_.empty() ? Place::feed : is_in_item ? Place::item : Place::inside;
    const bool known = pieces_.is_known(place, name);
    if (!known && place != Place::inside && ++passed_over_ > progress_.passed_over) {
      progress_.passed_over = passed_over_;
      pieces_.pass_over(name);
    }
    is_dropped_ = !known || values_ >= max_values;
    if (place == Place::feed) {
      member_ = name;
    } else if (!is_dropped_) {
      stack_.push_key(name);
      has_name_ = true;
    }
  }

  /// Whether the value that begins is kept.
  bool begin_value() {
    if (skipped_ > 0 || std::exchange(is_dropped_, false)) return false;
    if (levels_.empty()) return outer_ == Outer::feed;
    const bool kept = std::exchange(has_name_, false) || values_ < max_values;
    values_ += kept;
    return kept;
  }

  /// Whether an item begins that has not been given and is wanted.
  bool begin_item() {
    ++items_;
    if (items_ == progress_.items) passed_over_ = progress_.passed_over_up_to_item;
    return items_ > progress_.items && pieces_.wants_item();
  }

  bool begin(bool is_object) {
    if (skipped_ == 0 && levels_.empty() && !is_dropped_ && begin_outer(is_object)) return true;
    const bool is_listed = levels_.empty() && outer_ == Outer::items && skipped_ == 0;
    const bool is_item = is_listed || (levels_.empty() && outer_ == Outer::feed && member_ == "items");
    bool kept = is_listed || begin_value();
    if (kept && is_item) kept = is_object && begin_item();
    if (!kept) {
      ++skipped_;
    } else {
      if (levels_.empty()) is_item_ = is_item;
      levels_.push_back({is_object, 0});
    }
    return true;
  }

  /// The object of the whole, and the list of its items.
  bool begin_outer(bool is_object) {
    if (outer_ == Outer::nothing && is_object) {
      outer_ = Outer::feed;
      return true;
    }
    if (outer_ != Outer::feed || is_object || member_ != "items") return false;
    outer_ = Outer::items;
    has_items_ = true;
    return true;
  }

  template <class Push>
  bool end(Push push) {
    if (skipped_ > 0) {
      --skipped_;
    } else if (levels_.empty()) {
      outer_ = outer_ == Outer::items ? Outer::feed : Outer::nothing;
    } else {
      const std::size_t kept = levels_.back().kept;
      levels_.pop_back();
      push(kept);
      end_value();
    }
    return true;
  }

  template <class Push>
  bool scalar(Push push) {
    if (!begin_value()) return true;
    push();
    end_value();
    return true;
  }

  void end_value() {
    if (!levels_.empty()) {
      ++levels_.back().kept;
      return;
    }
    give(stack_.release());
    begin_piece();
  }

  void give(const json::value& piece) {
    if (!is_item_) return pieces_.take_member(member_, piece);
    progress_.items = items_;
    progress_.passed_over_up_to_item = passed_over_;
    pieces_.take_item(piece.get_object());
  }

  JsonPieces& pieces_;
  Progress& progress_;
  std::array<unsigned char, 16'384> buffer_;
  std::optional<json::monotonic_resource> memory_;
  json::value_stack stack_;
  std::vector<Level> levels_;  ///< of the piece that is open
  std::size_t skipped_ = 0;    ///< how many containers are open that aren't kept
  std::size_t values_ = 0;     ///< of the piece
  std::size_t items_ = 0;
  std::size_t passed_over_ = 0;
  std::string member_;  ///< name of the outer object's member
  std::string part_;    ///< of a name or string that comes in parts
  Outer outer_ = Outer::nothing;
  bool is_item_ = false;     ///< the piece is
  bool has_items_ = false;   ///< there was a list of them
  bool has_name_ = false;    ///< a kept member waits for its value
  bool is_dropped_ = false;  ///< the value that comes next is
};

json::parse_options options(bool lenient) {
  json::parse_options out;
  out.max_depth = max_depth;
  out.allow_comments = lenient;
  out.allow_trailing_commas = lenient;
  return out;
}

bool is_escape_of_surrogate(std::string_view text, char from, char to) {
  return text.size() >= 6 && text[0] == '\\' && text[1] == 'u' && (text[2] | 0x20) == 'd' && (text[3] | 0x20) >= from &&
         (text[3] | 0x20) <= to;
}

/// The text with each escape of half a surrogate pair, which our parser refuses, as that of U+FFFD. Absent where there
/// is none.
std::optional<std::string> without_lone_surrogates(std::string_view text) {
  std::string out;
  std::size_t copied = 0;
  for (std::size_t at = text.find('\\'); at != std::string_view::npos; at = text.find('\\', at)) {
    const std::string_view here = text.substr(at);
    const bool high = is_escape_of_surrogate(here, '8', '9') || is_escape_of_surrogate(here, 'a', 'b');
    const bool pair = high && is_escape_of_surrogate(here.substr(6), 'c', 'f');
    if (!pair && (high || is_escape_of_surrogate(here, 'c', 'f'))) {
      out.append(text.substr(copied, at - copied)).append("\\ufffd");
      copied = at + 6;
    }
    at += pair ? 12 : copied > at ? 6 : 2;
  }
  if (copied == 0) return std::nullopt;
  return out.append(text.substr(copied));
}

/// One walk after the other over the same document; each goes on where the one before it failed.
class Walks {
 public:
  Walks(JsonPieces& pieces, Problems& problems) : pieces_{pieces}, problems_{problems} {}

  /// Why it fails, if it does.
  ErrorCode strictly(std::string_view text) {
    json::basic_parser<Builder> parser{options(false), pieces_, progress_};
    return walk(text, parser);
  }

  /// Gives the last piece too, as far as it goes.
  ErrorCode leniently(std::string_view text) {
    json::basic_parser<Builder> parser{options(true), pieces_, progress_};
    const ErrorCode error = walk(text, parser);
    if (error) {
      const bool is_inside = parser.handler().close();
      problems_.cut(is_inside ? feed::Cut::inside_last_entry : feed::Cut::between_entries);
    }
    return error;
  }

  bool has_items() const { return has_items_; }

 private:
  /// The parser never learns that no more text comes: a number at the end may be half of one.
  ErrorCode walk(std::string_view text, json::basic_parser<Builder>& parser) {
    ErrorCode error;
    const std::size_t read = parser.write_some(true, text.data(), text.size(), error);
    has_items_ = parser.handler().has_items();
    if (!error && !parser.done()) error = json::error::incomplete;
    if (!error && text.find_first_not_of(" \t\r\n", read) != std::string_view::npos) {
      problems_.damage("text stands after the document's end");
    }
    return error;
  }

  JsonPieces& pieces_;
  Problems& problems_;
  Progress progress_;
  bool has_items_ = false;
};

}  // namespace

JsonShape walk_json(std::string_view text, JsonPieces& pieces, Problems& problems) {
  Walks walks{pieces, problems};
  ErrorCode error = walks.strictly(text);
  std::optional<std::string> mended;
  if (error && (mended = without_lone_surrogates(text))) {
    problems.note("half a surrogate pair stands alone in a string");
    text = *mended;
    error = walks.strictly(text);
  }
  if (error) {
    error = walks.leniently(text);
    problems.damage("the JSON is not well-formed: " +
                    (error ? error.message() : "it has comments, or commas before a closing bracket"));
  }
  return {static_cast<bool>(error), walks.has_items()};
}

}  // namespace telex::parse
