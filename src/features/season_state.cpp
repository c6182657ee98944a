#include "features/season_state.hpp"

#include "features/pairing.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace seatsync::features {

namespace {

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();
/// A game is taken to be over, and what it decides to be known, so long after its start.
constexpr double kGameDays = 2.5 / 24;

bool is_off(const domain::Event& event) {
    return event.status == domain::EventStatus::postponed ||
           event.status == domain::EventStatus::cancelled;
}

std::string_view name_space_of(const domain::Event& event) {
    const std::string& id = event.id.value();
    return std::string_view(id).substr(0, id.find(':') + 1);
}

}  // namespace

SeasonState::SeasonState(const MarketHistory& history)
    : history_(history),
      now_(-std::numeric_limits<double>::infinity()),
      version_(history.events().size(), -1),
      seasons_(history.seasons()) {
    for (std::size_t i = 0; i < history.events().size(); ++i) {
        seasons_[history.season_of(i)].events.push_back(i);
        for (const domain::Event& version : history.events()[i].versions)
            arrivals_.emplace_back(to_days(version.received_at), i);
    }
    std::sort(arrivals_.begin(), arrivals_.end());
}

const domain::Event& SeasonState::version(std::size_t event) const {
    return history_.events()[event].versions[static_cast<std::size_t>(version_[event])];
}

double SeasonState::start(std::size_t event) const {
    return to_days(version(event).start);
}

void SeasonState::advance_to(double now) {
    for (; next_arrival_ < arrivals_.size() && arrivals_[next_arrival_].first <= now;
         ++next_arrival_)
        take_version(arrivals_[next_arrival_].second);
    now_ = now;
}

void SeasonState::take_version(std::size_t event) {
    Season& season = seasons_[history_.season_of(event)];
    if (version_[event] >= 0) {
        season.starts.erase(
            std::lower_bound(season.starts.begin(), season.starts.end(), start(event)));
        season.called_off -= is_off(version(event)) ? 1 : 0;
    }
    ++version_[event];
    season.called_off += is_off(version(event)) ? 1 : 0;
    season.starts.insert(std::upper_bound(season.starts.begin(), season.starts.end(), start(event)),
                         start(event));
    season.stale = true;
}

/// Categories whose games overlap in time are one stage: the groups of a tournament are played side
/// by side, its rounds one after the other.
void SeasonState::number_stages(Season& season) const {
    season.stages.clear();
    for (const std::size_t event : season.events) {
        if (version_[event] < 0)
            continue;
        const auto [place, added] =
            season.stages.try_emplace(version(event).category, Stage{start(event), start(event)});
        place->second.first = std::min(place->second.first, start(event));
        place->second.last = std::max(place->second.last, start(event));
    }
    std::vector<Stage*> by_start;
    for (auto& [category, stage] : season.stages)
        by_start.push_back(&stage);
    std::stable_sort(by_start.begin(), by_start.end(),
                     [](const Stage* a, const Stage* b) { return a->first < b->first; });
    double number = -1;
    double last = -std::numeric_limits<double>::infinity();
    for (Stage* stage : by_start) {
        if (stage->first > last)
            ++number;
        last = std::max(last, stage->last);
        stage->number = number;
    }
}

void SeasonState::decide_sides(Season& season) const {
    season.sides.clear();
    std::map<std::string, double, std::less<>> over_by_id;
    double groups_over = kMissing;
    for (const std::size_t event : season.events)
        if (version_[event] >= 0)
            over_by_id[version(event).id.value()] = start(event) + kGameDays;
    for (const auto& [category, stage] : season.stages)
        if (category.starts_with("Group "))
            groups_over = std::fmax(groups_over, stage.last + kGameDays);
    const auto decided_at = [&](const domain::Event& event, const OpenSide& side) {
        if (side.by == OpenSide::By::several)
            return groups_over;
        if (side.by == OpenSide::By::game) {
            const auto game = over_by_id.find(std::string(name_space_of(event)) + side.of);
            return game == over_by_id.end() ? kMissing : game->second;
        }
        if (side.by == OpenSide::By::group) {
            const auto group = season.stages.find("Group " + side.of);
            return group == season.stages.end() ? kMissing : group->second.last + kGameDays;
        }
        double over = kMissing;
        const double number = season.stages.find(event.category)->second.number;
        for (const auto& [category, stage] : season.stages)
            if (stage.number == number - 1)
                over = std::fmax(over, stage.last + kGameDays);
        return over;
    };
    for (const std::size_t event : season.events) {
        if (version_[event] < 0 || !version(event).home.empty() || version(event).title.empty())
            continue;
        const auto sides = open_sides(version(event).title);
        std::array<double, 2> decided = {kMissing, kMissing};
        std::size_t count = 0;
        for (const auto& side : sides)
            if (side)
                decided[count++] = decided_at(version(event), *side);
        if (decided[1] < decided[0] || std::isnan(decided[0]))
            std::swap(decided[0], decided[1]);
        if (count > 0)
            season.sides[event] = decided;
    }
}

void SeasonState::refresh(Season& season) const {
    number_stages(season);
    decide_sides(season);
    season.stale = false;
}

SeasonPlace SeasonState::place_of(std::size_t event) const {
    Season& season = seasons_[history_.season_of(event)];
    if (season.stale)
        refresh(season);
    const auto count = [](auto first, auto last) { return static_cast<double>(last - first); };
    const auto& starts = season.starts;
    SeasonPlace place;
    place.games = count(starts.begin(), starts.end());
    place.started = count(starts.begin(), std::upper_bound(starts.begin(), starts.end(), now_));
    place.before =
        count(starts.begin(), std::lower_bound(starts.begin(), starts.end(), start(event)));
    place.called_off = season.called_off;
    place.stage = season.stages.find(version(event).category)->second.number;
    const auto sides = season.sides.find(event);
    place.sides_decided_at =
        sides == season.sides.end() ? std::array{kMissing, kMissing} : sides->second;
    for (const double decided : place.sides_decided_at)
        place.sides_open += decided > now_ ? 1 : 0;
    return place;
}

}  // namespace seatsync::features
