#pragma once
#include <string>
#include <string_view>

namespace telex::html {

/// What is wrong with sanitised HTML, in a few words; empty where nothing is. It reads only the strict form that the
/// sanitiser writes, and has lists of its own: it shares no code with what it checks.
std::string fault_of(std::string_view html);

}  // namespace telex::html
