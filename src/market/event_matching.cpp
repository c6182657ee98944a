#include "market/event_matching.hpp"

#include "market/event_titles.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <utility>

namespace seatsync::market {

namespace {

using domain::EventId;
using domain::Instant;
using domain::LinkState;
using std::chrono::days;
using std::chrono::hours;
using std::chrono::sys_days;
using std::chrono::year_month_day;

constexpr std::string_view kNameSpace = "game";
constexpr double kSidesNotTold = 0.97;
constexpr double kUtcDateOnly = 0.92;
constexpr double kUtcDateOff = 0.85;
constexpr double kSidesSwapped = 0.8;
constexpr double kStartsApart = 0.7;
constexpr double kNotToldApart = 0.5;
constexpr double kMovedAway = 0.8;
constexpr double kNewWithoutDate = 0.6;
constexpr hours kSameStart{3};
constexpr hours kSameSecondGame{1};

bool is_told(const domain::Zone& zone) {
    return zone != domain::Zone::utc();
}

std::string_view source_of(const EventId& id) {
    const std::string_view text = id.value();
    return text.substr(0, text.find(':'));
}

/// What the two names in the sighting are.
Result<TitleSides> sides_of(const domain::Event& event) {
    if (is_beside_the_game(event.title))
        return fail(ErrorCode::insufficient_data,
                    fmt::format("'{}' is no seat in a game", event.title));
    if (!event.home.empty() && !event.away.empty())
        return TitleSides{.home = event.home, .away = event.away, .certain = true};
    if (auto sides = sides_in_title(event.title))
        return *std::move(sides);
    return fail(ErrorCode::insufficient_data, fmt::format("'{}' names no two teams", event.title));
}

Result<TeamMatch> team_of(const TeamNames& names, const std::string& league,
                          const std::string& text, int year) {
    if (auto team = names.resolve(league, text, year))
        return *std::move(team);
    return fail(ErrorCode::insufficient_data,
                fmt::format("'{}' is no team of {}, or more than one", text, league));
}

Result<std::string> league_of(const TeamNames& names, const domain::Event& event,
                              const TitleSides& sides, int year) {
    if (event.league != kLeagueNotTold)
        return names.league_of(event.league);
    std::vector<std::string> leagues;
    for (const LeagueTeams& table : names.leagues())
        if (names.resolve(table.league, sides.home, year) &&
            names.resolve(table.league, sides.away, year))
            leagues.push_back(table.league);
    if (leagues.size() == 1)
        return leagues.front();
    return fail(ErrorCode::insufficient_data,
                fmt::format("the league is not told, and {} have both '{}' and '{}'",
                            leagues.size(), sides.away, sides.home));
}

bool plays_at_home(const TeamNames& names, const std::string& league, const std::string& venue,
                   const std::string& slug) {
    const auto teams = names.at_home_in(league, venue);
    return std::any_of(teams.begin(), teams.end(),
                       [&](const Team* team) { return team->slug() == slug; });
}

/// Of "A vs. B" the venue can say who is at home.
void settle_sides(const TeamNames& names, const std::string& venue, ResolvedGame& game) {
    if (game.sides_certain)
        return;
    const bool home = plays_at_home(names, game.league, venue, game.home.slug);
    const bool away = plays_at_home(names, game.league, venue, game.away.slug);
    game.sides_certain = home != away;
    if (away && !home)
        std::swap(game.home, game.away);
}

std::optional<domain::Zone> zone_of(const TeamNames& names, const domain::Event& event,
                                    const ResolvedGame& game) {
    if (is_told(event.venue.zone))
        return event.venue.zone;
    if (auto zone = names.zone_of_venue(event.venue.name))
        return zone;
    return game.home.team == nullptr ? std::nullopt : game.home.team->zone;
}

void settle_date(const GameSighting& sighting, const std::optional<domain::Zone>& zone,
                 ResolvedGame& game) {
    const domain::Event& event = sighting.event;
    game.zone = zone.value_or(domain::Zone::utc());
    game.date = sighting.local_date.value_or(domain::to_local(event.start, game.zone).date);
    game.date_certain = sighting.local_date.has_value() || (zone.has_value() && !event.start_tbd);
    if (!event.start_tbd)
        game.start = event.start;
}

std::string described(const ResolvedGame& game) {
    return fmt::format("{}: {} at {}, {}", game.league, game.away.name, game.home.name,
                       domain::format_date(game.date));
}

/// How well a known game fits; a confidence of 0: not at all.
struct Fit {
    const KnownGame* game = nullptr;
    double confidence = 0;
    std::string remark;

