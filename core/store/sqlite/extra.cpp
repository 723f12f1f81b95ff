#include "store/sqlite/extra.hpp"

#include <array>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

namespace telex::store::sqlite {
namespace {

namespace json = boost::json;

template <class Struct>
struct TextPart {
  std::string_view name;
  std::string Struct::*member;
};

constexpr std::array<TextPart<feed::Entry>, 10> entry_parts{{{"external_url", &feed::Entry::external_url},
                                                             {"image", &feed::Entry::image},
                                                             {"language", &feed::Entry::language},
                                                             {"comments_url", &feed::Entry::comments_url},
                                                             {"comments_feed_url", &feed::Entry::comments_feed_url},
                                                             {"in_reply_to", &feed::Entry::in_reply_to},
                                                             {"chapters_url", &feed::Entry::chapters_url},
                                                             {"episode_type", &feed::Entry::episode_type},
                                                             {"rights", &feed::Entry::rights},
                                                             {"via", &feed::Entry::via}}};
constexpr std::array<TextPart<feed::Person>, 4> person_parts{{{"name", &feed::Person::name},
                                                              {"url", &feed::Person::url},
                                                              {"avatar", &feed::Person::avatar},
                                                              {"email", &feed::Person::email}}};
constexpr std::array<TextPart<feed::Enclosure>, 3> enclosure_parts{
    {{"url", &feed::Enclosure::url}, {"type", &feed::Enclosure::mime_type}, {"title", &feed::Enclosure::title}}};
constexpr std::array<TextPart<feed::Transcript>, 3> transcript_parts{{{"url", &feed::Transcript::url},
                                                                      {"type", &feed::Transcript::mime_type},
                                                                      {"language", &feed::Transcript::language}}};
constexpr std::array<TextPart<feed::Source>, 3> source_parts{
    {{"title", &feed::Source::title}, {"url", &feed::Source::url}, {"id", &feed::Source::id}}};

struct NumberPart {
  std::string_view name;
  std::optional<std::uint64_t> feed::Entry::*member;
};

constexpr std::array<NumberPart, 3> entry_numbers{{{"comments_count", &feed::Entry::comments_count},
                                                   {"season", &feed::Entry::season},
                                                   {"episode", &feed::Entry::episode}}};

template <class Struct, std::size_t size>
void write_texts(json::object& out, const Struct& from, const std::array<TextPart<Struct>, size>& parts) {
  for (const auto& part : parts) {
    if (const std::string& text = from.*part.member; !text.empty()) out.emplace(part.name, text);
  }
}

template <class Struct, std::size_t size>
void read_texts(const json::object& from, Struct& out, const std::array<TextPart<Struct>, size>& parts) {
  for (const auto& part : parts) {
    const json::value* value = from.if_contains(part.name);
    if (value != nullptr && value->is_string()) out.*part.member = value->get_string();
  }
}

json::object to_json(const feed::Person& person) {
  json::object out;
  write_texts(out, person, person_parts);
  return out;
}

json::object to_json(const feed::Enclosure& enclosure) {
  json::object out;
  write_texts(out, enclosure, enclosure_parts);
  if (enclosure.size_bytes) out.emplace("bytes", *enclosure.size_bytes);
  if (enclosure.duration) out.emplace("seconds", enclosure.duration->count());
  return out;
}

json::object to_json(const feed::Transcript& transcript) {
  json::object out;
  write_texts(out, transcript, transcript_parts);
  return out;
}

json::object to_json(const feed::Source& source) {
  json::object out;
  write_texts(out, source, source_parts);
  return out;
}

template <class Struct>
void write_all(json::object& out, std::string_view name, const std::vector<Struct>& structs) {
  if (structs.empty()) return;
  json::array array;
  for (const Struct& one : structs) array.push_back(to_json(one));
  out.emplace(name, std::move(array));
}

json::array to_array(const std::vector<std::string>& texts) {
  json::array array;
  for (const std::string& text : texts) array.emplace_back(text);
  return array;
}

std::vector<std::string> to_list(const json::value& value) {
  std::vector<std::string> texts;
  const json::array* array = value.if_array();
  if (array == nullptr) return texts;
  for (const json::value& one : *array) {
    if (one.is_string()) texts.emplace_back(one.get_string());
  }
  return texts;
}

feed::Person to_person(const json::object& from) {
  feed::Person person;
  read_texts(from, person, person_parts);
  return person;
}

std::optional<std::uint64_t> to_number(const json::object& from, std::string_view name) {
  const json::value* value = from.if_contains(name);
  if (value == nullptr) return std::nullopt;
  if (value->is_int64() && value->get_int64() >= 0) return static_cast<std::uint64_t>(value->get_int64());
  if (value->is_uint64()) return value->get_uint64();
  return std::nullopt;
}

feed::Enclosure to_enclosure(const json::object& from) {
  feed::Enclosure enclosure;
  read_texts(from, enclosure, enclosure_parts);
  enclosure.size_bytes = to_number(from, "bytes");
  if (const json::value* seconds = from.if_contains("seconds"); seconds != nullptr && seconds->is_int64()) {
    enclosure.duration = std::chrono::seconds{seconds->get_int64()};
  }
  return enclosure;
}

template <class Read>
void read_all(const json::object& from, std::string_view name, const Read& read) {
  const json::value* value = from.if_contains(name);
  if (value == nullptr || !value->is_array()) return;
  for (const json::value& one : value->get_array()) {
    if (one.is_object()) read(one.get_object());
  }
}

void read_geo(const json::object& from, feed::Entry& entry) {
  const json::value* value = from.if_contains("geo");
  if (value == nullptr || !value->is_array() || value->get_array().size() != 2) return;
  const json::array& pair = value->get_array();
  if (pair[0].is_double() && pair[1].is_double()) {
    entry.geo = feed::GeoPoint{pair[0].get_double(), pair[1].get_double()};
  }
}

}  // namespace

std::string write_extra(const feed::Entry& entry) {
  json::object out;
  write_texts(out, entry, entry_parts);
  write_all(out, "authors", entry.authors);
  write_all(out, "enclosures", entry.enclosures);
  write_all(out, "transcripts", entry.transcripts);
  for (const NumberPart& part : entry_numbers) {
    if (const auto& number = entry.*part.member) out.emplace(part.name, *number);
  }
  if (entry.is_explicit) out.emplace("explicit", *entry.is_explicit);
  if (!entry.tags.empty()) out.emplace("tags", to_array(entry.tags));
  if (entry.source) out.emplace("source", to_json(*entry.source));
  if (entry.geo) out.emplace("geo", json::array{entry.geo->lat, entry.geo->lon});
  return out.empty() ? std::string{} : json::serialize(out);
}

void read_extra(std::string_view text, feed::Entry& entry) {
  if (text.empty()) return;
  boost::system::error_code error;
  const json::value whole = json::parse(text, error);
  if (error || !whole.is_object()) return;
  const json::object& from = whole.get_object();
  read_texts(from, entry, entry_parts);
  read_all(from, "authors", [&](const json::object& one) { entry.authors.push_back(to_person(one)); });
  read_all(from, "enclosures", [&](const json::object& one) { entry.enclosures.push_back(to_enclosure(one)); });
  if (const json::value* tags = from.if_contains("tags")) entry.tags = to_list(*tags);
  if (const json::value* source = from.if_contains("source"); source != nullptr && source->is_object()) {
    read_texts(source->get_object(), entry.source.emplace(), source_parts);
  }
  read_all(from, "transcripts",
           [&](const json::object& one) { read_texts(one, entry.transcripts.emplace_back(), transcript_parts); });
  for (const NumberPart& part : entry_numbers) entry.*part.member = to_number(from, part.name);
  if (const json::value* yes = from.if_contains("explicit"); yes != nullptr && yes->is_bool()) {
    entry.is_explicit = yes->get_bool();
  }
  read_geo(from, entry);
}

std::string write_list(const std::vector<std::string>& texts) { return json::serialize(to_array(texts)); }

std::vector<std::string> read_list(std::string_view text) {
  boost::system::error_code error;
  const json::value whole = json::parse(text, error);
  return error ? std::vector<std::string>{} : to_list(whole);
}

}  // namespace telex::store::sqlite
