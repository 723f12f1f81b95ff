#include "base/command_words.hpp"

namespace telex {
namespace {

class Splitter {
 public:
  explicit Splitter(std::string_view text) : text_{text} {}

  Result<std::vector<std::string>> run() {
    for (; at_ < text_.size(); ++at_) {
      const char c = text_[at_];
      if (c == ' ' || c == '\t' || c == '\n') {
        end_word();
      } else if (!take(c)) {
        return Error{Fault::invalid, fault_, {}};
      }
    }
    end_word();
    if (words_.empty()) return Error{Fault::invalid, "there is no program", {}};
    return std::move(words_);
  }

 private:
  bool take(char c) {
    in_word_ = true;
    if (c == '\\') return take_escaped();
    if (c == '\'' || c == '"') return take_quoted(c);
    word_ += c;
    return true;
  }

  bool take_escaped() {
    if (++at_ >= text_.size()) return refuse("a backslash stands last");
    word_ += text_[at_];
    return true;
  }

  /// From a quote to its fellow. In double quotes a backslash escapes `"` and itself, and is else a character.
  bool take_quoted(char quote) {
    while (++at_ < text_.size() && text_[at_] != quote) {
      const bool escapes = quote == '"' && text_[at_] == '\\' && at_ + 1 < text_.size() &&
                           (text_[at_ + 1] == '"' || text_[at_ + 1] == '\\');
      if (escapes) ++at_;
      word_ += text_[at_];
    }
    return at_ < text_.size() || refuse(std::string{"a quote ("} + quote + ") is not closed");
  }

  bool refuse(std::string fault) {
    fault_ = std::move(fault);
    return false;
  }

  void end_word() {
    if (in_word_) words_.push_back(std::move(word_));
    word_.clear();
    in_word_ = false;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::vector<std::string> words_;
  std::string word_;
  bool in_word_ = false;  // a quoted nothing is a word too
  std::string fault_;
};

}  // namespace

Result<std::vector<std::string>> command_words(std::string_view text) { return Splitter{text}.run(); }

}  // namespace telex
