#include "features/market_history.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace seatsync::features {

namespace {

using domain::Event;
using domain::Instant;
using domain::Quote;

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

/// By series, then arrival; of those that arrive together the one about the latest moment comes
/// last.
std::vector<const Quote*> priced_by_arrival(const std::vector<Quote>& quotes) {
    std::vector<const Quote*> ordered;
    for (const Quote& quote : quotes)
        if (quote.get_in_cents)
            ordered.push_back(&quote);
    std::stable_sort(ordered.begin(), ordered.end(), [](const Quote* a, const Quote* b) {
        return std::tie(a->series, a->received_at, a->event_at) <
               std::tie(b->series, b->received_at, b->event_at);
    });
    return ordered;
}

bool quoted_before_start(const EventHistory& event, const Quote& quote) {
    const Event* known = event.known_at(quote.received_at);
    return known != nullptr && quote.received_at < known->start;
}

/// What a result says of one of its teams.
struct Score {
    double day = 0;
    const domain::EventId* game = nullptr;
    double points = 0;  ///< 1 won, ½ drawn, 0 lost.
};

double share(const std::optional<std::int64_t>& part, double whole) {
    return part && whole > 0 ? static_cast<double>(*part) / whole : kMissing;
}

Standing standing_of(const domain::TeamRecord& record) {
    const double played =
        record.wins && record.losses ? static_cast<double>(*record.wins + *record.losses) : 0.0;
    return {.at_days = to_days(record.received_at),
            .win_share = share(record.wins, played),
            .last10_share = share(record.wins_last10, std::min(played, 10.0)),
            .elo = record.elo.value_or(kMissing),
            .played = played};
}

void sort_by_time(std::vector<Standing>& standings) {
    std::stable_sort(standings.begin(), standings.end(),
                     [](const Standing& a, const Standing& b) { return a.at_days < b.at_days; });
}

/// The standing after each score; a later score of the same game replaces the earlier one.
std::vector<Standing> standings_from(std::vector<Score> scores) {
    std::stable_sort(scores.begin(), scores.end(),
                     [](const Score& a, const Score& b) { return a.day < b.day; });
    std::vector<Standing> standings;
    std::map<domain::EventId, double> points;
    double won = 0;
    for (const Score& score : scores) {
        double& of_game = points[*score.game];
        won += score.points - of_game;
        of_game = score.points;
        standings.push_back({.at_days = score.day,
                             .win_share = won / static_cast<double>(points.size()),
                             .last10_share = kMissing,
                             .elo = kMissing,
                             .played = static_cast<double>(points.size())});
    }
    return standings;
}

const Standing* last_known(const std::map<TeamKey, std::vector<Standing>>& standings,
                           const TeamKey& team, double day) {
    const auto found = standings.find(team);
    if (found == standings.end())
        return nullptr;
    const auto after = std::upper_bound(
        found->second.begin(), found->second.end(), day,
        [](double time, const Standing& standing) { return time < standing.at_days; });
    return after == found->second.begin() ? nullptr : &*std::prev(after);
}

/// Events and series are both ordered by event id.
std::span<const SeriesHistory> of_event(const std::vector<SeriesHistory>& series,
                                        std::size_t event) {
    const auto first = std::partition_point(
        series.begin(), series.end(), [&](const SeriesHistory& one) { return one.event < event; });
    const auto last = std::partition_point(
        first, series.end(), [&](const SeriesHistory& one) { return one.event == event; });
    return {first, last};
}

}  // namespace

const Event* EventHistory::known_at(Instant now) const {
    const auto after = std::upper_bound(
        versions.begin(), versions.end(), now,
        [](Instant time, const Event& version) { return time < version.received_at; });
    return after == versions.begin() ? nullptr : &*std::prev(after);
}

MarketHistory MarketHistory::from(const domain::ObservationBatch& observations) {
    MarketHistory history;
    history.add_events(observations);
    history.add_quotes(observations);
    history.add_records(observations);
    history.add_results(observations);
    history.number_groups();
    history.number_seasons();
    history.world_.build(observations, history.events_);
    return history;
}

void MarketHistory::add_events(const domain::ObservationBatch& observations) {
    std::map<domain::EventId, EventHistory> by_id;
    for (const Event& event : observations.events)
        by_id[event.id].versions.push_back(event);
    for (auto& [id, event] : by_id) {
        std::stable_sort(
            event.versions.begin(), event.versions.end(),
            [](const Event& a, const Event& b) { return a.received_at < b.received_at; });
        events_.push_back(std::move(event));
    }
}

const EventHistory* MarketHistory::find_event(const domain::EventId& id) const {
    const auto event = std::lower_bound(
        events_.begin(), events_.end(), id,
        [](const EventHistory& e, const domain::EventId& wanted) { return e.first().id < wanted; });
    return event != events_.end() && event->first().id == id ? &*event : nullptr;
}

