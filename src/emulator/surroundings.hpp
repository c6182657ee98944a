#pragma once

#include "emulator/world.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace seatsync::emulator {

// What else is true of the world: weather, words, injuries, other events, indices, the own account.
// Each is a function of (seed, what is asked, world.now()) alone; what is later than now is not
// told, unless it is a forecast or an announcement.

/// The weather of one hour at a place.
struct WeatherHour {
    Instant hour;  ///< Its begin.
    double temperature_c = 0;
    double precipitation_mm = 0;
    double precipitation_chance = 0;  ///< In [0, 1].
    double wind_kmh = 0;
    double humidity = 0;     ///< In [0, 1].
    double cloud_cover = 0;  ///< In [0, 1].
    int wmo_code = 0;        ///< 0 clear, 3 overcast, 61 rain, 65 heavy rain, 95 thunderstorm.
};
/// An hour that is over as it was; a later one as it is expected now, which changes every 6 hours
/// and is the worse the farther it is ahead.
[[nodiscard]] WeatherHour weather_at(const World& world, const Place& place, Instant time);

/// A post about a team.
struct Post {
    std::int64_t number = 0;  ///< Grows with created_at, unique in the world.
    std::string author;
    std::string title;  ///< Short.
    std::string text;
    Instant created_at;
    std::int64_t likes = 0;  ///< As of now: they grow during the first day.
    std::int64_t comments = 0;
    std::int64_t reposts = 0;
};
/// Those of [from, to) that are not after now, oldest first: about one to six an hour, more around
/// a game of the team. At most the last 7 days are told.
[[nodiscard]] std::vector<Post> posts_about(const World& world, const Team& team, Instant from,
                                            Instant to);

/// A piece of news about a team.
struct Article {
    std::int64_t number = 0;
    std::string source;  ///< "The Alder Post"
    std::string author;
    std::string title;
    std::string description;
    std::string url;
    Instant published_at;
};
/// Those of [from, to) that are not after now, oldest first: none to four a day.
[[nodiscard]] std::vector<Article> articles_about(const World& world, const Team& team,
                                                  Instant from, Instant to);

struct Injury {
    std::int64_t number = 0;  ///< Of the report.
    std::int64_t athlete_number = 0;
    std::string athlete;
    const Team* team = nullptr;
    std::string status;     ///< "Out", "Questionable", "Day-To-Day"
    std::string body_part;  ///< "Knee"
    Instant reported_at;
    std::optional<Instant> returns_at;
};
/// Who of the league is not fit now; by team, then athlete.
[[nodiscard]] std::vector<Injury> injuries_of(const World& world, std::string_view league);

/// Something else that draws people, within ten kilometres of a venue.
struct CityEvent {
    std::int64_t number = 0;
    std::string title;
    std::string category;  ///< "concerts", "festivals", "expos", "performing-arts", "community"
    const Team* near = nullptr;
    Place place;
    Instant start;
    Instant end;
    std::int64_t attendance = 0;
    std::int64_t rank = 0;  ///< 0…100, by attendance.
    bool cancelled = false;
    Instant updated_at;  ///< Of what is told.
};
/// Near the venue of this team, that start in [from, to) and were announced: 90 days ahead. By
/// start.
[[nodiscard]] std::vector<CityEvent> city_events(const World& world, const Team& near, Instant from,
                                                 Instant to);

/// Great-circle distance in kilometres.
[[nodiscard]] double distance_km(const Place& a, const Place& b);

/// The level of a series at the end of a day, around 100; nothing on Saturdays and Sundays. Known
/// from 21:00 UTC of that day on.
[[nodiscard]] std::optional<double> index_on(const World& world, std::string_view series,
                                             std::chrono::year_month_day day);

/// Seats that the account under test owns: of the games of the first club of each league.
struct OwnLot {
    std::int64_t number = 0;
    const Game* game = nullptr;
    std::string section;
    std::string row;
    std::int64_t seat_from = 0;
    std::int64_t seat_to = 0;
    std::int64_t quantity = 0;
    Prices prices;  ///< Per ticket.
    std::int64_t face_cents = 0;
    std::int64_t cost_cents = 0;
    Instant listed_at;
    std::optional<Instant> sold_at;  ///< Not after now.
};
/// What this account has listed on a marketplace until now, of games that have not begun or whose
/// lot was sold; by number.
[[nodiscard]] std::vector<OwnLot> own_lots(const World& world, Marketplace marketplace);

}  // namespace seatsync::emulator
