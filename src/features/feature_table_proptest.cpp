#include "features/feature_table.hpp"
#include "testing/feature_reader.hpp"
#include "testing/generators/market_tape.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cstring>

namespace seatsync::features {
namespace {

using domain::ObservationBatch;
using testing::FeatureReader;

/// Uniform in [low, high); the first cases are not smaller than the last.
template <class Value>
Value between(Value low, Value high) {
    return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange(low, high));
}

ObservationBatch some_tape() {
    return testing::make_tape({.leagues = between(1, 3),
                               .teams = between(2, 5),
                               .games = between(1, 24),
                               .quotes = between(1, 60),
                               .seed = *rc::gen::arbitrary<std::uint64_t>()});
}

/// Empty when both have the same bits (a missing value included), else the features that differ.
std::string difference(std::span<const float> a, std::span<const float> b) {
    std::string names;
    for (std::size_t i = 0; i < a.size(); ++i)
        if (std::memcmp(&a[i], &b[i], sizeof(float)) != 0)
            names += std::string(catalogue()[i].name) + " " + std::to_string(a[i]) + " and " +
                     std::to_string(b[i]) + "; ";
    return names;
}

/// Every row of `some` is in `all`, with the same bits.
void check_rows(const FeatureReader& some, const FeatureReader& all) {
    for (const auto& [key, row] : some.rows()) {
        const auto same = all.rows().find(key);
        RC_ASSERT(same != all.rows().end());
        RC_ASSERT(difference(some.row(row), all.row(same->second)) == "");
    }
}

RC_GTEST_PROP(FeatureTableProperty, WhatComesLaterChangesNothing, ()) {
    const ObservationBatch tape = some_tape();
    const domain::Instant now = testing::on_day(between(-5, 42));
    const FeatureReader then(testing::known_by(tape, now));
    const FeatureReader later(tape);
    check_rows(then, later);
    for (const auto& [key, row] : later.rows())
        RC_ASSERT(key.second > now || then.rows().contains(key));
}

RC_GTEST_PROP(FeatureTableProperty, TheOrderOfTheInputChangesNothing, ()) {
    const ObservationBatch tape = some_tape();
    const FeatureReader ordered(tape);
    const FeatureReader disordered(testing::shuffled(tape, *rc::gen::arbitrary<std::uint64_t>()));
    RC_ASSERT(ordered.rows().size() == disordered.rows().size());
    check_rows(ordered, disordered);
}

RC_GTEST_PROP(FeatureTableProperty, OneRowAskedIsTheRowOfAllAsked, ()) {
    const MarketHistory history = MarketHistory::from(some_tape());
    const FeatureTable all = compute_features(history, [](const RowRef&) { return true; });
    RC_PRE(!all.rows.empty());
    const auto chosen = between<std::size_t>(0, all.rows.size());
    const FeatureTable one =
        compute_features(history, [&](const RowRef& ref) { return ref == all.rows[chosen]; });
    RC_ASSERT(one.rows == std::vector{all.rows[chosen]});
    RC_ASSERT(difference(one.row(0), all.row(chosen)) == "");
}

}  // namespace
}  // namespace seatsync::features
