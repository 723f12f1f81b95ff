#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace telex {

/// The ASCII form of a host name in Unicode, UTS 46 without transitional mapping: "www.詹姆斯.com" becomes
/// "www.xn--8ws00zhy3a.com". Checks what the WHATWG URL Standard checks (section 3.3, domain to ASCII): hyphens, empty
/// and long labels pass. Absent where the text cannot be a host. Loads ICU's tables at the first call.
std::optional<std::string> host_to_ascii(std::string_view host);

}  // namespace telex
