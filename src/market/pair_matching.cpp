#include "market/pair_matching.hpp"

#include <fmt/format.h>

#include <map>
#include <optional>
#include <utility>

namespace seatsync::market {

namespace {

constexpr double kSeveralRight = 0.5;

/// The games of the left list, under ids of their own.
struct LeftGames {
    KnownGames known;
    std::map<domain::EventId, std::size_t> places;
};

LeftGames left_games(const std::vector<GameSighting>& left, const TeamNames& names) {
    LeftGames games;
    for (std::size_t i = 0; i < left.size(); ++i) {
        const auto game = resolve_game(left[i], names);
        if (!game)
            continue;
        const domain::EventId id(fmt::format("{} {}", left[i].event.id.value(), i));
        games.places.emplace(id, i);
        games.known.put({.id = id,
                         .league = game->league,
                         .home = game->home.slug,
                         .away = game->away.slug,
                         .date = game->date,
                         .start = game->start,
                         .game_number = game->game_number,
                         .confidence = game->confidence,
                         .sides_certain = game->sides_certain,
                         .date_certain = game->date_certain});
    }
    return games;
}

std::optional<GamePair> pair_of(const GameSighting& sighting, std::size_t right,
                                const LeftGames& left, const TeamNames& names) {
    const EventMatch found = match(sighting, names, left.known);
    const auto place = left.places.find(found.event);
    if (place == left.places.end())
        return std::nullopt;
    return GamePair{.left = place->second,
                    .right = right,
                    .confidence = found.confidence,
                    .reason = found.reason};
}

void weaken_shared(std::vector<GamePair>& pairs) {
    std::map<std::size_t, std::size_t> count;
    for (const GamePair& pair : pairs)
        count[pair.left] += pair.automatic() ? 1U : 0U;
    for (GamePair& pair : pairs) {
        if (count[pair.left] < 2)
            continue;
        pair.confidence *= kSeveralRight;
        pair.reason += "; several on the right fit it";
    }
}

std::optional<double> share(std::size_t part, std::size_t whole) {
    if (whole == 0)
        return std::nullopt;
    return static_cast<double>(part) / static_cast<double>(whole);
}

std::vector<std::size_t> others(const std::vector<bool>& paired) {
    std::vector<std::size_t> out;
    for (std::size_t i = 0; i < paired.size(); ++i)
        if (!paired[i])
            out.push_back(i);
    return out;
}

}  // namespace

PairMatches match_pairs(const std::vector<GameSighting>& left,
                        const std::vector<GameSighting>& right, const TeamNames& names) {
    const LeftGames games = left_games(left, names);
    PairMatches out;
    std::vector<bool> left_paired(left.size());
    std::vector<bool> right_paired(right.size());
    for (std::size_t i = 0; i < right.size(); ++i) {
        auto pair = pair_of(right[i], i, games, names);
        if (!pair)
            continue;
        left_paired[pair->left] = true;
        right_paired[i] = true;
        out.pairs.push_back(*std::move(pair));
    }
    weaken_shared(out.pairs);
    out.left_unpaired = others(left_paired);
    out.right_unpaired = others(right_paired);
    return out;
}

std::optional<double> PairAccuracy::precision() const {
    return share(automatic_right, automatic);
}

std::optional<double> PairAccuracy::recall() const {
    return share(automatic_right, labelled);
}

std::optional<double> PairAccuracy::recall_with_queue() const {
    return share(right, labelled);
}

PairAccuracy accuracy_of(const PairMatches& matches, const PairLabels& labels) {
    PairAccuracy out{.labelled = labels.size()};
    for (const GamePair& pair : matches.pairs) {
        const bool right = labels.contains({pair.left, pair.right});
        out.automatic += pair.automatic() ? 1U : 0U;
        out.automatic_right += right && pair.automatic() ? 1U : 0U;
        out.right += right ? 1U : 0U;
    }
    return out;
}

}  // namespace seatsync::market
