#include "cli/map_commands.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <boost/json.hpp>

#include <algorithm>
#include <memory>
#include <ostream>
#include <string>

namespace seatsync::cli {

namespace {

using domain::EventLink;
using domain::LinkState;

struct DecideCommand {
    std::string source_event;
    std::string event;
    LinkState state = LinkState::accepted;
    bool dry_run = false;
    bool json = false;
};

Result<EventLink> find_link(const app::MarketStore& store, const std::string& source_event,
                            domain::Instant now) {
    SEATSYNC_TRY(const auto links, store.links(now));
    const auto found = std::find_if(links.begin(), links.end(), [&](const EventLink& link) {
        return link.source_event.value() == source_event;
    });
    if (found == links.end())
        return fail(ErrorCode::not_found,
                    fmt::format("no source has shown an event '{}'; `seatsync map queue --all` "
                                "lists those that were seen",
                                source_event));
    return *found;
}

/// The event that the link shall mean from now on.
Result<domain::EventId> chosen_event(const app::MarketStore& store, const DecideCommand& command,
                                     const EventLink& link, domain::Instant now) {
    if (!command.event.empty()) {
        SEATSYNC_TRY(const auto id, domain::parse_event_id(command.event));
        if (id != link.event)
            SEATSYNC_CHECK(store.event(id, now));
        return id;
    }
    if (command.state == LinkState::accepted && link.event == link.source_event)
        return fail(ErrorCode::invalid_argument,
                    fmt::format("nothing is known of the game that '{}' is ({}); --event names it",
                                link.source_event.value(), link.reason));
    return link.event;
}

Result<EventLink> decide(const app::MarketStore& store, const DecideCommand& command,
                         domain::Instant now) {
    SEATSYNC_TRY(auto link, find_link(store, command.source_event, now));
    SEATSYNC_TRY(link.event, chosen_event(store, command, link, now));
    link.state = command.state;
    link.received_at = std::max(now, link.received_at + std::chrono::microseconds(1));
    return link;
}

Result<void> run_decide(const Context& context, const DecideCommand& command) {
    SEATSYNC_TRY(const auto stores, context.open_stores());
    SEATSYNC_TRY(const auto link,
                 decide(*stores.market, command, context.environment().clock.now()));
    if (!command.dry_run) {
        domain::ObservationBatch batch;
        batch.links.push_back(link);
        SEATSYNC_CHECK(stores.market->append(batch));
    }
    if (command.json) {
        auto out = link_json(link);
        out["dry_run"] = command.dry_run;
        context.print_json(out);
        return {};
    }
    context.environment().out << fmt::format("{}{} {}: {}\n", command.dry_run ? "dry run: " : "",
                                             link.source_event.value(), domain::name_of(link.state),
                                             link.event.value());
    return {};
}

void add_decision(CLI::App& map, Context& context, const std::string& name,
                  const std::string& description, const std::string& examples, LinkState state) {
    auto options = std::make_shared<DecideCommand>();
    options->state = state;
    auto* command = add_command(map, name, description, examples);
    command->add_option("source_event", options->source_event, "As in seatgeek:4385671")
        ->required();
    if (state == LinkState::accepted)
        command->add_option("--event", options->event,
                            "The event that it is (default: the guess of the queue)");
    command->add_flag("--dry-run", options->dry_run, "Show the decision, store nothing");
    command->add_flag("--json", options->json, "Print JSON");
    command->callback([&context, options] {
        context.set_action([&context, options] { return run_decide(context, *options); });
    });
}

}  // namespace

void add_map_accept(CLI::App& map, Context& context) {
    add_decision(map, context, "accept", "Say that a source's event is the game of the guess",
                 "  seatsync map accept seatgeek:4385671\n"
                 "  seatsync map accept seatgeek:4385671 --event "
                 "game:mlb-2021-06-11-texas-rangers-at-los-angeles-dodgers",
                 LinkState::accepted);
}

void add_map_reject(CLI::App& map, Context& context) {
    add_decision(map, context, "reject", "Say that nothing of a source's event shall be used",
                 "  seatsync map reject seatgeek:4385671\n"
                 "  seatsync map reject seatgeek:4385671 --dry-run --json",
                 LinkState::rejected);
}

}  // namespace seatsync::cli
