#pragma once
#include <sys/types.h>

#include <cstddef>
#include <string>
#include <string_view>

namespace telex::cli {

/// How telex ends; the numbers are the exit status.
enum class Exit { found = 0, nothing = 1, error = 2 };

enum class Colour { automatic, always, never };

enum class Paint { strong, faint, good, bad };

/// Standard output: what may be written for a terminal, what for a program, and whether it could be written at all.
class Output {
 public:
  explicit Output(Colour colour);
  ~Output();
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;

  bool on_terminal() const { return terminal_; }

  /// People read it, so columns are aligned: a terminal, or somebody who asks for colours.
  bool for_people() const { return terminal_ || colours_; }

  /// The terminal's width in cells, else $COLUMNS, else 80.
  std::size_t columns() const { return columns_; }

  /// The text in colour, or as it is where colours are off.
  std::string painted(std::string_view text, Paint paint) const;

  /// From here on $TELEX_PAGER shows what is written, if that is set and this is a terminal.
  void page();

  /// Gathers; nothing is reported before failed() or finish().
  void write(std::string_view text);
  void flush();

  /// Nobody takes what is written any more.
  bool failed() const { return failure_ != 0; }

  /// Writes the rest and waits for the pager; Exit::error, after saying why, where something could not be written. A
  /// reader that left (EPIPE) knows why; so does who quits a pager, and that is no error.
  Exit finish(Exit exit);

 private:
  void drain();
  void put(std::string_view rest);

  int descriptor_ = 1;
  bool terminal_;
  bool colours_;
  std::size_t columns_;
  int failure_ = 0;  ///< errno of the first write that failed
  pid_t pager_ = 0;
  bool finished_ = false;
  std::string pending_;
};

/// "telex: text" on standard error, safe for a terminal.
void note(std::string_view text);

}  // namespace telex::cli
