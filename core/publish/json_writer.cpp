#include "publish/json_writer.hpp"

#include <cstdint>
#include <cstring>

namespace telex::publish {
namespace {

constexpr std::uint64_t each_byte = 0x0101010101010101;
constexpr std::uint64_t high_bits = 0x8080808080808080;

/// Nonzero where a byte of the word is below `limit` (at most 128) or, by the exclusive or, equal to another.
constexpr std::uint64_t has_less(std::uint64_t word, std::uint64_t limit) {
  return (word - each_byte * limit) & ~word & high_bits;
}

bool is_plain(char c) { return static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\'; }

/// Whether eight bytes stand in a string as they are.
bool are_plain(const char* eight) {
  std::uint64_t word = 0;
  std::memcpy(&word, eight, sizeof word);
  return (has_less(word, 0x20) | has_less(word ^ each_byte * '"', 1) | has_less(word ^ each_byte * '\\', 1)) == 0;
}

std::size_t plain_prefix(std::string_view text) {
  std::size_t at = 0;
  while (at + 8 <= text.size() && are_plain(text.data() + at)) at += 8;
  while (at < text.size() && is_plain(text[at])) ++at;
  return at;
}

void append_escaped(std::string& out, char c) {
  constexpr std::string_view special = "\"\\\b\f\n\r\t";
  constexpr std::string_view letters = "\"\\bfnrt";
  constexpr std::string_view digits = "0123456789abcdef";
  out += '\\';
  if (const std::size_t known = special.find(c); known != std::string_view::npos) {
    out += letters[known];
  } else {
    const auto byte = static_cast<unsigned char>(c);
    out.append("u00").append(1, digits[byte >> 4]).append(1, digits[byte & 15]);
  }
}

}  // namespace

void JsonWriter::separate() {
  if (comma_) out_ += ',';
  comma_ = true;
}

void JsonWriter::key(std::string_view name) {
  separate();
  out_.append(1, '"').append(name).append("\":");
  comma_ = false;
}

void JsonWriter::value(std::string_view text) {
  separate();
  out_.reserve(out_.size() + text.size() + text.size() / 16 + 2);  // a sixteenth of HTML are quotation marks and lines
  out_ += '"';
  while (true) {
    const std::size_t plain = plain_prefix(text);
    out_.append(text.substr(0, plain));
    if (plain == text.size()) break;
    append_escaped(out_, text[plain]);
    text.remove_prefix(plain + 1);
  }
  out_ += '"';
}

void JsonWriter::bare(std::string_view text) {
  separate();
  out_ += text;
}

void JsonWriter::open(char bracket) {
  separate();
  out_ += bracket;
  comma_ = false;
}

void JsonWriter::close(char bracket) {
  out_ += bracket;
  comma_ = true;
}

}  // namespace telex::publish
