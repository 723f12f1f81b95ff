#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace telex::parse {

/// Cuts a long feed into pieces, each with the start and end tags of the feed around its entries, so that each is a
/// small feed of its own: a tree of all of it would take up to 16 times the text's memory, and leave the caches. Cuts
/// only before children of <rss>, <rdf:RDF>, <feed> and <channel>, and of RSS 1.1's <items>, outside of everything
/// else. Stray elements that a server put around the feed are left out.
class Pieces {
 public:
  /// How long a piece at least is. The last is up to twice as long, so most feeds are one piece.
  static constexpr std::size_t usual_bytes = std::size_t{128} << 10;

  /// `text`: well-formed XML; of any other, some piece is not well-formed either. Pieces are parts of it.
  explicit Pieces(std::string& text, std::size_t bytes = usual_bytes);

  /// Makes [begin, end) the next piece, which may be read in place; false after the last. What follows the feed's root
  /// is left out. The tags are put around a piece where the text has been read already, or is put right again.
  bool next();
  char* begin() { return text_.data() + begin_; }
  std::size_t size() const { return end_ - begin_; }

 private:
  void find_start();
  void find_cut(std::size_t from);
  void skip_markup();
  void skip_past(std::string_view mark);
  void start_tag();
  void end_tag();
  std::size_t tag_end() const;
  bool may_cut() const;
  void put_start_tags();
  void put_end_tags();

  std::string& text_;
  std::size_t bytes_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  std::size_t at_ = 0;  // where the piece ends in the text as it was
  std::size_t depth_ = 0;
  std::vector<std::string> around_;  // start tags of the open elements whose children are entries, outermost first
  std::string overwritten_;          // the text from at_ on, where end tags stand now
  bool ended_ = false;               // the feed's root was closed
};

}  // namespace telex::parse
