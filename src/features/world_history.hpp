#pragma once

#include "domain/observation.hpp"
#include "features/event_history.hpp"
#include "features/mention_track.hpp"

#include <array>
#include <cstddef>
#include <limits>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace seatsync::features {

/// A point on Earth, in degrees.
struct Place {
    double latitude = 0;
    double longitude = 0;
};

/// Great-circle distance on a sphere of 6371 km.
[[nodiscard]] double distance_km(const Place& a, const Place& b);

using TeamIndex = std::size_t;
inline constexpr std::size_t kNobody = std::numeric_limits<std::size_t>::max();

/// A game's score as one of its teams sees it.
struct GameScore {
    double day = 0;  ///< When it was known.
    std::size_t event = 0;
    double start = 0;  ///< Of the game, in days, as first announced.
    TeamIndex opponent = kNobody;
    double own = 0;
    double other = 0;
    bool at_home = false;
    std::string season;
    double replaced = std::numeric_limits<double>::infinity();  ///< When a correction was known.

    [[nodiscard]] bool holds_at(double now) const { return day <= now && now < replaced; }

    /// 1 won, ½ drawn, 0 lost.
    [[nodiscard]] double points() const { return own > other ? 1.0 : own == other ? 0.5 : 0.0; }
};

/// A rating as known from `day` on.
struct Rating {
    double day = 0;
    double elo = 0;
    double games = 0;
};

/// A number that a source told about a subject.
struct ToldReading {
    double valid = 0;  ///< The time it describes, in days.
    double day = 0;    ///< When it was known.
    double value = 0;
};

/// Something else near a venue.
struct Nearby {
    double start = 0;
    double day = 0;       ///< When this version was known.
    double next_day = 0;  ///< When the next version of the same was; infinite for the last.
    Place place;
    double attendance = 0;  ///< NaN when not told.
    bool takes_place = true;
};

/// What happened and was told around the games, arranged for reading as of a time. Every reader
/// takes `now` in days and sees what was received by then. Immutable once built, but for `take`.
class WorldHistory {
  public:
    /// `events`: of the market history, by id; what refers to others is left out.
    void build(const domain::ObservationBatch& observations,
               const std::vector<EventHistory>& events);

    /// Arranges what was received after all else of its kind. Corrections of results are not for
    /// this.
    void take(const domain::Mention& mention);
    void take(const domain::Reading& reading);
    void take(const domain::Availability& availability);

    [[nodiscard]] TeamIndex home_of(std::size_t event) const { return sides_[event].first; }
    [[nodiscard]] TeamIndex away_of(std::size_t event) const { return sides_[event].second; }
    [[nodiscard]] const std::string& name_of(TeamIndex team) const { return names_[team]; }
    /// When the first event of the team was known.
    [[nodiscard]] double known_since(TeamIndex team) const { return known_since_[team]; }

    /// The scores of a team told by now, oldest first; of a corrected game only one holds_at(now).
    [[nodiscard]] std::span<const GameScore> scores(TeamIndex team, double now) const;
    /// The same of the games against `opponent`.
    [[nodiscard]] std::span<const GameScore> meetings(TeamIndex team, TeamIndex opponent,
                                                      double now) const;
    /// The rating after the first told score of each of its games: Elo with 400 points for odds of
    /// ten to one, moved by 20, 1500 to begin with, the same for a home side. Nothing before a
    /// game.
    [[nodiscard]] const Rating* rating(TeamIndex team, double now) const;

    /// Athletes of the team that are told of, and how many of them are expected to be absent.
    struct Absences {
        double told = 0;
        double expected = 0;
    };
    [[nodiscard]] Absences absences(TeamIndex team, double now) const;

    /// Posts (X, Reddit) and articles (all other sources) about a team; nullptr: never any.
    [[nodiscard]] const MentionTrack* posts(TeamIndex team) const { return track(posts_, team); }
    [[nodiscard]] const MentionTrack* articles(TeamIndex team) const {
        return track(articles_, team);
    }
    /// Mentions of the team's athletes by name or number.
    [[nodiscard]] const MentionTrack* of_players(TeamIndex team) const {
        return track(players_, team);
    }
    /// Teams of the league that anything was said about, ever.
    [[nodiscard]] std::span<const TeamIndex> talked_about(std::string_view league) const;

