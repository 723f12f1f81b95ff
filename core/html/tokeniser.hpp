#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

namespace telex::html {

struct Attribute {
  std::string_view name;
  std::string_view value;  ///< references not decoded; empty where there is none
};

/// All views point into the input, and everything is as written: names in any case, references not decoded, NUL
/// characters and carriage returns in their place.
struct Token {
  enum class Kind : std::uint8_t { text, start_tag, end_tag, comment, doctype };

  Kind kind = Kind::text;
  bool has_references = false;        ///< text: whether `&amp;` means '&' there
  bool self_closing = false;          ///< start tag: "/>"
  std::string_view data;              ///< the text, the tag's name, the comment, what follows "<!DOCTYPE"
  std::vector<Attribute> attributes;  ///< start tag: in order; of equal names the first counts
};

/// How text is read: what the HTML Standard calls a tokenizer state.
enum class Content : std::uint8_t { normal, rcdata, rawtext, script, plaintext };

/// Splits HTML into tags and text as the HTML Standard, section 13.2.5, does: any input has tokens, none is an error.
/// One pass, no copies. CDATA sections are comments, as they are outside of SVG and MathML. Of a tag's attributes the
/// first 512 are kept. The input must outlive the tokeniser and its tokens.
class Tokeniser {
 public:
  explicit Tokeniser(std::string_view input) : input_{input} {}

  /// Reads the next token into `token`, whose memory is used again; false at the end. Neighbouring text may come as
  /// several tokens.
  bool next(Token& token);

  /// Reads what follows the start tag `name` as `content`, up to its end tag. The tree builder's part in the Standard.
  void enter(Content content, std::string_view name);

 private:
  bool next_normal(Token& token);
  bool next_until_end_tag(Token& token);
  std::size_t text_end(std::size_t from) const;
  std::size_t raw_end() const;
  std::size_t script_end() const;
  bool is_end_tag_at(std::size_t at, std::string_view name) const;
  bool read_markup(Token& token);
  bool read_tag(Token& token, Token::Kind kind, std::size_t name_at);
  bool read_attribute(Token& token);
  std::string_view read_value();
  void read_declaration(Token& token);
  void read_comment(Token& token);
  void read_bogus_comment(Token& token, std::size_t from);
  void set_text(Token& token, std::size_t end);
  char at(std::size_t position) const { return position < input_.size() ? input_[position] : '\0'; }

  std::string_view input_;
  std::size_t position_ = 0;
  Content content_ = Content::normal;
  std::string_view end_name_;  // the end tag that leaves content_
};

}  // namespace telex::html
