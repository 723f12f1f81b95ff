#include "base/idna.hpp"

#include <unicode/uidna.h>

#include <array>
#include <memory>

namespace telex {
namespace {

struct Close {
  void operator()(UIDNA* idna) const { uidna_close(idna); }
};

const UIDNA* uts46() {
  constexpr std::uint32_t options = UIDNA_CHECK_BIDI | UIDNA_CHECK_CONTEXTJ | UIDNA_NONTRANSITIONAL_TO_ASCII;
  UErrorCode error = U_ZERO_ERROR;
  static const std::unique_ptr<UIDNA, Close> idna{uidna_openUTS46(options, &error)};
  return idna.get();
}

constexpr std::uint32_t passing_errors = UIDNA_ERROR_EMPTY_LABEL | UIDNA_ERROR_LABEL_TOO_LONG |
                                         UIDNA_ERROR_DOMAIN_NAME_TOO_LONG | UIDNA_ERROR_LEADING_HYPHEN |
                                         UIDNA_ERROR_TRAILING_HYPHEN | UIDNA_ERROR_HYPHEN_3_4;

/// Mapping makes delimiters of their wide forms ("／"): such a text would be another URL than it looks.
bool is_name(std::string_view host) {
  return host.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-._") == std::string_view::npos;
}

}  // namespace

std::optional<std::string> host_to_ascii(std::string_view host) {
  // Longer ones are no names; the bound keeps the work and the buffer small.
  constexpr std::size_t max_bytes = 1024;
  if (host.size() > max_bytes || uts46() == nullptr) return std::nullopt;
  std::array<char, 4 * max_bytes> ascii;
  UIDNAInfo info = UIDNA_INFO_INITIALIZER;
  UErrorCode error = U_ZERO_ERROR;
  const std::int32_t length =
      uidna_nameToASCII_UTF8(uts46(), host.data(), static_cast<std::int32_t>(host.size()), ascii.data(),
                             static_cast<std::int32_t>(ascii.size()), &info, &error);
  if (U_FAILURE(error) || length <= 0 || static_cast<std::size_t>(length) > ascii.size()) return std::nullopt;
  const std::string_view name{ascii.data(), static_cast<std::size_t>(length)};
  if ((info.errors & ~passing_errors) != 0 || !is_name(name)) return std::nullopt;
  return std::string{name};
}

}  // namespace telex
