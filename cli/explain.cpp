#include "cli/explain.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "cli/cells.hpp"
#include "cli/json.hpp"
#include "cli/words.hpp"
#include "publish/json_feed.hpp"

namespace telex::cli {
namespace {

namespace json = boost::json;
using parse::Origin;

json::array list_of(const std::vector<std::string>& texts) { return json::array(texts.begin(), texts.end()); }

json::array to_json(const std::vector<Origin>& origins) {
  json::array list;
  for (const Origin& origin : origins) {
    list.push_back(json::object{
        {"field", origin.field}, {"elements", list_of(origin.elements)}, {"passed_over", list_of(origin.passed_over)}});
  }
  return list;
}

/// The document at its first value of a field, "a.b" being b in a, and in the first object of a where that is a list.
const json::value* find(const json::object& object, std::string_view field) {
  const std::size_t dot = std::min(field.find('.'), field.size());
  const json::value* value = object.if_contains(field.substr(0, dot));
  if (!value || dot == field.size()) return value;
  const json::array* list = value->if_array();
  if (list && !list->empty()) value = list->data();
  return value->is_object() ? find(value->get_object(), field.substr(dot + 1)) : nullptr;
}

std::string preview(const json::object& object, std::string_view field) {
  constexpr std::size_t cells = 60;
  const json::value* value = find(object, field);
  if (!value) return "nothing";
  const json::string* text = value->if_string();
  return cut(safe_line(text ? std::string_view{*text} : std::string_view{json::serialize(*value)}), cells);
}

class Report {
 public:
  Report(const Context& context, const parse::Explained& explained)
      : output_{context.output},
        explained_{explained},
        shown_{std::min(context.options.limit.value_or(explained.document.entries.size()),
                        explained.document.entries.size())} {}

  void write() {
    output_.page();
    write_head();
    write_fields("Feed", explained_.explanation.feed, publish::to_json(feed_alone()));
    for (std::size_t i = 0; i < shown_; ++i) write_item(i);
    const std::size_t left = explained_.document.entries.size() - shown_;
    if (left > 0) output_.write(fmt::format("\nand {}\n", counted(left, "further item")));
    write_unknown();
  }

  json::object object() const {
    const feed::Document& document = explained_.document;
    json::array problems;
    for (const feed::Problem& problem : document.problems) problems.emplace_back(feed::to_string(problem));
    json::array items;
    for (std::size_t i = 0; i < shown_; ++i) items.push_back(to_json(origins_of(i)));
    json::array unknown;
    for (const parse::Unknown& element : explained_.explanation.unknown) {
      unknown.push_back(json::object{{"element", element.element}, {"times", element.times}});
    }
    return {{"format", feed::to_string(document.format)},
            {"encoding", document.encoding},
            {"encoding_reason", explained_.explanation.encoding},
            {"damaged", document.damaged},
            {"problems", std::move(problems)},
            {"feed", to_json(explained_.explanation.feed)},
            {"items", std::move(items)},
            {"unknown", std::move(unknown)}};
  }

 private:
  const std::vector<Origin>& origins_of(std::size_t entry) const {
    static const std::vector<Origin> none;
    return entry < explained_.explanation.entries.size() ? explained_.explanation.entries[entry] : none;
  }

  feed::Document feed_alone() const {
    feed::Document document = explained_.document;
    document.entries.clear();
    return document;
  }

  void write_head() {
    const feed::Document& document = explained_.document;
    line("Format", feed::to_string(document.format));
    line("Encoding", document.encoding + ", since " + explained_.explanation.encoding);
    line("Damaged", document.damaged ? output_.painted("yes", Paint::bad) : output_.painted("no", Paint::good));
    line("Problems", document.problems.empty() ? "none" : "");
    for (const feed::Problem& problem : document.problems)
      output_.write("  " + safe_line(feed::to_string(problem)) + "\n");
  }

  void line(std::string_view name, std::string_view value) {
    output_.write(fmt::format("{} {}\n", output_.painted(fmt::format("{:<10}", name), Paint::strong), value));
  }

  void write_item(std::size_t i) {
    const feed::Entry& entry = explained_.document.entries[i];
    write_fields(fmt::format("Item {}", i + 1), origins_of(i), publish::to_json(entry));
  }

  void write_fields(std::string_view title, const std::vector<Origin>& origins, std::string_view text) {
    const json::object object = json::parse(text).as_object();
    output_.write("\n" + output_.painted(title, Paint::strong) + "\n");
    for (const Origin& origin : origins) {
      output_.write(fmt::format("  {:<22} {}  {}\n", origin.field, sources_of(origin),
                                output_.painted(preview(object, origin.field), Paint::faint)));
    }
    if (origins.empty()) output_.write("  nothing was given\n");
  }

  static std::string sources_of(const Origin& origin) {
    std::string text = safe_line(fmt::format("{}", fmt::join(origin.elements, ", ")));
    if (origin.passed_over.empty()) return text;
    return text + ", not " + safe_line(fmt::format("{}", fmt::join(origin.passed_over, ", ")));
  }

  void write_unknown() {
    if (explained_.explanation.unknown.empty()) return;
    output_.write("\n" + output_.painted("Not understood", Paint::strong) + "\n");
    for (const parse::Unknown& element : explained_.explanation.unknown) {
      output_.write(fmt::format("  {}, {}\n", safe_line(element.element), counted(element.times, "time")));
    }
  }

  Output& output_;
  const parse::Explained& explained_;
  std::size_t shown_;
};

}  // namespace

void write_explanation(const Context& context, const parse::Explained& explained) {
  Report report{context, explained};
  if (context.options.structured()) {
    write_object(context.output, report.object());
  } else {
    report.write();
  }
}

}  // namespace telex::cli