void MarketHistory::add_quotes(const domain::ObservationBatch& observations) {
    const std::vector<const Quote*> ordered = priced_by_arrival(observations.quotes);
    const Quote* newest = nullptr;
    for (std::size_t i = 0; i < ordered.size(); ++i) {
        const Quote& quote = *ordered[i];
        const bool superseded = i + 1 < ordered.size() && ordered[i + 1]->series == quote.series &&
                                ordered[i + 1]->received_at == quote.received_at;
        const bool outdated = newest != nullptr && newest->series == quote.series &&
                              quote.event_at < newest->event_at;
        const EventHistory* event = find_event(quote.series.event);
        if (superseded || outdated || event == nullptr || !quoted_before_start(*event, quote))
            continue;
        std::vector<SeriesHistory>& all =
            domain::is_reference(quote.series) ? references_ : series_;
        if (all.empty() || all.back().key != quote.series) {
            all.emplace_back();
            all.back().key = quote.series;
            all.back().event = static_cast<std::size_t>(event - events_.data());
        }
        all.back().push(quote);
        newest = &quote;
    }
}

void MarketHistory::add_records(const domain::ObservationBatch& observations) {
    for (const domain::TeamRecord& record : observations.records)
        told_[{record.league, record.season, record.team}].push_back(standing_of(record));
    for (auto& [team, standings] : told_)
        sort_by_time(standings);
}

void MarketHistory::take(const domain::TeamRecord& record) {
    auto& told = told_[{record.league, record.season, record.team}];
    told.push_back(standing_of(record));
    sort_by_time(told);
}

Result<std::optional<std::size_t>> MarketHistory::take(const Quote& quote) {
    const EventHistory* event = find_event(quote.series.event);
    if (!quote.get_in_cents || event == nullptr || !quoted_before_start(*event, quote))
        return std::optional<std::size_t>();
    std::vector<SeriesHistory>& all = domain::is_reference(quote.series) ? references_ : series_;
    const auto series = std::lower_bound(
        all.begin(), all.end(), quote.series,
        [](const SeriesHistory& one, const domain::SeriesKey& key) { return one.key < key; });
    if (series == all.end() || series->key != quote.series)
        return fail(ErrorCode::conflict, "a series that was not known");
    if (quote.received_at <= series->received_at.back())
        return fail(ErrorCode::conflict, "a quote that replaces a row");
    if (quote.event_at < series->newest_event_at)
        return std::optional<std::size_t>();
    series->push(quote);
    return &all == &series_ ? std::optional(static_cast<std::size_t>(series - all.begin()))
                            : std::nullopt;
}

void MarketHistory::add_results(const domain::ObservationBatch& observations) {
    std::map<TeamKey, std::vector<Score>> scores;
    for (const domain::GameResult& result : observations.results) {
        const EventHistory* event = find_event(result.event);
        if (event == nullptr)
            continue;
        const Event& game = event->first();
        const double home = result.home_score > result.away_score    ? 1.0
                            : result.home_score == result.away_score ? 0.5
                                                                     : 0.0;
        const double day = to_days(std::max(result.received_at, game.received_at));
        scores[{game.league, game.season, game.home}].push_back({day, &game.id, home});
        scores[{game.league, game.season, game.away}].push_back({day, &game.id, 1.0 - home});
    }
    for (auto& [team, told] : scores)
        counted_[team] = standings_from(std::move(told));
}

void MarketHistory::number_seasons() {
    std::map<std::tuple<std::string, std::string, std::string>, std::size_t> numbers;
    for (const EventHistory& event : events_) {
        const std::string& id = event.first().id.value();
        const auto [place, added] = numbers.try_emplace(
            {id.substr(0, id.find(':')), event.first().league, event.first().season},
            numbers.size());
        season_of_.push_back(place->second);
    }
    season_count_ = numbers.size();
}

void MarketHistory::number_groups() {
    std::map<std::tuple<std::string, std::string, std::string, std::string>, std::size_t> numbers;
    for (SeriesHistory& series : series_) {
        const Event& event = events_[series.event].first();
        const std::string& id = event.id.value();
        const auto [place, added] = numbers.try_emplace(
            {id.substr(0, id.find(':')), event.league, event.season, series.key.market},
            numbers.size());
        series.group = place->second;
    }
    group_count_ = numbers.size();
}

std::optional<std::size_t> MarketHistory::find(const domain::SeriesKey& key) const {
    const auto series = std::lower_bound(
        series_.begin(), series_.end(), key,
        [](const SeriesHistory& one, const domain::SeriesKey& wanted) { return one.key < wanted; });
    if (series == series_.end() || series->key != key)
        return std::nullopt;
    return static_cast<std::size_t>(series - series_.begin());
}

std::span<const SeriesHistory> MarketHistory::beside(const SeriesHistory& series) const {
    return of_event(series_, series.event);
}

std::span<const SeriesHistory> MarketHistory::references_of(const SeriesHistory& series) const {
    return of_event(references_, series.event);
}

const Standing* MarketHistory::standing(const TeamKey& team, double day) const {
    const Standing* told = last_known(told_, team, day);
    return told != nullptr ? told : last_known(counted_, team, day);
}

std::vector<std::pair<std::string_view, const Standing*>> MarketHistory::standings(
    const std::string& league, const std::string& season, double day) const {
    std::map<std::string_view, const Standing*> known;
    for (const auto* all : {&counted_, &told_})
        for (auto place = all->lower_bound({league, season, {}}); place != all->end(); ++place) {
            const auto& [of_league, of_season, team] = place->first;
            if (of_league != league || of_season != season)
                break;
            if (const Standing* standing = last_known(*all, place->first, day))
                known[team] = standing;
        }
    return {known.begin(), known.end()};
}

}  // namespace seatsync::features
