#include "adapters/source_newsapi/factory.hpp"

#include "adapters/source_newsapi/newsapi_api.hpp"

namespace seatsync::source_newsapi {

namespace {

Result<std::unique_ptr<feed::SourceApi>> make(const feed::SourceConfig& config) {
    SEATSYNC_TRY(NewsApi api, NewsApi::make(config));
    return std::unique_ptr<feed::SourceApi>(std::make_unique<NewsApi>(std::move(api)));
}

}  // namespace

std::vector<feed::SourceFactory> factories() {
    // The limits of the developer plan.
    const feed::CommonSettings common{.base_url = "https://newsapi.org/v2",
                                      .limits = "50/12h, 100/1d",
                                      .period_s = "86400",
                                      .period_min_s = "43200"};
    return {{.name = "newsapi",
             .settings = feed::settings_of(common, {{.name = "api_key",
                                                     .description = "key of the account",
                                                     .secret = true,
                                                     .required = true}}),
             .make = make}};
}

}  // namespace seatsync::source_newsapi
