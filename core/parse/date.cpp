#include "parse/date.hpp"

#include <array>
#include <chrono>
#include <cstdint>
#include <utility>

#include "parse/ascii.hpp"
#include "parse/date_words.hpp"

namespace telex::parse {
namespace {

using namespace std::chrono;

struct Number {
  int value = 0;
  std::size_t digits = 0;
  char after = 0;  // the character that follows
};

struct Time {
  int hour = 0;
  int minute = 0;
  int second = 0;

  bool ok() const { return hour <= 24 && minute <= 59 && second <= 60 && (hour < 24 || minute + second == 0); }
};

/// RFC 5322 section 4.3: two digits up to 49 are 20xx, three digits count from 1900.
int full_year(const Number& number) {
  if (number.digits >= 4) return number.value;
  if (number.digits == 3) return number.value + 1900;
  return number.value + (number.value < 50 ? 2000 : 1900);
}

year_month_day date_of(int y, int m, int d) {
  if (m > 12 && d <= 12) std::swap(m, d);
  return year{y} / m / d;
}

constexpr year_month_day no_date = year{0} / 0 / 0;

/// Sorts what stands in the text into date, time and zone, from left to right.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_{text} {}

  std::optional<Instant> read() {
    while (!failed_ && at_ < text_.size()) token();
    if (failed_) return std::nullopt;
    const year_month_day date = this->date();
    if (!date.ok() || static_cast<int>(date.year()) < 1 || static_cast<int>(date.year()) > 9999) return std::nullopt;
    if (!time_.ok()) return std::nullopt;
    const local_seconds local = local_days{date} + hours{time_.hour} + minutes{time_.minute} + seconds{time_.second};
    minutes offset = zone_.value_or(minutes{0});
    if (!region_.empty()) offset = region_offset(region_, local).value_or(offset);
    return sys_seconds{local.time_since_epoch()} - offset;
  }

 private:
  void token() {
    const char c = text_[at_];
    if (is_digit(c)) {
      number();
    } else if (is_word_part(at_)) {
      word();
    } else if ((c == '+' || c == '-') && has_time_) {
      offset();
    } else if (c == '(') {
      at_ = std::min(text_.find(')', at_), text_.size() - 1) + 1;
    } else {
      ++at_;
    }
  }

  bool is_word_part(std::size_t at) const {
    const char c = text_[at];
    if (is_letter(c) || static_cast<unsigned char>(c) >= 0x80 || c == '_') return true;
    return c == '/' && at > 0 && is_letter(text_[at - 1]) && at + 1 < text_.size() && is_letter(text_[at + 1]);
  }

  Number digits() {
    Number number;
    for (; at_ < text_.size() && is_digit(text_[at_]); ++at_, ++number.digits) {
      if (number.digits < 9) number.value = number.value * 10 + (text_[at_] - '0');
    }
    number.after = at_ < text_.size() ? text_[at_] : '\0';
    return number;
  }

  void number() {
    const std::size_t from = at_;
    const Number read = digits();
    if (read.after == ':' && !has_time_) return time(read);
    if (read.digits >= 8) return compact(text_.substr(from, read.digits));
    if (count_ < numbers_.size()) numbers_[count_++] = read;
  }

  /// "20040708", "20040708235658", and seconds since 1970.
  void compact(std::string_view text) {
    const auto part = [&](std::size_t from, std::size_t length) {
      int value = 0;
      for (const char c : text.substr(from, length)) value = value * 10 + (c - '0');
      return value;
    };
    if (count_ > 0 || (text.size() != 8 && text.size() != 14)) {
      failed_ = true;
      return;
    }
    numbers_ = {Number{part(0, 4), 4, '-'}, Number{part(4, 2), 2, '-'}, Number{part(6, 2), 2, '\0'}};
    count_ = 3;
    if (text.size() == 8) return;
    time_ = {part(8, 2), part(10, 2), part(12, 2)};
    has_time_ = true;
  }

  void time(const Number& hour) {
    has_time_ = true;
    time_.hour = hour.value;
    ++at_;
    const Number minute = digits();
    time_.minute = minute.value;
    failed_ = minute.digits == 0;
    if (minute.after != ':') return;
    ++at_;
    const Number second = digits();
    time_.second = second.value;
    failed_ = failed_ || second.digits == 0 || second.after == ':';
    if ((second.after == '.' || second.after == ',') && at_ + 1 < text_.size() && is_digit(text_[at_ + 1])) {
      ++at_;
      digits();
    }
  }

