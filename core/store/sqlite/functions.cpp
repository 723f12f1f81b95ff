#include "store/sqlite/functions.hpp"

#include <array>
#include <exception>

#include "store/fold.hpp"
#include "store/index_text.hpp"
#include "store/sqlite/extra.hpp"

namespace telex::store::sqlite {
namespace {

using Arguments = sqlite3_value**;

std::string_view view(sqlite3_value* value) {
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): SQLite's texts are unsigned char
  const auto* bytes = reinterpret_cast<const char*>(sqlite3_value_text(value));
  if (bytes == nullptr) return {};
  return {bytes, static_cast<std::size_t>(sqlite3_value_bytes(value))};
}

std::string text(Arguments arguments) { return index_text(view(arguments[0]), view(arguments[1]), view(arguments[2])); }

std::string authors(Arguments arguments) {
  feed::Entry entry;
  read_extra(view(arguments[0]), entry);
  return index_authors(entry);
}

std::string fold(Arguments arguments) { return fold_case(view(arguments[0])); }

/// No exception may pass through SQLite's C frames.
template <std::string (*function)(Arguments)>
void call(sqlite3_context* context, int, Arguments arguments) {
  try {
    const std::string result = function(arguments);
    sqlite3_result_text64(context, result.data(), result.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
  } catch (const std::exception& failure) {
    sqlite3_result_error(context, failure.what(), -1);
  }
}

struct Function {
  const char* name;
  int arguments;
  void (*call)(sqlite3_context*, int, Arguments);
};

}  // namespace

Result<void> add_functions(Connection& connection) {
  constexpr std::array<Function, 3> functions{
      {{"telex_text", 3, call<text>}, {"telex_authors", 1, call<authors>}, {"telex_fold", 1, call<fold>}}};
  // Innocuous: they may be used from views although the schema of a file is not trusted.
  constexpr int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;
  for (const Function& f : functions) {
    const int code = sqlite3_create_function_v2(connection.handle(), f.name, f.arguments, flags, nullptr, f.call,
                                                nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) return connection.error();
  }
  return {};
}

}  // namespace telex::store::sqlite
