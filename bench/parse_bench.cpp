// Reads and parses the files named in a list, one a line, as the daemon does between fetching and storing: encoding,
// format, dates, relative URLs, sanitising. Prints "items=N cpu=SECONDS bad=N"; the CPU time is that of parsing alone.
#include <fmt/format.h>
#include <time.h>

#include <fstream>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "parse/parse.hpp"

namespace {

double cpu_seconds() {
  timespec now{};
  ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

std::string read_file(const std::string& path) {
  std::ifstream in{path, std::ios::binary};
  return {std::istreambuf_iterator<char>{in}, {}};
}

std::vector<std::string> read_listed(const std::string& list) {
  std::vector<std::string> bodies;
  std::ifstream in{list};
  for (std::string path; std::getline(in, path);) bodies.push_back(read_file(path));
  return bodies;
}

}  // namespace

int main(int count, char** arguments) {
  std::vector<std::string> bodies = count == 2 ? read_listed(arguments[1]) : std::vector<std::string>{};
  if (bodies.empty()) {
    fmt::print(stderr, "usage: parse_bench LIST   (a file that names feeds, one a line)\n");
    return 2;
  }
  const telex::parse::Hints hints{.content_type = "", .url = "https://feed.example/index.xml"};
  std::size_t items = 0;
  std::size_t bad = 0;
  const double start = cpu_seconds();
  for (std::string& body : bodies) {
    const auto document = telex::parse::parse(std::move(body), hints);
    if (document) {
      items += document->entries.size();
    } else {
      ++bad;
    }
  }
  fmt::print("items={} cpu={:.4f} bad={}\n", items, cpu_seconds() - start, bad);
  return 0;
}
