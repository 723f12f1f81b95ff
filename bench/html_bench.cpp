// How fast HTML is sanitised and turned into text: html_bench FILE..., each file one fragment. Prints MB/s of input.
#include <fmt/format.h>

#include <chrono>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "html/sanitise.hpp"
#include "html/text.hpp"
#include "html/tokeniser.hpp"

namespace {

using Fragments = std::vector<std::string>;

std::size_t count_tokens(std::string_view html) {
  telex::html::Tokeniser tokeniser{html};
  telex::html::Token token;
  std::size_t count = 0;
  while (tokeniser.next(token)) ++count;
  return count;
}

/// The best of five runs, so that other work on the machine counts little.
template <class Work>
void measure(std::string_view name, const Fragments& fragments, Work work) {
  std::size_t bytes = 0;
  for (const std::string& fragment : fragments) bytes += fragment.size();
  double best = 0;
  std::size_t result = 0;
  for (int run = 0; run < 5; ++run) {
    const auto start = std::chrono::steady_clock::now();
    for (const std::string& fragment : fragments) result += work(fragment);
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    best = std::max(best, static_cast<double>(bytes) / took.count() / 1e6);
  }
  fmt::print("{:<20} {:>8.0f} MB/s  ({} bytes, checksum {})\n", name, best, bytes, result);
}

}  // namespace

int main(int argc, char** argv) {
  Fragments fragments;
  for (int i = 1; i < argc; ++i) {
    std::ifstream file{argv[i], std::ios::binary};
    fragments.emplace_back(std::istreambuf_iterator<char>{file}, std::istreambuf_iterator<char>{});
  }
  const auto base = telex::Url::parse("https://example.org/feed.xml");
  measure("tokens", fragments, count_tokens);
  measure("sanitise", fragments, [&](const std::string& html) { return telex::html::sanitise(html, base).size(); });
  measure("to_text", fragments, [](const std::string& html) { return telex::html::to_text(html).size(); });
  measure("to_readable_text", fragments,
          [](const std::string& html) { return telex::html::to_readable_text(html).size(); });
}
