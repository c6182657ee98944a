#include "learning/split.hpp"

#include <algorithm>
#include <map>
#include <string>

namespace seatsync::learning {

namespace {

constexpr double kFitShare = 0.6;
constexpr double kTuneShare = 0.8;

std::pair<std::string, std::string> season_of(const domain::Event& event) {
    const std::string& id = event.id.value();
    return {id.substr(0, id.find(':')), event.season};
}

}  // namespace

std::vector<Part> split_by_time(const features::MarketHistory& history,
                                const std::vector<bool>& used, domain::Instant as_of) {
    std::map<std::pair<std::string, std::string>, std::vector<std::size_t>> seasons;
    for (std::size_t i = 0; i < history.events().size(); ++i)
        if (used[i])
            seasons[season_of(history.events()[i].first())].push_back(i);
    const auto start = [&](std::size_t event) {
        return history.events()[event].known_at(as_of)->start;
    };
    std::vector<Part> parts(history.events().size(), Part::fit);
    for (auto& [season, events] : seasons) {
        std::stable_sort(events.begin(), events.end(),
                         [&](std::size_t a, std::size_t b) { return start(a) < start(b); });
        for (std::size_t i = 0; i < events.size(); ++i) {
            const double place = static_cast<double>(i) / static_cast<double>(events.size());
            parts[events[i]] = place < kFitShare    ? Part::fit
                               : place < kTuneShare ? Part::tune
                                                    : Part::calibrate;
        }
    }
    return parts;
}

}  // namespace seatsync::learning
