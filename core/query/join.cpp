#include <algorithm>

#include "query/filter.hpp"

namespace telex::query {
namespace {

constexpr std::string_view white_space = " \t\r\n\f\v";

bool is_blank(std::string_view text) { return text.find_first_not_of(white_space) == std::string_view::npos; }

bool has_space(std::string_view text) { return text.find_first_of(white_space) != std::string_view::npos; }

}  // namespace

std::string join_arguments(const std::vector<std::string>& arguments) {
  const auto count = std::ranges::count_if(arguments, [](const std::string& a) { return !is_blank(a); });
  std::string joined;
  for (const std::string& argument : arguments) {
    if (is_blank(argument)) continue;
    if (!joined.empty()) joined += ' ';
    joined += count > 1 && has_space(argument) ? "(" + argument + ")" : argument;
  }
  return joined;
}

}  // namespace telex::query
