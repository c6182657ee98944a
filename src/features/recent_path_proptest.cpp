#include "features/recent_path.hpp"
#include "testing/feature_reader.hpp"
#include "testing/generators/market_tape.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cstring>
#include <map>

namespace seatsync::features {
namespace {

using RowKey = std::pair<domain::SeriesKey, domain::Instant>;

std::map<RowKey, std::vector<float>> paths_of(const domain::ObservationBatch& observations) {
    const auto history = MarketHistory::from(observations);
    std::map<RowKey, std::vector<float>> paths;
    for (const SeriesHistory& series : history.series())
        for (std::size_t row = 0; row < series.size(); ++row)
            append_recent_path(series, row, paths[{series.key, series.received_at[row]}]);
    return paths;
}

bool same_bits(const std::vector<float>& a, const std::vector<float>& b) {
    return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(float)) == 0;
}

RC_GTEST_PROP(RecentPathProperty, WhatComesLaterChangesNothing, ()) {
    const auto tape = testing::make_tape({.games = *rc::gen::inRange(1, 24),
                                          .quotes = *rc::gen::inRange(1, 60),
                                          .seed = *rc::gen::arbitrary<std::uint64_t>()});
    const domain::Instant now = testing::on_day(*rc::gen::inRange(-5, 42));
    const auto then = paths_of(testing::known_by(tape, now));
    const auto later = paths_of(tape);
    for (const auto& [key, path] : then)
        RC_ASSERT(later.contains(key) && same_bits(path, later.at(key)));
}

}  // namespace
}  // namespace seatsync::features