    void weaken(double factor, std::string_view why) {
        confidence *= factor;
        remark += fmt::format("; {}", why);
    }
};

std::optional<std::chrono::microseconds> starts_apart(const ResolvedGame& game,
                                                      const KnownGame& known) {
    if (!game.start || !known.start)
        return std::nullopt;
    return std::chrono::abs(*game.start - *known.start);
}

bool are_near(const ResolvedGame& game, const KnownGame& known, hours limit) {
    const auto apart = starts_apart(game, known);
    return apart && *apart <= limit;
}

bool are_dated(const ResolvedGame& game, const KnownGame& known) {
    return game.date_certain && known.date_certain;
}

/// Whether the dates let the two be one game. Two hours that are known settle it by themselves.
bool dates_agree(const ResolvedGame& game, const KnownGame& known) {
    const auto apart = starts_apart(game, known);
    if (apart && *apart <= kSameStart)
        return true;
    const auto off = std::chrono::abs(sys_days(game.date) - sys_days(known.date));
    if (are_dated(game, known))
        return off == days(0);
    return off <= days(1) && (!apart || *apart <= hours(12));
}

void weigh_sides(const ResolvedGame& game, const KnownGame& known, Fit& fit) {
    if (!game.sides_certain || !known.sides_certain)
        fit.weaken(kSidesNotTold, "sides not told");
    else if (known.home != game.home.slug)
        fit.weaken(kSidesSwapped, "home and away swapped");
}

void weigh_date(const ResolvedGame& game, const KnownGame& known, Fit& fit) {
    if (!are_dated(game, known) && !are_near(game, known, kSameStart))
        fit.weaken(known.date == game.date ? kUtcDateOnly : kUtcDateOff,
                   "the date at the venue is not known");
}

/// The second game of a day is another game than the first, and than the only one.
void weigh_number(const ResolvedGame& game, const KnownGame& known, Fit& fit) {
    const bool told = game.game_number != 0;
    const bool is_second = game.game_number == 2;
    const bool known_second = known.game_number == 2;
    if (told && is_second != known_second) {
        if (are_near(game, known, kSameSecondGame))
            fit.weaken(kNotToldApart, "the same hour under another game number");
        else
            fit.confidence = 0;
    } else if (!told && starts_apart(game, known) && !are_near(game, known, kSameStart)) {
        fit.weaken(kStartsApart, "starts more than 3 hours apart");
    } else if (!told && known_second && !are_near(game, known, kSameStart)) {
        fit.weaken(kNotToldApart, "it may be the first or the second game of the day");
    }
}

Fit fit_of(const ResolvedGame& game, const KnownGame& known) {
    Fit fit{
        .game = &known, .confidence = std::min(game.confidence, known.confidence), .remark = {}};
    if (!dates_agree(game, known)) {
        fit.confidence = 0;
        return fit;
    }
    weigh_sides(game, known, fit);
    weigh_date(game, known, fit);
    weigh_number(game, known, fit);
    return fit;
}

/// Whether the best of the fits is the best by nothing that counts: another is as good, or neither
/// the hour nor date and number tell them apart.
bool is_ambiguous(const ResolvedGame& game, const std::vector<Fit>& fits, const Fit& best) {
    const bool settled = are_near(game, *best.game, kSameStart) ||
                         (are_dated(game, *best.game) && game.game_number != 0);
    const auto others = std::count_if(fits.begin(), fits.end(), [&](const Fit& fit) {
        return &fit != &best && fit.confidence > 0 &&
               (fit.confidence >= best.confidence || !settled);
    });
    return others > 0;
}

EventMatch judged(EventId event, double confidence, std::string reason, bool is_new) {
    return {.event = std::move(event),
            .confidence = confidence,
            .state = confidence >= kAutomaticThreshold ? LinkState::automatic : LinkState::queued,
            .reason = std::move(reason),
            .is_new = is_new};
}

EventMatch new_game(const ResolvedGame& game, const KnownGames& known,
                    const EventId& source_event) {
    const EventId id = canonical_id(game);
    if (!domain::is_event_id(id.value()))
        return judged(source_event, 0, described(game) + "; names too long for an id", false);
    double confidence = game.confidence * (game.sides_certain ? 1.0 : kSidesNotTold);
    std::string reason = described(game) + "; not known before";
    if (known.find(id) != nullptr) {
        confidence *= kMovedAway;
        reason += "; a game of that date was moved to another";
    }
    if (!game.date_certain) {
        confidence *= kNewWithoutDate;
        reason += "; the date at the venue is not known";
    }
    return judged(id, confidence, reason, known.find(id) == nullptr);
}

EventMatch match_resolved(const ResolvedGame& game, const KnownGames& known,
                          const EventId& source_event) {
    std::vector<Fit> fits;
    for (const KnownGame* candidate : known.between(game.league, game.home.slug, game.away.slug))
        fits.push_back(fit_of(game, *candidate));
    const auto best = std::max_element(fits.begin(), fits.end(), [](const Fit& a, const Fit& b) {
        return a.confidence < b.confidence;
    });
    if (best == fits.end() || best->confidence == 0)
        return new_game(game, known, source_event);
    if (is_ambiguous(game, fits, *best))
        best->weaken(kNotToldApart, "several games fit");
    if (known.is_taken(best->game->id, source_event))
        best->weaken(kNotToldApart, "another id of the source means this game");
    return judged(best->game->id, best->confidence, described(game) + best->remark, false);
}

/// The date in "game:mlb-2021-06-11-…".
std::optional<year_month_day> date_in(const EventId& id, const std::string& league) {
    const std::size_t at = kNameSpace.size() + 1 + league.size() + 1;
    if (id.value().size() < at + 10)
        return std::nullopt;
    const auto date = domain::parse_date(std::string_view(id.value()).substr(at, 10));
    return date ? std::optional(*date) : std::nullopt;
}

}  // namespace

Result<ResolvedGame> resolve_game(const GameSighting& sighting, const TeamNames& names) {
    const domain::Event& event = sighting.event;
    SEATSYNC_TRY(const TitleSides sides, sides_of(event));
    const auto around =
        sighting.local_date.value_or(domain::to_local(event.start, event.venue.zone).date);
    const int year = static_cast<int>(around.year());
    ResolvedGame game;
    SEATSYNC_TRY(game.league, league_of(names, event, sides, year));
    SEATSYNC_TRY(game.home, team_of(names, game.league, sides.home, year));
    SEATSYNC_TRY(game.away, team_of(names, game.league, sides.away, year));
    if (game.home.slug == game.away.slug)
        return fail(ErrorCode::insufficient_data,
                    fmt::format("'{}' and '{}' are one team", sides.home, sides.away));
    game.confidence = game.home.confidence * game.away.confidence;
    game.sides_certain = sides.certain;
    settle_sides(names, event.venue.name, game);
    settle_date(sighting, zone_of(names, event, game), game);
    game.game_number = sighting.game_number.value_or(0);
    return game;
}

std::optional<KnownGame> known_game(const domain::Event& event, const TeamNames& names) {
    if (!event.id.value().starts_with(std::string(kNameSpace) + ":"))
        return std::nullopt;
    const auto around = domain::to_local(event.start, event.venue.zone).date;
    const int year = static_cast<int>(around.year());
    const auto home = names.resolve(event.league, event.home, year);
    const auto away = names.resolve(event.league, event.away, year);
    if (!home || !away)
        return std::nullopt;
    KnownGame game{.id = event.id,
                   .league = event.league,
                   .home = home->slug,
                   .away = away->slug,
                   .date = around,
                   .start = event.start_tbd ? std::nullopt : std::optional(event.start),
                   .game_number = event.id.value().ends_with("-2") ? 2 : 0};
    const auto named = date_in(event.id, event.league);
    if (!is_told(event.venue.zone) && named &&
        std::chrono::abs(sys_days(*named) - sys_days(around)) <= days(1))
        game.date = *named;
    return game;
}

KnownGames::Pair KnownGames::pair_of(const std::string& league, const std::string& one,
                                     const std::string& other) {
    return {league, std::min(one, other), std::max(one, other)};
}

void KnownGames::put(KnownGame game) {
    if (const auto old = games_.find(game.id); old != games_.end())
        by_teams_[pair_of(old->second.league, old->second.home, old->second.away)].erase(game.id);
    by_teams_[pair_of(game.league, game.home, game.away)].insert(game.id);
    const EventId id = game.id;
    games_.insert_or_assign(id, std::move(game));
}

void KnownGames::forget(const EventId& id) {
    sources_.erase(id);
    const auto game = games_.find(id);
    if (game == games_.end())
        return;
    const auto pair =
        by_teams_.find(pair_of(game->second.league, game->second.home, game->second.away));
    pair->second.erase(id);
    if (pair->second.empty())
        by_teams_.erase(pair);
    games_.erase(game);
}

const KnownGame* KnownGames::find(const EventId& id) const {
    const auto game = games_.find(id);
    return game == games_.end() ? nullptr : &game->second;
}

std::vector<const KnownGame*> KnownGames::between(const std::string& league, const std::string& one,
                                                  const std::string& other) const {
    std::vector<const KnownGame*> out;
    const auto ids = by_teams_.find(pair_of(league, one, other));
    if (ids == by_teams_.end())
        return out;
    for (const EventId& id : ids->second)
        out.push_back(&games_.at(id));
    std::stable_sort(out.begin(), out.end(),
                     [](const KnownGame* a, const KnownGame* b) { return a->date < b->date; });
    return out;
}

EventId canonical_id(std::string_view league, year_month_day date, std::string_view away,
                     std::string_view home, int game_number) {
    return EventId(fmt::format("{}:{}-{}-{}-at-{}{}", kNameSpace, league, domain::format_date(date),
                               away, home, game_number == 2 ? "-2" : ""));
}

void KnownGames::link(const EventId& source_event, const EventId& game) {
    sources_[game].insert(source_event);
}

bool KnownGames::is_taken(const EventId& game, const EventId& source_event) const {
    const auto ids = sources_.find(game);
    return ids != sources_.end() &&
           std::any_of(ids->second.begin(), ids->second.end(), [&](const EventId& id) {
               return id != source_event && source_of(id) == source_of(source_event);
           });
}

EventId canonical_id(const ResolvedGame& game) {
    return canonical_id(game.league, game.date, game.away.slug, game.home.slug, game.game_number);
}

EventMatch match(const GameSighting& sighting, const TeamNames& names, const KnownGames& known,
                 const domain::EventLink* link) {
    if (link != nullptr && link->state != LinkState::queued)
        return {.event = link->event,
                .confidence = link->confidence,
                .state = link->state,
                .reason = link->reason,
                .is_new = false};
    const auto game = resolve_game(sighting, names);
    if (!game)
        return {.event = sighting.event.id,
                .confidence = 0,
                .state = LinkState::queued,
                .reason = game.error().detail,
                .is_new = false};
    return match_resolved(*game, known, sighting.event.id);
}

domain::EventLink link_of(const GameSighting& sighting, const EventMatch& match,
                          Instant received_at) {
    return {.source_event = sighting.event.id,
            .event = match.event,
            .confidence = match.confidence,
            .state = match.state,
            .reason = match.reason,
            .received_at = received_at};
}

domain::Event canonical_event(const GameSighting& sighting, const EventMatch& match,
                              const TeamNames& names) {
    domain::Event event = sighting.event;
    event.id = match.event;
    const auto game = resolve_game(sighting, names);
    if (!game)
        return event;
    event.league = game->league;
    event.home = game->home.name;
    event.away = game->away.name;
    event.title = event.away + " at " + event.home;
    event.venue.zone = game->zone;
    if (!event.start_tbd)
        return event;
    // Noon is there on every day in every zone.
    const auto noon = domain::from_local(game->date, hours(12), game->zone);
    if (noon)
        event.start = *noon;
    return event;
}

}  // namespace seatsync::market
