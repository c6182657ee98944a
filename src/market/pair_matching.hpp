#pragma once

#include "market/event_matching.hpp"

#include <string>
#include <vector>

namespace seatsync::market {

/// Two sightings that may be one game, by their places in the lists.
struct GamePair {
    std::size_t left = 0;
    std::size_t right = 0;
    double confidence = 0;  ///< The lesser of the two, see match().
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

}  // namespace seatsync::market
