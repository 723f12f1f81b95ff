#include "query/field.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/ascii.hpp"
#include "base/edit_distance.hpp"
#include "query/date.hpp"

namespace telex::query {
namespace {

using Reader = Result<Expression> (*)(const FieldTerm& term, Instant now);

Error invalid(std::string message) { return {Fault::invalid, std::move(message), {}}; }

std::string quoted(std::string_view text) { return "\"" + std::string{text} + "\""; }

template <Words::Where where>
Result<Expression> words(const FieldTerm& term, Instant) {
  return Expression{Words{std::string{term.value}, where, term.quoted}};
}

template <class Node>
Result<Expression> text(const FieldTerm& term, Instant) {
  return Expression{Node{std::string{term.value}}};
}

Result<Expression> id(const FieldTerm& term, Instant) {
  HasId node;
  const char* end = term.value.data() + term.value.size();
  const auto read = std::from_chars(term.value.data(), end, node.id);
  if (read.ec != std::errc{} || read.ptr != end || node.id <= 0) {
    return invalid("id: takes an article's number, not " + quoted(term.value));
  }
  return Expression{node};
}

Result<Expression> state(const FieldTerm& term, Instant) {
  if (term.value == "unread") return Expression{InState{InState::State::unread}};
  if (term.value == "read") return Expression{InState{InState::State::read}};
  if (term.value == "starred") return Expression{InState{InState::State::starred}};
  return invalid("is: takes unread, read or starred, not " + quoted(term.value));
}

constexpr std::string_view date_forms =
    "an age such as 2d or 3h, a year, a month such as 2026-01, or a day such as 2026-01-15";

Result<Expression> since(const FieldTerm& term, Instant now) {
  const auto period = read_period(term.value, now);
  if (!period) return invalid("since: takes " + std::string{date_forms} + ", not " + quoted(term.value));
  return Expression{Between{period->from, {}}};
}

Result<Expression> until(const FieldTerm& term, Instant now) {
  const auto period = read_period(term.value, now);
  if (!period) return invalid("until: takes " + std::string{date_forms} + ", not " + quoted(term.value));
  return Expression{Between{{}, period->from}};
}

Result<Expression> date(const FieldTerm& term, Instant now) {
  const auto between = read_range(term.value, now);
  if (!between) {
    return invalid("date: takes a year, month or day, or a range such as 2026-01..2026-03, not " + quoted(term.value));
  }
  return Expression{*between};
}

struct Field {
  std::string_view name;
  Reader read;
};
constexpr std::array<Field, 12> fields{{{"title", words<Words::Where::title>},
                                        {"body", words<Words::Where::body>},
                                        {"author", words<Words::Where::author>},
                                        {"url", text<LinksTo>},
                                        {"feed", text<InFeed>},
                                        {"tag", text<HasTag>},
                                        {"lang", text<InLanguage>},
                                        {"id", id},
                                        {"is", state},
                                        {"since", since},
                                        {"until", until},
                                        {"date", date}}};

std::string_view nearest_field(std::string_view name) {
  return std::ranges::min_element(fields, {}, [&](const Field& f) { return edit_distance(name, f.name); })->name;
}

}  // namespace

Result<Expression> read_field(const FieldTerm& term, Instant now) {
  const std::string name = ascii::lower(term.name);
  const auto* field = std::ranges::find(fields, name, &Field::name);
  if (field == fields.end()) {
    return invalid("unknown field " + quoted(term.name) + "; the nearest is " + quoted(nearest_field(name)) +
                   " (words with a colon are searched for in quotes)");
  }
  if (term.value.empty()) return invalid(std::string{field->name} + ": needs a value right after the colon");
  if (!term.quoted && term.value.front() == '/') {
    return invalid(std::string{field->name} +
                   ":/…/ is a regular expression, which is not supported; quote a text that "
                   "begins with a slash");
  }
  return field->read(term, now);
}

}  // namespace telex::query
