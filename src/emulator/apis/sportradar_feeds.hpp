#pragma once

#include "emulator/world.hpp"

#include <boost/json/object.hpp>

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace seatsync::emulator {

/// A document and how many items it holds (see Response::items).
struct SportradarFeed {
    boost::json::object document = {};
    std::size_t items = 0;
};

/// The year by which a league's season is asked for: basketball's bears the year in which it began.
[[nodiscard]] int sportradar_season(const World& world, std::string_view league);

/// A whole season; its games are all of the type REG, other types and years hold none.
[[nodiscard]] SportradarFeed sportradar_schedule(const World& world, const std::string& league,
                                                 int year, const std::string& type);
/// By the day at the venue. Not of football.
[[nodiscard]] SportradarFeed sportradar_day(const World& world, const std::string& league,
                                            std::chrono::year_month_day day);
/// One week of football.
[[nodiscard]] SportradarFeed sportradar_week(const World& world, int week);
[[nodiscard]] SportradarFeed sportradar_standings(const World& world, const std::string& league,
                                                  int year);
[[nodiscard]] SportradarFeed sportradar_injuries(const World& world, const std::string& league);
[[nodiscard]] SportradarFeed sportradar_hierarchy(const World& world, const std::string& league);

}  // namespace seatsync::emulator
