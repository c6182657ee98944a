#include "emulated_providers.hpp"

#include "emulator/addressing.hpp"
#include "emulator/apis/all.hpp"

#include <set>

namespace seatsync::emulator {

namespace {

constexpr std::chrono::hours kWatched{72};

/// As it goes over the wire.
http::Request wire_request(const feed::HttpRequest& request) {
    const std::string url = feed::full_url(request);
    const std::size_t path = url.find('/', url.find("://") + 3);
    http::Request sent{.method = request.method == feed::HttpRequest::Method::get ? "GET" : "POST",
                       .target = path == url.npos ? "/" : url.substr(path),
                       .headers = {{"Host", feed::host_of(request)}},
                       .body = request.body};
    for (const feed::HttpField& field : request.headers)
        sent.headers.emplace_back(field.name, field.value);
    return sent;
}

domain::Event event_of(const Game& game) {
    domain::Event event;
    event.id = game.id;
    event.league = game.league;
    event.season = game.season;
    event.home = game.home->name;
    event.away = game.away->name;
    event.venue = game.home->venue;
    event.start = game.start;
    return event;
}

}  // namespace

EmulatedProviders::EmulatedProviders(const base::Clock& clock)
    : clock_(clock), world_(World::make(default_world(1)).value()), apis_(make_all_apis()) {
    for (const auto& api : apis_)
        for (const std::string& host : api->info().hosts)
            api_of_[host] = api.get();
}

Result<feed::HttpResponse> EmulatedProviders::send(const feed::HttpRequest& request,
                                                   std::chrono::milliseconds /*timeout*/) {
    world_->advance_to(clock_.now());
    std::set<std::string> hosts;
    for (const auto& [host, api] : api_of_)
        hosts.insert(host);
    SEATSYNC_TRY(const Request asked,
                 addressed(wire_request(request), hosts, "http://127.0.0.1:1"));
    const Response answer = api_of_.at(asked.host)->answer(asked, *world_, clock_.now());
    items_of_last_ = answer.items;
    feed::HttpResponse response{.status = static_cast<int>(answer.status), .body = answer.body};
    for (const auto& [name, value] : answer.headers)
        response.headers.push_back({name, value});
    return response;
}

feed::Watch EmulatedProviders::watch() const {
    feed::Watch watch;
    watch.leagues = world_->leagues();
    for (const Game* game : world_->games_of({}, world_->now(), world_->now() + kWatched))
        watch.games.push_back(event_of(*game));
    for (const Team& team : world_->teams())
        watch.venues[team.venue.name] = {team.place.latitude, team.place.longitude};
    return watch;
}

}  // namespace seatsync::emulator