  /// "+0530", "-05:30", "+5", also after a zone's name ("GMT-01:01").
  void offset() {
    const int sign = text_[at_] == '-' ? -1 : 1;
    ++at_;
    const Number first = digits();
    if (first.digits == 0) {
      failed_ = at_ < text_.size() && is_word_part(at_);
      return;
    }
    int total = first.digits <= 2 ? first.value * 60 : first.value / 100 * 60 + first.value % 100;
    if (first.after == ':' && first.digits <= 2) {
      ++at_;
      const Number rest = digits();
      failed_ = rest.digits == 0;
      total += rest.value;
    }
    if (total > 24 * 60) failed_ = true;
    zone_ = minutes{sign * total};
  }

  void word() {
    const std::size_t from = at_;
    while (at_ < text_.size() && is_word_part(at_)) ++at_;
    const std::string word = lower(text_.substr(from, at_ - from));
    if (const auto afternoon = is_afternoon(word)) {
      afternoon_ = afternoon;
    } else if (const unsigned month = has_time_ && month_ != 0 ? 0 : month_of(word)) {
      month_ = month;
    } else if (const auto zone = zone_of(word); zone && has_time_) {
      zone_ = zone;
    } else if (has_time_ && word.find('/') != std::string::npos) {
      region_ = word;
    } else if (word != "t") {
      has_other_words_ = true;
    }
  }

  year_month_day date() {
    if (afternoon_ && time_.hour <= 12) time_.hour = time_.hour % 12 + (*afternoon_ ? 12 : 0);
    if (month_ != 0) return date_with_month_name();
    if (count_ == 3) return date_of_three();
    if (numbers_[0].digits != 4 || (has_other_words_ && count_ < 2)) return no_date;
    if (count_ == 2 && numbers_[1].digits == 3) return ordinal();
    if (count_ == 2) return date_of(numbers_[0].value, numbers_[1].value, 1);
    return count_ == 1 && !has_time_ ? date_of(numbers_[0].value, 1, 1) : no_date;
  }

  year_month_day date_with_month_name() const {
    const int m = static_cast<int>(month_);
    if (count_ < 2) return count_ == 1 && numbers_[0].digits == 4 ? date_of(numbers_[0].value, m, 1) : no_date;
    const bool year_first = numbers_[0].digits == 4 || numbers_[0].value > 31;
    const Number& y = year_first ? numbers_[0] : numbers_[1];
    const Number& d = year_first ? numbers_[1] : numbers_[0];
    return year{full_year(y)} / m / d.value;
  }

  /// Year first as ISO 8601 wants it; else day first, but month first between slashes, as Americans write.
  year_month_day date_of_three() const {
    const auto& [a, b, c] = numbers_;
    if (a.digits == 4 || (a.digits == 2 && a.after == '-' && c.digits == 2))
      return date_of(full_year(a), b.value, c.value);
    if (a.after == '/') return date_of(full_year(c), a.value, b.value);
    return date_of(full_year(c), b.value, a.value);
  }

  /// ISO 8601 section 5.2.2: year and day of the year.
  year_month_day ordinal() const {
    const int day_of_year = numbers_[1].value;
    const year y{numbers_[0].value};
    if (day_of_year < 1 || day_of_year > (y.is_leap() ? 366 : 365)) return no_date;
    return sys_days{y / January / 1} + days{day_of_year - 1};
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::array<Number, 3> numbers_{};
  std::size_t count_ = 0;
  Time time_;
  bool has_time_ = false;
  unsigned month_ = 0;
  std::optional<minutes> zone_;
  std::string region_;
  std::optional<bool> afternoon_;
  bool has_other_words_ = false;
  bool failed_ = false;
};

}  // namespace

std::optional<Instant> parse_date(std::string_view text) {
  constexpr std::size_t max_length = 100;
  text = trimmed(text);
  if (text.empty() || text.size() > max_length) return std::nullopt;
  return Reader{text}.read();
}

}  // namespace telex::parse
