#include "cli/context.hpp"

#include "cli/database_name.hpp"
#include "http/json_text.hpp"

#include <CLI/CLI.hpp>

#include <ostream>

namespace seatsync::cli {

namespace {

constexpr const char* kExitCodes =
    "Exit codes: 0 done; 1 the operation failed or refused its data; 2 bad usage.\n";

}  // namespace

std::filesystem::path Context::database() const {
    if (!database_option_.empty())
        return database_option_;
    if (!configured_database_.empty())
        return configured_database_;
    if (const auto file = environment_.variable("SEATSYNC_DB"))
        return *file;
    const auto home = environment_.variable("SEATSYNC_HOME");
    return std::filesystem::path(home.value_or(".")) / "var" / "seatsync.db";
}

Result<Stores> Context::open_stores() const {
    const auto chosen = database().string();
    auto stores = environment_.open_stores(chosen);
    if (!stores)
        return base::in_context(stores.error(),
                                "database " + shown_database(chosen) + " (--db chooses one)");
    return stores;
}

Result<Stores> Context::open_stores(const std::string& database) const {
    auto stores = environment_.open_stores(database);
    if (!stores)
        return base::in_context(stores.error(), "database " + shown_database(database));
    return stores;
}

Result<domain::Instant> Context::as_of(const std::string& option) const {
    if (option.empty())
        return environment_.clock.now();
    return domain::parse_instant(option);
}

void Context::print_json(const boost::json::value& value) const {
    environment_.out << http::json_text(value) << '\n';
}

CLI::App* add_command(CLI::App& parent, const std::string& name, const std::string& description,
                      const std::string& examples) {
    auto* command = parent.add_subcommand(name, description);
    command->footer("Examples:\n" + examples + "\n\n" + kExitCodes);
    return command;
}

std::string check_instant(const std::string& text) {
    const auto instant = domain::parse_instant(text);
    return instant ? std::string() : instant.error().detail;
}

}  // namespace seatsync::cli
