#pragma once

#include <string>

namespace seatsync::features {

/// The catalogue as the Markdown page docs/features.md.
[[nodiscard]] std::string catalogue_markdown();

}  // namespace seatsync::features
