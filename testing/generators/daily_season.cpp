#include "testing/generators/daily_season.hpp"

#include "testing/feature_reader.hpp"
#include "testing/observations.hpp"

#include <fmt/format.h>

#include <cmath>

namespace seatsync::testing {

domain::ObservationBatch daily_season(const std::string& name_space, int games, int days,
                                      int first_day) {
    domain::ObservationBatch batch;
    for (int game = 0; game < games; ++game) {
        const std::string id = fmt::format("{}:{:03}", name_space, game);
        const int start = first_day + game + 20;
        batch.events.push_back(an_event(id));
        batch.events.back().start = on_day(start + 0.5);
        for (int day = 0; day < days; ++day)
            batch.quotes.push_back(a_quote(
                id, on_day(start - day),
                std::llround(10000 * std::exp(0.02 * day + 0.1 * std::sin(7.0 * game + day)))));
    }
    return batch;
}

}  // namespace seatsync::testing
