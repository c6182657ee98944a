#include "app/copy_stores.hpp"
#include "cli/commands.hpp"
#include "cli/database_name.hpp"
#include "cli/progress.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <boost/json.hpp>

#include <memory>
#include <ostream>

namespace seatsync::cli {

namespace {

namespace json = boost::json;

struct CopyCommand {
    std::string from;
    std::string to;
    bool json = false;
};

Result<void> run_migrate(const Context& context, bool as_json) {
    SEATSYNC_TRY(const Stores stores, context.open_stores());
    const std::string database = shown_database(context.database().string());
    if (as_json)
        context.print_json(json::object{{"database", database}, {"schema", stores.schema}});
    else
        context.environment().out << fmt::format("{}: {}\n", database, stores.schema);
    return {};
}

std::string hex(std::uint64_t checksum) {
    return fmt::format("{:016x}", checksum);
}

json::object to_json(const app::CopyReport& report, const CopyCommand& command) {
    json::array tables;
    for (const auto& [table, from] : report.from) {
        const app::TableSum& to = report.to.at(table);
        tables.push_back({{"table", table},
                          {"rows_from", from.rows},
                          {"rows_to", to.rows},
                          {"checksum_from", hex(from.checksum)},
                          {"checksum_to", hex(to.checksum)},
                          {"equal", from == to}});
    }
    return {{"from", shown_database(command.from)},
            {"to", shown_database(command.to)},
            {"applied",
             {{"inserted", report.applied.inserted},
              {"duplicate", report.applied.duplicate},
              {"replaced", report.applied.replaced}}},
            {"tables", std::move(tables)},
            {"equal", report.equal()}};
}

void print(std::ostream& out, const app::CopyReport& report) {
    out << fmt::format("{:<16} {:>12} {:>12}  {:<16}  {:<16}\n", "table", "rows from", "rows to",
                       "checksum from", "checksum to");
    for (const auto& [table, from] : report.from) {
        const app::TableSum& to = report.to.at(table);
        out << fmt::format("{:<16} {:>12} {:>12}  {}  {}{}\n", table, from.rows, to.rows,
                           hex(from.checksum), hex(to.checksum), from == to ? "" : "  differs");
    }
    out << fmt::format("applied: {} new, {} already there, {} replaced\n", report.applied.inserted,
                       report.applied.duplicate, report.applied.replaced);
}

/// A copy from a file that is not there must not make an empty one.
Result<Stores> open_source(const Context& context, const std::string& database) {
    std::error_code unreadable;  // Opening tells more about it than this does.
    const bool is_file = !is_database_address(database) && !is_other_address(database);
    if (is_file && !std::filesystem::exists(database, unreadable))
        return fail(ErrorCode::not_found, fmt::format("--from: there is no database {}", database));
    return context.open_stores(database);
}

app::StoreParts parts_of(const Stores& stores) {
    return {*stores.market, *stores.models, *stores.statuses};
}

Result<void> run_copy(const Context& context, const CopyCommand& command) {
    SEATSYNC_TRY(const Stores from, open_source(context, command.from));
    SEATSYNC_TRY(const Stores to, context.open_stores(command.to));
    ProgressLine progress(context.environment(), "copying");
    SEATSYNC_TRY(const app::CopyReport report,
                 app::copy_stores(parts_of(from), parts_of(to),
                                  [&](auto done, auto total) { progress.update(done, total); }));
    if (command.json)
        context.print_json(to_json(report, command));
    else
        print(context.environment().out, report);
    if (!report.equal())
        return fail(ErrorCode::conflict,
                    "the databases differ: --to held rows that --from has not, or one of them was "
                    "written to meanwhile; copy into an empty database, or repeat the copy");
    return {};
}

void add_migrate(CLI::App& store, Context& context) {
    auto as_json = std::make_shared<bool>(false);
    auto* command =
        add_command(store, "migrate", "Bring a database's schema up to date, or make it",
                    "  seatsync store migrate --db var/seatsync.db\n"
                    "  seatsync store migrate --db postgres://ann@host/market --json");
    command->add_flag("--json", *as_json, "Print JSON");
    command->callback([&context, as_json] {
        context.set_action([&context, as_json] { return run_migrate(context, *as_json); });
    });
}

void add_copy(CLI::App& store, Context& context) {
    auto options = std::make_shared<CopyCommand>();
    auto* command = add_command(
        store, "copy", "Copy a whole database, with counts and checksums of both sides",
        "  seatsync store copy --from var/seatsync.db --to postgres://ann@host/market\n"
        "  seatsync store copy --from postgres://ann@host/market --to backup.db --json");
    command->add_option("--from", options->from, "Database file or postgres://… address")
        ->required();
    command->add_option("--to", options->to, "Likewise; made when it is a file and not there")
        ->required();
    command->add_flag("--json", options->json, "Print JSON");
    command->callback([&context, options] {
        context.set_action([&context, options] { return run_copy(context, *options); });
    });
}

}  // namespace

void add_store_commands(CLI::App& program, Context& context) {
    auto* store = add_command(program, "store", "Databases: schema and copies",
                              "  seatsync store copy --from var/seatsync.db --to backup.db");
    store->require_subcommand(1);
    add_migrate(*store, context);
    add_copy(*store, context);
}

}  // namespace seatsync::cli
