#include "features/holidays.hpp"

#include <array>
#include <cstdlib>
#include <vector>

namespace seatsync::features {

namespace {

using namespace std::chrono;

std::vector<sys_days> holidays_of(year y) {
    std::vector<sys_days> days = {
        y / January / 1,
        sys_days(y / January / Monday[3]),
        sys_days(y / February / Monday[3]),
        sys_days(y / May / Monday[last]),
        y / July / 4,
        sys_days(y / September / Monday[1]),
        sys_days(y / October / Monday[2]),
        y / November / 11,
        sys_days(y / November / Thursday[4]),
        y / December / 25,
    };
    if (y >= year(2021))
        days.push_back(y / June / 19);
    return days;
}

}  // namespace

int days_to_holiday(year_month_day date) {
    const sys_days day(date);
    int nearest = 400;
    for (const int offset : {-1, 0, 1})
        for (const sys_days holiday : holidays_of(date.year() + years(offset))) {
            const int away = static_cast<int>((holiday - day).count());
            if (std::abs(away) < std::abs(nearest) ||
                (std::abs(away) == std::abs(nearest) && away > nearest))
                nearest = away;
        }
    return nearest;
}

}  // namespace seatsync::features
