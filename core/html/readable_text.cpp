#include <algorithm>
#include <unordered_map>
#include <vector>

#include "base/url.hpp"
#include "html/attribute.hpp"
#include "html/character_reference.hpp"
#include "html/page.hpp"
#include "html/sanitise.hpp"
#include "html/scan.hpp"
#include "html/text.hpp"
#include "html/visible.hpp"

namespace telex::html {
namespace {

bool is_list(Element element) { return element == Element::ul || element == Element::ol || element == Element::menu; }
bool is_item(Element element) { return element == Element::li || element == Element::dd; }
bool is_cell(Element element) { return element == Element::td || element == Element::th; }

/// Cuts control characters, which a terminal would obey; U+0080 to U+009F are 0xC2 and one more byte.
std::string printable(std::string text) {
  std::size_t size = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const auto next = i + 1 < text.size() ? static_cast<unsigned char>(text[i + 1]) : 0U;
    if (byte == 0xC2 && next >= 0x80 && next < 0xA0) {
      ++i;
    } else if ((byte >= 0x20 && byte != 0x7F) || byte == '\n' || byte == '\t') {
      text[size++] = text[i];
    }
  }
  text.resize(size);
  return text;
}

/// Writes sanitised HTML, whose tags are balanced, on a page.
class Reader {
 public:
  explicit Reader(std::string_view html) : tokens_{html} {}

  std::string run();

 private:
  struct List {
    bool numbered;
    int next;
  };

  void add_text();
  void start(Element element);
  void end(Element element);
  void start_block(Element element);
  void start_item(Element element);
  void start_cell();
  void add_image();
  void end_link();
  void add_links();
  int blank_lines(Element element) const;
  int first_number() const;
  std::string attribute(AttributeName name) const;

  VisibleTokens tokens_;
  Page page_;
  std::vector<List> lists_;
  std::vector<std::string> links_;
  std::unordered_map<std::string, std::size_t> numbers_;  // of links
  std::string link_;                                      // the URL of the link that is open
  std::string link_text_;
  int preformatted_ = 0;
  bool after_pre_ = false;
};

std::string Reader::run() {
  while (tokens_.next()) {
    switch (tokens_.token().kind) {
      case Token::Kind::text:
        add_text();
        break;
      case Token::Kind::start_tag:
        start(tokens_.element());
        break;
      default:
        end(tokens_.element());
    }
  }
  add_links();
  return page_.take();
}

void Reader::add_text() {
  std::string text = printable(decode_references(tokens_.token().data));
  // HTML Standard, section 13.2.6.4.7: a line end right after "<pre>" is none.
  if (after_pre_ && text.starts_with('\n')) text.erase(0, 1);
  after_pre_ = false;
  if (!link_.empty()) link_text_ += text;
  if (preformatted_ > 0) {
    page_.add_preformatted(text);
  } else {
    page_.add_text(text);
  }
}

void Reader::start(Element element) {
  switch (element) {
    case Element::br:
      return page_.break_line();
    case Element::img:
      return add_image();
    case Element::a:
      link_ = attribute(AttributeName::href);
      return link_text_.clear();
    case Element::td:
    case Element::th:
      return start_cell();
    default:
      if (is(element, block)) start_block(element);
  }
}

void Reader::start_block(Element element) {
  page_.start_block(blank_lines(element));
  if (is_list(element)) lists_.push_back({element == Element::ol, first_number()});
  if (is_item(element)) start_item(element);
  if (element == Element::blockquote) page_.push_margin("> ", "> ");
  after_pre_ = element == Element::pre;
  if (after_pre_) ++preformatted_;
  if (element == Element::hr) {
    page_.add_word("* * *");
    page_.start_block(1);
  }
  if (is(element, heading)) {
    const int level = static_cast<int>(element) - static_cast<int>(Element::h1) + 1;
    page_.add_word(std::string(static_cast<std::size_t>(level), '#'));
    page_.add_space();
  }
}

void Reader::end(Element element) {
  if (element == Element::a) return end_link();
  if (!is(element, block) || is_cell(element)) return;
  if (element == Element::blockquote || is_item(element)) page_.pop_margin();
  if (element == Element::pre) --preformatted_;
  if (is_list(element)) lists_.pop_back();
  page_.start_block(blank_lines(element));
}

/// How many stand round a block. In a list there are none.
int Reader::blank_lines(Element element) const {
  switch (element) {
    case Element::dd:
    case Element::div:
    case Element::dt:
    case Element::li:
    case Element::summary:
    case Element::tr:
      return 0;
    default:
      return lists_.empty() ? 1 : 0;
  }
}

void Reader::start_item(Element element) {
  std::string marker = element == Element::li ? "- " : "    ";
  if (element == Element::li && !lists_.empty() && lists_.back().numbered) {
    marker = std::to_string(lists_.back().next++) + ". ";
  }
  page_.push_margin(std::string(marker.size(), ' '), marker);
}

int Reader::first_number() const {
  const std::string start = attribute(AttributeName::start);
  // More digits than that are no place in a list.
  const bool number = !start.empty() && start.size() < 7 && std::all_of(start.begin(), start.end(), is_digit);
  return number ? std::stoi(start) : 1;
}

void Reader::start_cell() {
  if (page_.is_at_line_start()) return;
  page_.add_space();
  page_.add_word("|");
  page_.add_space();
}

void Reader::add_image() {
  const std::string alt{trimmed(attribute(AttributeName::alt))};
  if (alt.empty()) return;
  link_text_ += alt;
  page_.add_text("(image: " + alt + ")");
}

/// A link that shows its own URL needs no number.
void Reader::end_link() {
  const std::string_view text = trimmed(link_text_);
  if (link_.empty() || text.empty() || link_.ends_with(text)) return link_.clear();
  const auto [place, is_new] = numbers_.emplace(link_, numbers_.size() + 1);
  if (is_new) links_.push_back(link_);
  page_.add_space();
  page_.add_word("[" + std::to_string(place->second) + "]");
  link_.clear();
}

void Reader::add_links() {
  page_.start_block(1);
  for (const std::string& link : links_) {
    // Terminals take what stands up to a space for the link.
    page_.add_word("[" + std::to_string(numbers_.at(link)) + "] " + resolve_reference(std::nullopt, link));
    page_.start_block(0);
  }
}

std::string Reader::attribute(AttributeName name) const {
  std::string text;
  for (const Attribute& attribute : tokens_.token().attributes) {
    if (find_attribute(attribute.name) != name) continue;
    append_decoded(text, attribute.value, true);
    break;
  }
  return printable(std::move(text));
}

}  // namespace

std::string to_readable_text(std::string_view html) {
  const std::string balanced = sanitise(html, std::nullopt);
  return Reader{balanced}.run();
}

}  // namespace telex::html
