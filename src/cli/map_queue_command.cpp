#include "cli/map_commands.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <boost/json.hpp>

#include <memory>
#include <ostream>
#include <string>

namespace seatsync::cli {

namespace {

struct QueueCommand {
    std::string source;
    std::string as_of;
    bool all = false;
    bool json = false;
};

bool is_listed(const domain::EventLink& link, const QueueCommand& command) {
    const bool of_source =
        command.source.empty() || link.source_event.value().starts_with(command.source + ":");
    return of_source && (command.all || link.state == domain::LinkState::queued);
}

void print(std::ostream& out, const domain::EventLink& link) {
    out << fmt::format("{}  {}  {:.2f}  {}\n    {}\n", link.source_event.value(),
                       domain::name_of(link.state), link.confidence,
                       link.event == link.source_event ? "(no guess)" : link.event.value(),
                       link.reason);
}

Result<void> list_queue(const Context& context, const QueueCommand& command) {
    SEATSYNC_TRY(const auto as_of, context.as_of(command.as_of));
    SEATSYNC_TRY(const auto stores, context.open_stores());
    SEATSYNC_TRY(const auto links, stores.market->links(as_of));
    boost::json::array list;
    for (const auto& link : links) {
        if (!is_listed(link, command))
            continue;
        list.push_back(link_json(link));
        if (!command.json)
            print(context.environment().out, link);
    }
    if (command.json)
        context.print_json({{"links", std::move(list)}});
    else if (list.empty())
        context.environment().out << "nothing waits\n";
    return {};
}

}  // namespace

boost::json::object link_json(const domain::EventLink& link) {
    boost::json::object out{{"source_event", link.source_event.value()},
                            {"event", nullptr},
                            {"confidence", link.confidence},
                            {"state", domain::name_of(link.state)},
                            {"reason", link.reason},
                            {"received_at", domain::format_utc(link.received_at)}};
    if (link.event != link.source_event)
        out["event"] = link.event.value();
    return out;
}

void add_map_queue(CLI::App& map, Context& context) {
    auto options = std::make_shared<QueueCommand>();
    auto* command = add_command(map, "queue", "List the links that wait for a person",
                                "  seatsync map queue\n"
                                "  seatsync map queue --source seatgeek --json\n"
                                "  seatsync map queue --all");
    command->add_option("--source", options->source, "Only of this source");
    command->add_option("--as-of", options->as_of, "Only what was known then (default: now)")
        ->check(check_instant);
    command->add_flag("--all", options->all, "Links of every state, not only those that wait");
    command->add_flag("--json", options->json, "Print JSON");
    command->callback([&context, options] {
        context.set_action([&context, options] { return list_queue(context, *options); });
    });
}

}  // namespace seatsync::cli
