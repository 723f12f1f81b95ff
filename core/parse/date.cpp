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
  bool rolls_over =
      false;  // feedparser reads "T25:14:55" as a quarter past one of the next day; it is seen from W3CDTF

  bool ok() const {
    if (rolls_over) return hour < 48 && minute < 100 && second < 100;
    return hour <= 24 && minute <= 59 && second <= 60 && (hour < 24 || minute + second == 0);
  }
};

/// RFC 5322 section 4.3: two digits up to 49 are 20xx, three digits count from 1900.
int full_year(const Number& number) {
  if (number.digits >= 4) return number.value;
  if (number.digits == 3) return number.value + 1900;
  return number.value + (number.value < 50 ? 2000 : 1900);
}

int number_of(std::string_view digits) {
  int value = 0;
  for (const char c : digits) value = value * 10 + (c - '0');
  return value;
}

constexpr year_month_day no_date = year{0} / 0 / 0;

/// Absent where no calendar has it; what chrono takes for a number of its own is checked before.
year_month_day date_of(int y, int m, int d) {
  const bool fits = y >= 1 && y <= 9999 && m >= 1 && m <= 12 && d >= 1 && d <= 31;
  return fits ? year{y} / m / d : no_date;
}

/// The same where month and day may have been swapped.
year_month_day date_either_way(int y, int a, int b) { return a > 12 ? date_of(y, b, a) : date_of(y, a, b); }

/// Korea has one zone, and who writes dates in Korean without a zone means that.
constexpr minutes korean_time{9 * 60};

