#pragma once

#include "domain/observation.hpp"

#include <cstdint>

namespace seatsync::testing {

/// How much a made-up tape holds.
struct TapeShape {
    std::int64_t leagues = 2;  ///< Each in a namespace of its own.
    std::int64_t teams = 4;    ///< Of a league; at least 2.
    std::int64_t games = 8;    ///< Of a league.
    std::int64_t quotes = 12;  ///< Of a game, at most, on one of two markets or both.
    std::uint64_t seed = 0;
};

/// A tape with all that makes histories awkward: uneven times, missing numbers, two quotes at the
/// same time, quotes that come late or after the start, doubleheaders, games moved before and after
/// their start, records without numbers, results that are corrected, results of unknown games.
/// The same shape gives the same tape. Starts lie within 40 days of on_day(0).
[[nodiscard]] domain::ObservationBatch make_tape(const TapeShape& shape);

/// What of `tape` was received by `now`.
[[nodiscard]] domain::ObservationBatch known_by(const domain::ObservationBatch& tape,
                                                domain::Instant now);

/// The same observations in another order. Those with the same key and times keep theirs: among
/// them the last one counts.
[[nodiscard]] domain::ObservationBatch shuffled(const domain::ObservationBatch& tape,
                                                std::uint64_t seed);

}  // namespace seatsync::testing
