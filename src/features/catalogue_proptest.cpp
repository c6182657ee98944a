#include "features/live_features.hpp"
#include "testing/feature_reader.hpp"
#include "testing/generators/market_tape.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cstring>
#include <map>
#include <set>

namespace seatsync::features {
namespace {

using domain::Instant;
using domain::ObservationBatch;

template <class Value>
Value between(Value low, Value high) {
    return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange(low, high));
}

ObservationBatch some_tape() {
    return testing::make_tape({.leagues = between(1, 3),
                               .teams = between(2, 6),
                               .games = between(1, 20),
                               .quotes = between(1, 40),
                               .seed = *rc::gen::arbitrary<std::uint64_t>()});
}

bool same_bits(double a, double b) {
    return (std::isnan(a) && std::isnan(b)) || std::memcmp(&a, &b, sizeof(double)) == 0;
}

/// Empty when all values, errors and reasons are the same, else the features that differ.
std::string difference(const std::vector<Value>& a, const std::vector<Value>& b) {
    std::string names;
    for (std::size_t i = 0; i < a.size(); ++i)
        if (!same_bits(a[i].number, b[i].number) || !same_bits(a[i].error, b[i].error) ||
            a[i].reason != b[i].reason)
            names += std::string(catalogue()[i].name) + " " + std::to_string(a[i].number) +
                     std::string(a[i].reason) + " and " + std::to_string(b[i].number) +
                     std::string(b[i].reason) + "; ";
    return names;
}

/// The values of every series that has a row by `now`.
std::map<domain::SeriesKey, std::vector<Value>> all_values(const ObservationBatch& observations,
                                                           Instant now) {
    LiveFeatures live(observations);
    std::map<domain::SeriesKey, std::vector<Value>> all;
    for (const SeriesHistory& series : live.history().series())
        if (auto values = live.values(series.key, now, catalogue()))
            all[series.key] = *std::move(values);
    return all;
}

void check_same(const std::map<domain::SeriesKey, std::vector<Value>>& some,
                const std::map<domain::SeriesKey, std::vector<Value>>& all) {
    RC_ASSERT(some.size() == all.size());
    for (const auto& [key, values] : some) {
        RC_ASSERT(all.contains(key));
        RC_ASSERT(difference(values, all.at(key)) == "");
    }
}

/// Law 1, over the whole catalogue.
RC_GTEST_PROP(CatalogueProperty, WhatComesLaterChangesNothing, ()) {
    const ObservationBatch tape = some_tape();
    const Instant now = testing::on_day(between(-5, 42));
    check_same(all_values(testing::known_by(tape, now), now), all_values(tape, now));
}

RC_GTEST_PROP(CatalogueProperty, TheOrderOfTheInputChangesNothing, ()) {
    const ObservationBatch tape = some_tape();
    const Instant now = testing::on_day(between(0, 42));
    check_same(all_values(tape, now),
               all_values(testing::shuffled(tape, *rc::gen::arbitrary<std::uint64_t>()), now));
}

template <class Observation>
void add_times(std::set<Instant>& times, const std::vector<Observation>& observations) {
    for (const auto& one : observations)
        times.insert(one.received_at);
}

/// What of each kind was received at this very moment.
ObservationBatch received_at(const ObservationBatch& tape, Instant time) {
    ObservationBatch now = testing::known_by(tape, time);
    std::apply(
        [&](auto&... kinds) {
            (std::erase_if(kinds, [&](const auto& one) { return one.received_at != time; }), ...);
        },
        domain::kinds_of(now));
    return now;
}

/// Law 4: taken one moment after the other, or all at once.
RC_GTEST_PROP(CatalogueProperty, OnlineIsOfflineBitForBit, ()) {
    const ObservationBatch tape = some_tape();
    const Instant since = testing::on_day(between(-5, 30));
    std::set<Instant> times;
    std::apply([&](const auto&... kinds) { (add_times(times, kinds), ...); },
               domain::kinds_of(tape));
    LiveFeatures live(testing::known_by(tape, since));
    std::size_t compared = 0;
    for (auto time = times.upper_bound(since); time != times.end() && compared < 12; ++time) {
        const auto touched = live.take(received_at(tape, *time));
        if (touched.empty())
            continue;
        const auto offline = all_values(testing::known_by(tape, *time), *time);
        for (const domain::SeriesKey& key : touched) {
            const auto online = live.values(key, *time, catalogue());
            RC_ASSERT(online.has_value() == offline.contains(key));
            if (online)
                RC_ASSERT(difference(*online, offline.at(key)) == "");
            ++compared;
        }
    }
}

/// The columns of models are the catalogue's values at the rows.
RC_GTEST_PROP(CatalogueProperty, TheTableOfModelsHoldsTheSameNumbers, ()) {
    const ObservationBatch tape = some_tape();
    const testing::FeatureReader table(tape);
    LiveFeatures live(tape);
    std::multimap<Instant, std::pair<domain::SeriesKey, std::size_t>> rows;
    for (const auto& [key, row] : table.rows())
        rows.emplace(key.second, std::pair(key.first, row));
    for (const auto& [time, row] : rows) {
        const auto values = live.values(row.first, time, model_inputs());
        RC_ASSERT(values.has_value());
        for (std::size_t i = 0; i < values->size(); ++i) {
            const auto number = static_cast<float>((*values)[i].number);
            const float told = table.row(row.second)[i];
            RC_ASSERT((std::isnan(number) && std::isnan(told)) || number == told);
        }
    }
}

}  // namespace
}  // namespace seatsync::features
