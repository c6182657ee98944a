#pragma once

#include "market/event_matching.hpp"

#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace seatsync::market {

/// Two sightings that may be one game, by their places in the lists.
struct GamePair {
    std::size_t left = 0;
    std::size_t right = 0;
    double confidence = 0;  ///< Of the names the lesser of the two; see match().
    std::string reason;

    [[nodiscard]] bool automatic() const { return confidence >= kAutomaticThreshold; }
};

struct PairMatches {
    std::vector<GamePair> pairs;             ///< By right.
    std::vector<std::size_t> left_unpaired;  ///< In no pair.
    std::vector<std::size_t> right_unpaired;
};

/// Finds the games that two lists share, by the rules of match(): each sighting on the left stands
/// for a game of its own, and each on the right gets the one that fits best, if any does. When
/// several on the right get one on the left, those pairs are halved. The order of the lists changes
/// no pair.
[[nodiscard]] PairMatches match_pairs(const std::vector<GameSighting>& left,
                                      const std::vector<GameSighting>& right,
                                      const TeamNames& names);

/// Pairs that are known to be one game, by their places in the lists.
using PairLabels = std::set<std::pair<std::size_t, std::size_t>>;

/// How well pairs agree with labels that name every game which the lists share.
struct PairAccuracy {
    std::size_t labelled = 0;
    std::size_t automatic = 0;        ///< Pairs that need no person.
    std::size_t automatic_right = 0;  ///< Those of them that are labelled.
    std::size_t right = 0;            ///< Labelled pairs that were found, queued ones too.

    /// Shares in [0, 1]; nothing where there is nothing to share out.
    [[nodiscard]] std::optional<double> precision() const;  ///< Of the automatic pairs.
    [[nodiscard]] std::optional<double> recall() const;     ///< By automatic pairs alone.
    [[nodiscard]] std::optional<double> recall_with_queue() const;
};

[[nodiscard]] PairAccuracy accuracy_of(const PairMatches& matches, const PairLabels& labels);

}  // namespace seatsync::market
