#include "cli/json.hpp"

#include <boost/json/serialize.hpp>
#include <string_view>

namespace telex::cli {
namespace {

/// DEL and U+0080 to U+009F may stand in JSON as they are, but a terminal obeys them. They occur in strings alone.
std::string escaped_controls(std::string_view json) {
  static constexpr std::string_view digits = "0123456789abcdef";
  std::string out;
  for (std::size_t i = 0; i < json.size(); ++i) {
    const auto byte = static_cast<unsigned char>(json[i]);
    const auto next = i + 1 < json.size() ? static_cast<unsigned char>(json[i + 1]) : 0U;
    const bool c1 = byte == 0xC2 && next >= 0x80 && next < 0xA0;
    if (!c1 && byte != 0x7F) {
      out += json[i];
      continue;
    }
    const unsigned code = c1 ? next : byte;
    out.append("\\u00").append(1, digits[code >> 4]).append(1, digits[code & 15]);
    if (c1) ++i;
  }
  return out;
}

}  // namespace

void write_json(Output& output, std::string_view text) {
  if (output.on_terminal()) return output.write(escaped_controls(text));
  output.write(text);
}

ObjectList::ObjectList(const Context& context) : output_{context.output}, lines_{context.options.jsonl} {}

void ObjectList::add(const boost::json::object& object) { add(boost::json::serialize(object)); }

void ObjectList::add(std::string_view object) {
  if (!lines_) output_.write(empty_ ? "[" : ",\n");
  empty_ = false;
  write_json(output_, object);
  if (!lines_) return;
  output_.write("\n");
  output_.flush();
}

void ObjectList::end() {
  if (!lines_) output_.write(empty_ ? "[]\n" : "]\n");
}

void write_object(Output& output, const boost::json::object& object) {
  write_json(output, boost::json::serialize(object));
  output.write("\n");
}

boost::json::value to_json(const std::optional<Instant>& when) {
  return when ? boost::json::value(to_rfc3339(*when)) : nullptr;
}

boost::json::value to_json_or_null(const std::string& text) {
  return text.empty() ? nullptr : boost::json::value(text);
}

}  // namespace telex::cli