/// Sorts what stands in the text into date, time and zone, from left to right.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_{text} {}

  std::optional<Instant> read() {
    while (!failed_ && at_ < text_.size()) token();
    if (failed_) return std::nullopt;
    if (since_1970_) return Instant{*since_1970_};
    const year_month_day date = this->date();
    if (!date.ok() || !time_.ok()) return std::nullopt;
    const local_seconds local = local_days{date} + hours{time_.hour} + minutes{time_.minute} + seconds{time_.second};
    minutes offset = zone_.value_or(is_korean_ ? korean_time : minutes{0});
    if (!region_.empty()) offset = region_offset(region_, local).value_or(offset);
    return in_range(sys_seconds{local.time_since_epoch()} - offset);
  }

 private:
  /// The zone may lead into a year that cannot be written.
  static std::optional<Instant> in_range(sys_seconds when) {
    const bool ok = when >= sys_days{year{1} / 1 / 1} && when < sys_days{year{10'000} / 1 / 1};
    return ok ? std::optional<Instant>{when} : std::nullopt;
  }

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
    const std::string_view written = text_.substr(from, read.digits);
    const bool alone = written.size() + (text_.front() == '-' ? 1 : 0) == text_.size();
    if (read.after == ':' && !has_time_ && read.digits < 4) return time(read);
    if (read.after == 'h' && !has_time_ && count_ > 0 && is_digit_at(at_ + 1)) return time(read);
    if (const auto unit = time_unit_of(text_.substr(at_))) return time_part(*unit, read.value);
    if (after_t_ && count_ == 3 && !has_time_ && read.after != '-') return compact_time(written);
    if (read.digits >= 8 || (alone && read.digits > 4)) return compact(written);
    if (alone && text_.front() == '-' && read.digits == 4) return split(written, {2, 2, 0});
    const bool of_an_emperor = read.digits < 4 && text_.substr(at_).starts_with("年");
    failed_ = failed_ || of_an_emperor || (alone && text_.front() == '-');
    if (count_ < numbers_.size()) numbers_[count_++] = read;
  }

  bool is_digit_at(std::size_t at) const { return at < text_.size() && is_digit(text_[at]); }

  /// Takes digits without separators apart.
  void split(std::string_view text, std::array<std::size_t, 3> lengths) {
    for (const std::size_t length : lengths) {
      if (length == 0) return;
      numbers_[count_++] = {number_of(text.substr(0, length)), length, '-'};
      text.remove_prefix(length);
    }
  }

  /// Counters have as many digits as a year of two and a day of the year, but no zero before them.
  static bool is_counter(std::string_view text) { return text.size() == 5 && text.front() != '0'; }

  /// ISO 8601 without separators ("20040708", "040708", "2004190", "04190"), "20040708235658", seconds and milliseconds
  /// since 1970.
  void compact(std::string_view text) {
    failed_ = count_ > 0 || text.size() > 14 || is_counter(text);
    if (failed_) return;
    is_compact_ = true;
    if (text.size() == 10 || text.size() == 13) {
      since_1970_ = seconds{std::stoll(std::string{text.substr(0, 10)})};
    } else if (text.size() == 8 || text.size() == 14) {
      split(text, {4, 2, 2});
      if (text.size() == 14) compact_time(text.substr(8));
    } else if (text.size() < 8) {
      split(text, text.size() == 6   ? std::array<std::size_t, 3>{2, 2, 2}
                  : text.size() == 7 ? std::array<std::size_t, 3>{4, 3, 0}
                                     : std::array<std::size_t, 3>{2, 3, 0});
    } else {
      failed_ = true;
    }
  }

  /// "15", "1504" and "150405", as ISO 8601 writes them after the T.
  void compact_time(std::string_view text) {
    has_time_ = true;
    failed_ = text.size() % 2 != 0 || text.size() > 6;
    time_.hour = number_of(text.substr(0, 2));
    if (text.size() > 2) time_.minute = number_of(text.substr(2, 2));
    if (text.size() > 4) time_.second = number_of(text.substr(4, 2));
  }

  /// "14時30分", "14시 30분".
  void time_part(TimeUnit unit, int value) {
    has_time_ = true;
    (unit == TimeUnit::hour ? time_.hour : unit == TimeUnit::minute ? time_.minute : time_.second) = value;
  }

  void time(const Number& hour) {
    has_time_ = true;
    time_.rolls_over = after_t_;
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
    const int sign = (text_[at_] == '-') == is_etc_ ? 1 : -1;
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
    has_offset_ = true;
  }

  void word() {
    const std::size_t from = at_;
    while (at_ < text_.size() && is_word_part(at_)) ++at_;
    std::string word = folded_word(text_.substr(from, at_ - from));
    if ((word == "a" || word == "p") && skip_m()) word += 'm';
    after_t_ = word == "t";
    is_korean_ = is_korean_ || is_hangul(word);
    if (const auto afternoon = is_afternoon(word)) {
      afternoon_ = afternoon;
    } else if (const unsigned month = has_month_ ? 0 : month_of(word)) {
      month_ = month;
      has_month_ = count_ > 0;  // before the first number "mar" may be a Tuesday, and a month follows
    } else if (has_time_) {
      zone_word(word);
    } else if (word == "w" && count_ == 1) {
      is_week_ = true;
    } else if (!after_t_) {
      has_other_words_ = true;
    }
  }

  /// The rest of "p.m." and "p. m.".
  bool skip_m() {
    std::size_t at = at_;
    while (at < text_.size() && (text_[at] == '.' || text_[at] == ' ')) ++at;
    if (at >= text_.size() || to_lower(text_[at]) != 'm' || (at + 1 < text_.size() && is_word_part(at + 1)))
      return false;
    at_ = at + 1;
    return true;
  }

  /// A name beside an offset in digits ("-0700 PDT", "-05:00Z") says nothing new.
  void zone_word(const std::string& word) {
    if (has_offset_) return;
    is_etc_ = word == "etc/gmt";
    if (const auto zone = zone_of(word)) {
      zone_ = zone;
    } else if (word.find('/') != std::string::npos) {
      region_ = word;
    }
  }

  year_month_day date() {
    if (afternoon_ && time_.hour <= 12) time_.hour = time_.hour % 12 + (*afternoon_ ? 12 : 0);
    if (month_ != 0) return date_with_month_name();
    if (is_week_) return week_date();
    if (count_ == 3) return is_negative() ? no_date : date_of_three();
    const bool short_year = numbers_[0].digits == 2 && (numbers_[1].digits == 3 || text_.front() == '-');
    if ((numbers_[0].digits != 4 && !short_year) || (has_other_words_ && count_ < 2)) return no_date;
    if (count_ == 2 && numbers_[1].digits == 3) return ordinal();
    if (count_ == 2) return date_of(full_year(numbers_[0]), numbers_[1].value, 1);
    return count_ == 1 && !has_time_ ? date_of(numbers_[0].value, 1, 1) : no_date;
  }

  /// A year before the first.
  bool is_negative() const { return text_.size() > 1 && text_[0] == '-' && is_digit(text_[1]); }

  year_month_day date_with_month_name() const {
    const int m = static_cast<int>(month_);
    const bool is_month = count_ == 1 && numbers_[0].digits == 4 && !has_time_;
    if (count_ < 2) return is_month ? date_of(numbers_[0].value, m, 1) : no_date;
    const bool year_first = numbers_[0].digits == 4 || numbers_[0].value > 31;
    const Number& y = year_first ? numbers_[0] : numbers_[1];
    const Number& d = year_first ? numbers_[1] : numbers_[0];
    return date_of(full_year(y), m, d.value);
  }

  /// Year first as ISO 8601 wants it; else day first, but month first between slashes, as Americans write.
  year_month_day date_of_three() const {
    const auto& [a, b, c] = numbers_;
    if (is_compact_) return date_of(full_year(a), b.value, c.value);
    if (a.digits == 4 || (a.digits == 2 && a.after == '-' && c.digits == 2)) {
      return date_either_way(full_year(a), b.value, c.value);
    }
    if (a.after == '/') return date_either_way(full_year(c), a.value, b.value);
    return date_either_way(full_year(c), b.value, a.value);
  }

  /// ISO 8601 section 5.2.2: year and day of the year.
  year_month_day ordinal() const {
    const int day_of_year = numbers_[1].value;
    const year y{full_year(numbers_[0])};
    if (day_of_year < 1 || day_of_year > (y.is_leap() ? 366 : 365)) return no_date;
    return sys_days{y / January / 1} + days{day_of_year - 1};
  }

  /// ISO 8601 section 5.2.3: "2006-W01-1", "2006W011". Week 1 has the year's first Thursday.
  year_month_day week_date() const {
    const bool joined = numbers_[1].digits == 3;
    const int week = joined ? numbers_[1].value / 10 : numbers_[1].value;
    const int day = joined ? numbers_[1].value % 10 : count_ == 3 ? numbers_[2].value : 1;
    if (count_ < 2 || numbers_[0].digits != 4 || week < 1 || week > 53 || day < 1 || day > 7) return no_date;
    const sys_days fourth = sys_days{year{numbers_[0].value} / January / 4};
    const sys_days monday = fourth - (weekday{fourth} - Monday) + weeks{week - 1};
    const bool exists = year_month_day{monday + days{3}}.year() == year{numbers_[0].value};
    return exists ? year_month_day{monday + days{day - 1}} : no_date;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::array<Number, 3> numbers_{};
  std::size_t count_ = 0;
  Time time_;
  bool has_time_ = false;
  bool after_t_ = false;
  bool is_week_ = false;
  bool is_compact_ = false;
  std::optional<seconds> since_1970_;
  unsigned month_ = 0;
  bool has_month_ = false;
  std::optional<minutes> zone_;
  bool has_offset_ = false;
  bool is_etc_ = false;  // the tz database counts "Etc/GMT+5" westward, as POSIX does
  bool is_korean_ = false;
  std::string region_;
  std::optional<bool> afternoon_;
  bool has_other_words_ = false;
  bool failed_ = false;
};

}  // namespace

std::optional<Instant> parse_date(std::string_view text) {
  constexpr std::size_t max_length = 100;
  text = trimmed(text);
  // ISO 8601 leaves out the year with two hyphens; a date without a year is none.
  if (text.empty() || text.size() > max_length || text.starts_with("--")) return std::nullopt;
  return Reader{text}.read();
}

}  // namespace telex::parse
