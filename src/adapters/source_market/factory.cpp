#include "adapters/source_market/factory.hpp"

#include "adapters/source_market/fred_api.hpp"
#include "adapters/source_market/yahoo_api.hpp"

namespace seatsync::source_market {

namespace {

template <class Api>
Result<std::unique_ptr<feed::SourceApi>> make(const feed::SourceConfig& config) {
    SEATSYNC_TRY(Api api, Api::make(config));
    return std::unique_ptr<feed::SourceApi>(std::make_unique<Api>(std::move(api)));
}

feed::Setting days_back(const char* days) {
    return {.name = "days_back", .description = "how far back is asked for", .fallback = days};
}

feed::SourceFactory fred() {
    return {.name = "fred",
            .settings = feed::settings_of({.base_url = "https://api.stlouisfed.org/fred",
                                           .limits = "120/1m",
                                           .period_s = "21600",
                                           .period_min_s = "21600"},
                                          {{.name = "api_key",
                                            .description = "key of the account",
                                            .secret = true,
                                            .required = true},
                                           {.name = "series",
                                            .description = "which series are asked for",
                                            .fallback = "UMCSENT, UNRATE, CPIAUCSL, FEDFUNDS"},
                                           days_back("400")}),
            .make = make<FredApi>};
}

feed::SourceFactory yahoo() {
    // No limit is documented; this is a courtesy.
    return {.name = "yahoo",
            .settings =
                feed::settings_of({.base_url = "https://query2.finance.yahoo.com/v8/finance/chart",
                                   .limits = "30/1m",
                                   .period_s = "3600",
                                   .period_min_s = "3600"},
                                  {{.name = "symbols",
                                    .description = "which symbols are asked for",
                                    .fallback = "^GSPC, ^VIX"},
                                   days_back("30")}),
            .make = make<YahooApi>};
}

}  // namespace

std::vector<feed::SourceFactory> factories() {
    return {fred(), yahoo()};
}

}  // namespace seatsync::source_market
