#include "cli/sources_commands.hpp"
#include "http/source_status_json.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <boost/json.hpp>

#include <memory>
#include <ostream>

namespace seatsync::cli {

namespace {

namespace json = boost::json;

/// The text or number of a field; "-" when there is none.
std::string shown(const json::object& status, std::string_view field) {
    const json::value* value = status.if_contains(field);
    if (value == nullptr || value->is_null())
        return "-";
    return value->is_string() ? std::string(value->as_string()) : json::serialize(*value);
}

std::string shown_error(const json::object& status) {
    const json::value* error = status.if_contains("last_error");
    return error != nullptr && error->is_object() ? shown(error->as_object(), "detail") : "";
}

void print(std::ostream& out, const json::array& list) {
    out << fmt::format("{:<20} {:<12} {:>9} {:>9} {:>8}  {:<22} {}\n", "source", "state", "p50 ms",
                       "p99 ms", "quota", "next run", "last error");
    for (const json::value& value : list) {
        const json::object& status = value.as_object();
        out << fmt::format("{:<20} {:<12} {:>9} {:>9} {:>8}  {:<22} {}\n", shown(status, "source"),
                           shown(status, "state"), shown(status, "lag_p50_ms"),
                           shown(status, "lag_p99_ms"), shown(status, "quota_left"),
                           shown(status, "next_run_at"), shown_error(status));
    }
}

Result<void> run_status(const Context& context, bool as_json) {
    SEATSYNC_TRY(const Stores stores, context.open_stores());
    SEATSYNC_TRY(auto list, http::source_statuses_json(*stores.statuses));
    if (as_json)
        context.print_json(json::object{{"sources", std::move(list)}});
    else if (list.empty())
        context.environment().out << "no source has been read into this database yet\n";
    else
        print(context.environment().out, list);
    return {};
}

}  // namespace

void add_sources_status(CLI::App& sources, Context& context) {
    auto as_json = std::make_shared<bool>(false);
    auto* command =
        add_command(sources, "status", "How each source was doing when the pipeline last said so",
                    "  seatsync sources status\n"
                    "  seatsync sources status --json");
    command->add_flag("--json", *as_json, "Print JSON");
    command->callback([&context, as_json] {
        context.set_action([&context, as_json] { return run_status(context, *as_json); });
    });
}

}  // namespace seatsync::cli
