#include "testing/watch.hpp"

#include <algorithm>
#include <set>
#include <stdexcept>

namespace seatsync::testing {

namespace {

/// Secrets go where they come from, the environment.
Result<std::unique_ptr<feed::SourceApi>> try_to_make(const feed::SourceFactory& factory,
                                                     std::map<std::string, std::string> told) {
    std::map<std::string, std::string> environment;
    for (const feed::Setting& setting : factory.settings)
        if (const auto found = told.find(setting.name); setting.secret && found != told.end()) {
            environment[feed::variable_name(factory.name, setting.name)] = found->second;
            told.erase(found);
        }
    const auto variable = [&](const std::string& name) -> std::optional<std::string> {
        const auto found = environment.find(name);
        return found == environment.end() ? std::nullopt : std::optional(found->second);
    };
    SEATSYNC_TRY(const auto config,
                 feed::SourceConfig::read(factory.name, factory.settings, told, variable));
    return factory.make(config);
}

}  // namespace

feed::Watch watch_of(std::vector<std::pair<std::string, std::string>> games) {
    feed::Watch watch;
    std::set<std::string> leagues;
    for (const auto& [league, start] : games) {
        domain::Event event;
        event.league = league;
        event.start = domain::parse_instant(start).value();
        watch.games.push_back(std::move(event));
        leagues.insert(league);
    }
    std::ranges::sort(watch.games, {}, &domain::Event::start);
    watch.leagues.assign(leagues.begin(), leagues.end());
    return watch;
}

std::unique_ptr<feed::SourceApi> made(const feed::SourceFactory& factory,
                                      std::map<std::string, std::string> told) {
    auto api = try_to_make(factory, std::move(told));
    if (!api)
        throw std::runtime_error(api.error().detail);
    return *std::move(api);
}

Error made_badly(const feed::SourceFactory& factory, std::map<std::string, std::string> told) {
    const auto api = try_to_make(factory, std::move(told));
    if (api)
        throw std::runtime_error("it could be made");
    return api.error();
}

}  // namespace seatsync::testing