    /// The value valid nearest to `at`, no further than `within` days, as told last by now; NaN
    /// when there is none. Costs what lies within.
    [[nodiscard]] double reading_at(std::string_view subject, std::string_view measure, double at,
                                    double within, double now) const;
    /// Of the values valid by `at` the latest, as told last by now, no older than `age_max` days;
    /// NaN when there is none.
    [[nodiscard]] double reading_before(std::string_view subject, std::string_view measure,
                                        double at, double age_max, double now) const;

    /// Of the venue of an event: its home team's, by the tables of teams.
    [[nodiscard]] const std::optional<Place>& place_of(std::size_t event) const {
        return places_[event];
    }
    /// Where a team is at home.
    [[nodiscard]] const std::optional<Place>& home_place(TeamIndex team) const {
        return team_places_[team];
    }
    /// Subject of what is read about the place, "40.8296,-73.9262"; empty when it is not known.
    [[nodiscard]] const std::string& weather_subject(std::size_t event) const {
        return weather_subjects_[event];
    }

    struct Competition {
        double events = 0;
        double attendance = 0;  ///< Of those that tell it.
        bool asked = false;     ///< Something near the place is known, at whatever time.
    };
    /// Events within 25 km of the venue of `event` that start within `days` of `start`.
    [[nodiscard]] Competition competition(std::size_t event, double start, double days,
                                          double now) const;

    [[nodiscard]] std::span<const domain::OwnListing> own_listings(std::size_t event) const;

  private:
    struct Absence {
        double day = 0;
        double chance = 0;
    };
    struct Athlete {
        TeamIndex team = 0;   ///< Told last.
        double told = 0;      ///< Day of that.
        bool is_two = false;  ///< Two athletes of one name: neither changes teams.
    };
    using Tracks = std::vector<std::optional<MentionTrack>>;
    using Measures = std::map<std::string, std::vector<ToldReading>, std::less<>>;

    [[nodiscard]] static const MentionTrack* track(const Tracks& tracks, TeamIndex team) {
        return team < tracks.size() && tracks[team] ? &*tracks[team] : nullptr;
    }
    TeamIndex team(std::string_view league, std::string_view name);
    [[nodiscard]] TeamIndex find_team(std::string_view league, std::string_view name) const;
    void add_talk(const domain::ObservationBatch& observations);
    void add_sides(const std::vector<EventHistory>& events);
    void add_places(const std::vector<EventHistory>& events);
    void add_results(const std::vector<domain::GameResult>& results,
                     const std::vector<EventHistory>& events);
    void rate(const GameScore& home, TeamIndex home_team);
    void add_nearby(const std::vector<domain::NearbyEvent>& events);
    void add_own_listings(const std::vector<domain::OwnListing>& listings,
                          const std::vector<EventHistory>& events);
    void say(Tracks& tracks, TeamIndex team, const domain::Mention& mention);

    std::map<std::pair<std::string, std::string>, TeamIndex> teams_;  ///< (league, name)
    std::vector<std::string> names_;
    std::vector<std::string> leagues_;
    std::vector<double> known_since_;
    std::vector<std::pair<TeamIndex, TeamIndex>> sides_;
    std::vector<std::optional<Place>> places_;
    std::vector<std::string> weather_subjects_;
    std::vector<std::optional<Place>> team_places_;
    std::vector<std::vector<GameScore>> scores_;
    std::map<std::pair<TeamIndex, TeamIndex>, std::vector<GameScore>> meetings_;
    std::vector<std::vector<Rating>> ratings_;
    std::vector<std::map<std::string, std::vector<Absence>>> absences_;
    std::map<std::string, Athlete, std::less<>> athletes_;  ///< "league/athlete"
    Tracks posts_, articles_, players_;
    std::map<std::string, std::vector<TeamIndex>, std::less<>> talked_about_;
    std::map<std::string, bool, std::less<>> mentions_seen_;  ///< Of "source/id/subject".
    std::map<std::string, Measures, std::less<>> readings_;
    std::vector<Nearby> nearby_;        ///< By start.
    std::vector<double> nearby_since_;  ///< Per team: when the first near its home was known.
    std::vector<std::vector<domain::OwnListing>> own_listings_;  ///< By event, then arrival.
};

}  // namespace seatsync::features
