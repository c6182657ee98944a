#pragma once

#include "adapters/model_torch/net_options.hpp"
#include "base/result.hpp"

#include <string_view>

namespace seatsync::model_torch {

struct NetSettings {
    NetOptions lstm{.kind = NetKind::lstm};
    NetOptions transformer{.kind = NetKind::transformer};
};

/// Reads what may be spent on each net:
///
///     checkpoints = "var/nets"     # folder of unfinished trainings; none without it
///     [lstm]                       # and [transformer]; what is not said stays as NetOptions has
///     it epochs = 24                  # at most patience = 4                 # epochs without a
///     better one rows_per_epoch = 12288 width = 32                   # of the state or a token; a
///     multiple of 4
///
/// Errors: invalid_argument, naming the key: text that is no TOML, unknown keys, numbers out of
/// range.
[[nodiscard]] Result<NetSettings> parse_net_settings(std::string_view toml);

}  // namespace seatsync::model_torch
