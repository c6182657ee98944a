#include "testing/catalogue_reader.hpp"

#include "testing/feature_reader.hpp"
#include "testing/observations.hpp"

#include <stdexcept>

namespace seatsync::testing {

features::Value CatalogueReader::at(const domain::SeriesKey& series, domain::Instant now,
                                    std::string_view feature) const {
    const features::Feature* wanted = features::find_feature(feature);
    features::LiveFeatures live(observations_);
    const auto values =
        wanted == nullptr ? std::nullopt : live.values(series, now, std::span(wanted, 1));
    if (!values)
        throw std::invalid_argument("no row of " + series.event.value() + " by " +
                                    domain::format_utc(now) + " or no feature " +
                                    std::string(feature));
    return values->front();
}

features::Value CatalogueReader::at(std::string_view event, double day,
                                    std::string_view feature) const {
    return at(a_quote(event, {}, 1).series, on_day(day), feature);
}

}  // namespace seatsync::testing
