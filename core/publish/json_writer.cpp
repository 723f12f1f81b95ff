#include "publish/json_writer.hpp"

#include <bit>
#include <cstdint>
#include <cstring>

namespace telex::publish {
namespace {

constexpr std::uint64_t each_byte = 0x0101010101010101;
constexpr std::uint64_t high_bits = 0x8080808080808080;

/// The high bit of each byte of the word that is below `limit`; beyond the first of them it may be set for others too.
constexpr std::uint64_t bytes_below(std::uint64_t word, std::uint64_t limit) {
  return (word - each_byte * limit) & ~word & high_bits;
}

bool is_plain(char c) { return static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\'; }

/// How many of the bytes from here on stand in a string as they are, eight at a time.
std::size_t plain_prefix(std::string_view text) {
  std::size_t at = 0;
  for (; at + 8 <= text.size(); at += 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, text.data() + at, sizeof word);
    if constexpr (std::endian::native == std::endian::big) word = __builtin_bswap64(word);
    const std::uint64_t special =
        bytes_below(word, 0x20) | bytes_below(word ^ each_byte * '"', 1) | bytes_below(word ^ each_byte * '\\', 1);
    if (special != 0) return at + static_cast<std::size_t>(std::countr_zero(special)) / 8;
  }
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
