#include "features/world_history.hpp"

#include "features/series_history.hpp"
#include "market/team_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <set>

namespace seatsync::features {

namespace {

using domain::Event;
using EventVersions = std::vector<EventHistory>;

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();
constexpr double kForever = std::numeric_limits<double>::infinity();
constexpr double kEarthKm = 6371;
constexpr double kFirstRating = 1500;
constexpr double kRatingStep = 20;
constexpr double kOddsOfTen = 400;
constexpr double kNearKm = 25;

template <class Value>
std::vector<const Value*> by_arrival(const std::vector<Value>& all) {
    std::vector<const Value*> ordered;
    for (const Value& one : all)
        ordered.push_back(&one);
    std::stable_sort(ordered.begin(), ordered.end(), [](const Value* a, const Value* b) {
        return a->received_at < b->received_at;
    });
    return ordered;
}

/// Chance that an athlete does not play. Doubtful and questionable are the NFL's own words until
/// 2016: 25 % and 50 % to play; day-to-day is taken like questionable. Others play.
double chance_of_absence(std::string_view status) {
    const auto has = [&](std::string_view word) { return status.find(word) != status.npos; };
    if (has("Doubtful"))
        return 0.75;
    if (has("Questionable") || has("Day-To-Day") || has("Day-to-Day"))
        return 0.5;
    if (has("Out") || has("Injured") || has("IL") || has("IR") || has("Suspen") ||
        has("Inactive") || has("PUP"))
        return 1;
    return 0;
}

/// For an order that does not depend on which of two sources came first.
double ranked(double value) {
    return std::isnan(value) ? -kForever : value;
}

std::size_t event_index(const EventVersions& events, const domain::EventId& id) {
    const auto place = std::lower_bound(
        events.begin(), events.end(), id,
        [](const EventHistory& e, const domain::EventId& wanted) { return e.first().id < wanted; });
    return place != events.end() && place->first().id == id
               ? static_cast<std::size_t>(place - events.begin())
               : kNobody;
}

std::span<const GameScore> told_by(const std::vector<GameScore>& scores, double now) {
    const auto end =
        std::upper_bound(scores.begin(), scores.end(), now,
                         [](double time, const GameScore& score) { return time < score.day; });
    return {scores.data(), static_cast<std::size_t>(end - scores.begin())};
}

void add_score(std::vector<GameScore>& scores, const GameScore& score) {
    for (GameScore& earlier : scores)
        if (earlier.event == score.event && score.day < earlier.replaced)
            earlier.replaced = score.day;
    scores.push_back(score);
}

}  // namespace

double distance_km(const Place& a, const Place& b) {
    const auto radians = [](double degrees) { return degrees * std::numbers::pi / 180; };
    const double dy = std::sin(radians(b.latitude - a.latitude) / 2);
    const double dx = std::sin(radians(b.longitude - a.longitude) / 2);
    const double chord =
        dy * dy + std::cos(radians(a.latitude)) * std::cos(radians(b.latitude)) * dx * dx;
    return 2 * kEarthKm * std::asin(std::sqrt(std::min(chord, 1.0)));
}

TeamIndex WorldHistory::team(std::string_view league, std::string_view name) {
    if (name.empty())
        return kNobody;
    const auto [place, added] =
        teams_.try_emplace({std::string(league), std::string(name)}, names_.size());
    if (added) {
        names_.emplace_back(name);
        leagues_.emplace_back(league);
        known_since_.push_back(kForever);
    }
    return place->second;
}

TeamIndex WorldHistory::find_team(std::string_view league, std::string_view name) const {
    const auto found = teams_.find({std::string(league), std::string(name)});
    return found == teams_.end() ? kNobody : found->second;
}

void WorldHistory::build(const domain::ObservationBatch& observations,
                         const EventVersions& events) {
    add_sides(events);
    add_places(events);
    add_results(observations.results, events);
    absences_.resize(names_.size());
    add_talk(observations);
    for (const auto* reading : by_arrival(observations.readings))
        take(*reading);
    add_nearby(observations.nearby_events);
    add_own_listings(observations.own_listings, events);
}

/// A mention of an athlete counts for the team that the athlete was known to be of by then.
void WorldHistory::add_talk(const domain::ObservationBatch& observations) {
    const auto availabilities = by_arrival(observations.availabilities);
    std::size_t next = 0;
    for (const auto* mention : by_arrival(observations.mentions)) {
        for (; next < availabilities.size() &&
               availabilities[next]->received_at <= mention->received_at;
             ++next)
            take(*availabilities[next]);
        take(*mention);
    }
    for (; next < availabilities.size(); ++next)
        take(*availabilities[next]);
}

void WorldHistory::add_sides(const EventVersions& events) {
    for (const auto& versions : events) {
        const Event& event = versions.first();
        sides_.emplace_back(team(event.league, event.home), team(event.league, event.away));
        for (const TeamIndex side : {sides_.back().first, sides_.back().second})
            if (side != kNobody)
                known_since_[side] = std::min(known_since_[side], to_days(event.received_at));
    }
}

void WorldHistory::add_places(const EventVersions& events) {
    const market::TeamNames& names = market::shipped_team_names();
    for (std::size_t i = 0; i < names_.size(); ++i) {
        team_places_.emplace_back();
        if (!names.has_table(leagues_[i]))
            continue;
        const auto found = names.resolve(leagues_[i], names_[i]);
        if (found && found->team != nullptr && found->team->latitude && found->team->longitude)
            team_places_.back() = Place{*found->team->latitude, *found->team->longitude};
    }
    for (std::size_t i = 0; i < events.size(); ++i) {
        const TeamIndex home = home_of(i);
        places_.push_back(home == kNobody ? std::nullopt : team_places_[home]);
        weather_subjects_.push_back(
            places_[i] ? fmt::format("{:.4f},{:.4f}", places_[i]->latitude, places_[i]->longitude)
                       : std::string());
    }
}

void WorldHistory::add_results(const std::vector<domain::GameResult>& results,
                               const EventVersions& events) {
    scores_.resize(names_.size());
    ratings_.resize(names_.size());
    struct Told {
        double day;
        std::size_t event;
        const domain::GameResult* result;
    };
    std::vector<Told> told;
    for (const auto* result : by_arrival(results))
        if (const std::size_t event = event_index(events, result->event); event != kNobody)
            told.push_back(
                {to_days(std::max(result->received_at, events[event].first().received_at)), event,
                 result});
    std::stable_sort(told.begin(), told.end(), [](const Told& a, const Told& b) {
        return std::tie(a.day, a.event) < std::tie(b.day, b.event);
    });
    std::set<std::size_t> rated;
    for (const Told& one : told) {
        const auto [home, away] = sides_[one.event];
        if (home == kNobody || away == kNobody)
            continue;
        const Event& event = events[one.event].first();
        GameScore score{.day = one.day,
                        .event = one.event,
                        .start = to_days(event.start),
                        .opponent = away,
                        .own = static_cast<double>(one.result->home_score),
                        .other = static_cast<double>(one.result->away_score),
                        .at_home = true,
                        .season = event.season};
        add_score(scores_[home], score);
        add_score(meetings_[{home, away}], score);
        if (rated.insert(one.event).second)
            rate(score, home);
        std::swap(score.own, score.other);
        score.opponent = home;
        score.at_home = false;
        add_score(scores_[away], score);
        add_score(meetings_[{away, home}], score);
    }
}

void WorldHistory::rate(const GameScore& home, TeamIndex home_team) {
    const auto last = [&](TeamIndex team) {
        return ratings_[team].empty() ? Rating{.day = 0, .elo = kFirstRating, .games = 0}
                                      : ratings_[team].back();
    };
    Rating ours = last(home_team);
    Rating theirs = last(home.opponent);
    const double expected = 1 / (1 + std::pow(10.0, (theirs.elo - ours.elo) / kOddsOfTen));
    const double step = kRatingStep * (home.points() - expected);
    for (auto [rating, team, sign] :
         {std::tuple{&ours, home_team, 1}, {&theirs, home.opponent, -1}}) {
        rating->elo += sign * step;
        rating->games += 1;
        rating->day = home.day;
        ratings_[team].push_back(*rating);
    }
}

std::span<const GameScore> WorldHistory::scores(TeamIndex team, double now) const {
    return team == kNobody ? std::span<const GameScore>() : told_by(scores_[team], now);
}

std::span<const GameScore> WorldHistory::meetings(TeamIndex team, TeamIndex opponent,
                                                  double now) const {
    const auto found = meetings_.find({team, opponent});
    return found == meetings_.end() ? std::span<const GameScore>() : told_by(found->second, now);
}

const Rating* WorldHistory::rating(TeamIndex team, double now) const {
    if (team == kNobody)
        return nullptr;
    const auto& all = ratings_[team];
    const auto end =
        std::upper_bound(all.begin(), all.end(), now,
                         [](double time, const Rating& rating) { return time < rating.day; });
    return end == all.begin() ? nullptr : &*std::prev(end);
}

void WorldHistory::take(const domain::Availability& availability) {
    // A team that no event names has a place too: who changes to it is missed no longer.
    const TeamIndex of = team(availability.league, availability.team);
    if (of == kNobody)
        return;
    absences_.resize(names_.size());
    const double day = to_days(availability.received_at);
    Athlete& athlete =
        athletes_.try_emplace(availability.league + "/" + availability.athlete, Athlete{of, day})
            .first->second;
    // Whom two teams speak of at once are two of one name.
    athlete.is_two = athlete.is_two || (athlete.team != of && athlete.told == day);
    if (athlete.team != of && !athlete.is_two)
        absences_[athlete.team][availability.athlete].push_back({day, 0});
    athlete.team = of;
    athlete.told = day;
    absences_[of][availability.athlete].push_back({day, chance_of_absence(availability.status)});
}

WorldHistory::Absences WorldHistory::absences(TeamIndex team, double now) const {
    Absences absences;
    if (team == kNobody)
        return absences;
    for (const auto& [athlete, told] : absences_[team]) {
        const auto end = std::upper_bound(
            told.begin(), told.end(), now,
            [](double time, const Absence& absence) { return time < absence.day; });
        if (end == told.begin())
            continue;
        absences.told += 1;
        absences.expected += std::prev(end)->chance;
    }
    return absences;
}

void WorldHistory::say(Tracks& tracks, TeamIndex team, const domain::Mention& mention) {
    if (tracks.size() <= team)
        tracks.resize(team + 1);
    if (!tracks[team])
        tracks[team].emplace();
    tracks[team]->add(to_days(mention.received_at), mention.tone, mention.reach);
}

void WorldHistory::take(const domain::Mention& mention) {
    if (!mentions_seen_.try_emplace(mention.source + "/" + mention.id + "/" + mention.subject, true)
             .second)
        return;
    const std::size_t slash = mention.subject.find('/');
    if (slash == std::string::npos)
        return;
    const std::string league = mention.subject.substr(0, slash);
    const TeamIndex team = find_team(league, std::string_view(mention.subject).substr(slash + 1));
    const auto athlete = athletes_.find(mention.subject);
    if (team != kNobody) {
        const bool is_post = mention.source == "x" || mention.source == "reddit";
        say(is_post ? posts_ : articles_, team, mention);
        auto& talked = talked_about_[league];
        if (std::find(talked.begin(), talked.end(), team) == talked.end())
            talked.push_back(team);
    } else if (athlete != athletes_.end()) {
        say(players_, athlete->second.team, mention);
    }
}

std::span<const TeamIndex> WorldHistory::talked_about(std::string_view league) const {
    const auto found = talked_about_.find(league);
    return found == talked_about_.end() ? std::span<const TeamIndex>() : found->second;
}

void WorldHistory::take(const domain::Reading& reading) {
    auto& told = readings_[reading.subject][reading.measure];
    const ToldReading one{to_days(reading.valid_at), to_days(reading.received_at),
                          reading.value.value_or(kMissing)};
    told.insert(std::upper_bound(told.begin(), told.end(), one,
                                 [](const ToldReading& a, const ToldReading& b) {
                                     return std::tuple(a.valid, a.day, ranked(a.value)) <
                                            std::tuple(b.valid, b.day, ranked(b.value));
                                 }),
                one);
}

double WorldHistory::reading_at(std::string_view subject, std::string_view measure, double at,
                                double within, double now) const {
    const auto about = readings_.find(subject);
    if (about == readings_.end())
        return kMissing;
    const auto told = about->second.find(measure);
    if (told == about->second.end())
        return kMissing;
    const ToldReading* best = nullptr;
    auto place = std::lower_bound(
        told->second.begin(), told->second.end(), at - within,
        [](const ToldReading& reading, double time) { return reading.valid < time; });
    for (; place != told->second.end() && place->valid <= at + within; ++place) {
        if (place->day > now)
            continue;
        const bool nearer =
            best == nullptr || std::abs(place->valid - at) < std::abs(best->valid - at);
        if (nearer || (place->valid == best->valid && place->day >= best->day))
            best = &*place;
    }
    return best == nullptr ? kMissing : best->value;
}

double WorldHistory::reading_before(std::string_view subject, std::string_view measure, double at,
                                    double age_max, double now) const {
    const auto about = readings_.find(subject);
    if (about == readings_.end())
        return kMissing;
    const auto told = about->second.find(measure);
    if (told == about->second.end())
        return kMissing;
    auto place = std::upper_bound(
        told->second.begin(), told->second.end(), at,
        [](double time, const ToldReading& reading) { return time < reading.valid; });
    while (place != told->second.begin()) {
        --place;
        if (at - place->valid > age_max)
            return kMissing;
        if (place->day <= now && !std::isnan(place->value))
            return place->value;
    }
    return kMissing;
}

void WorldHistory::add_nearby(const std::vector<domain::NearbyEvent>& events) {
    std::map<std::pair<std::string, std::string>, std::size_t> last;
    for (const auto* event : by_arrival(events)) {
        const double day = to_days(event->received_at);
        const auto [version, added] = last.try_emplace({event->source, event->id}, kNobody);
        if (!added)
            nearby_[version->second].next_day = day;
        if (!event->latitude || !event->longitude) {
            last.erase(version);
            continue;
        }
        version->second = nearby_.size();
        nearby_.push_back(
            {.start = to_days(event->start),
             .day = day,
             .next_day = kForever,
             .place = {*event->latitude, *event->longitude},
             .attendance = event->attendance ? static_cast<double>(*event->attendance) : kMissing,
             .takes_place = event->status != domain::EventStatus::cancelled &&
                            event->status != domain::EventStatus::postponed});
    }
    std::stable_sort(nearby_.begin(), nearby_.end(),
                     [](const Nearby& a, const Nearby& b) { return a.start < b.start; });
    nearby_since_.assign(team_places_.size(), kForever);
    for (std::size_t i = 0; i < team_places_.size(); ++i)
        for (const Nearby& event : nearby_)
            if (team_places_[i] && event.day < nearby_since_[i] &&
                distance_km(*team_places_[i], event.place) <= kNearKm)
                nearby_since_[i] = event.day;
}

WorldHistory::Competition WorldHistory::competition(std::size_t event, double start, double days,
                                                    double now) const {
    Competition found;
    found.asked = places_[event] && nearby_since_[home_of(event)] <= now;
    if (!found.asked)
        return found;
    auto one =
        std::lower_bound(nearby_.begin(), nearby_.end(), start - days,
                         [](const Nearby& other, double time) { return other.start < time; });
    for (; one != nearby_.end() && one->start <= start + days; ++one) {
        if (one->day > now || one->next_day <= now || !one->takes_place ||
            distance_km(*places_[event], one->place) > kNearKm)
            continue;
        found.events += 1;
        found.attendance += std::isnan(one->attendance) ? 0 : one->attendance;
    }
    return found;
}

void WorldHistory::add_own_listings(const std::vector<domain::OwnListing>& listings,
                                    const EventVersions& events) {
    own_listings_.resize(events.size());
    for (const auto* listing : by_arrival(listings))
        if (const std::size_t event = event_index(events, listing->event); event != kNobody)
            own_listings_[event].push_back(*listing);
}

std::span<const domain::OwnListing> WorldHistory::own_listings(std::size_t event) const {
    return own_listings_[event];
}

}  // namespace seatsync::features
