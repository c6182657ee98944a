#pragma once

#include "feed/json_fields.hpp"

#include <string>

namespace seatsync::source_espn {

/// The league that an answer itself tells, for reading recorded files: by the number in the uid of
/// its first event ("s:1~l:10~e:4": the number itself where it is no league known here), its
/// league's slug, or its header ("NFL News"). Errors: invalid_argument when it tells none.
[[nodiscard]] Result<std::string> league_told(feed::JsonValue root);

}  // namespace seatsync::source_espn
