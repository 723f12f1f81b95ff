#pragma once
#include <string_view>
#include <vector>

namespace telex::parse::test {

/// What an item of a feed has by the look of its text.
struct SourceItem {
  bool title = false;
  bool link = false;
  bool id = false;
  bool date = false;
  bool enclosure = false;
};

/// The items of an XML feed in order, found by counting tags: knows neither namespaces nor any rule of a format, so
/// that what the parser makes of the same text can be held against it. For UTF-8.
std::vector<SourceItem> source_items(std::string_view text);

}  // namespace telex::parse::test
