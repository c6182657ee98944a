#include "cli/market_commands.hpp"

#include "adapters/source_csv/folder_source.hpp"
#include "app/import_market.hpp"
#include "cli/database_name.hpp"
#include "cli/progress.hpp"
#include "cli/reject_file.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <boost/json.hpp>

#include <charconv>
#include <memory>
#include <ostream>

namespace seatsync::cli {

namespace {

namespace json = boost::json;

struct ImportCommand {
    std::vector<std::string> paths;
    source_csv::ReadOptions read;
    std::string rejects_max = "1%";
    std::string rejects_file;
    bool dry_run = false;
    bool json = false;
};

/// "1%", "1" and "0.5 %" as a share of 1.
std::optional<double> share_of(std::string text) {
    text.erase(std::remove(text.begin(), text.end(), ' '), text.end());
    if (text.ends_with('%'))
        text.pop_back();
    double percent = 0;
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), percent);
    const bool whole = parsed.ec == std::errc{} && parsed.ptr == text.data() + text.size();
    return whole && percent >= 0 && percent <= 100 ? std::optional(percent / 100) : std::nullopt;
}

std::string check_share(const std::string& text) {
    return share_of(text) ? "" : "'" + text + "' is no percentage such as 1%";
}

/// mlb.rejects.csv beside the database, for the folder mlb; beside no file in the current folder.
std::filesystem::path default_rejects(const std::filesystem::path& database,
                                      const std::string& first_path) {
    auto name = std::filesystem::absolute(first_path).lexically_normal();
    if (!name.has_filename())
        name = name.parent_path();
    const auto folder =
        is_database_address(database.string()) ? std::filesystem::path() : database.parent_path();
    return folder / (name.filename().string() + ".rejects.csv");
}

json::object to_json(const app::Reject& reject) {
    return {{"file", reject.file},
            {"line", reject.line},
            {"column", reject.column},
            {"value", reject.value},
            {"reason", reject.reason}};
}

json::object to_json(const app::SourceReport& source) {
    json::array files;
    for (const auto& file : source.files)
        files.push_back({{"file", file.file},
                         {"rows", file.rows},
                         {"rejected", file.rejected},
                         {"empty", file.empty},
                         {"without_start", file.without_start},
                         {"unchanged", file.unchanged}});
    return {{"layout", source.layout},     {"namespace", source.name_space},
            {"events", source.events},     {"quotes", source.quotes},
            {"records", source.records},   {"results", source.results},
            {"readings", source.readings}, {"files", std::move(files)}};
}

json::object to_json(const app::ImportReport& report, const ImportCommand& command,
                     const RejectFile& rejects) {
    json::array sources;
    for (const auto& source : report.sources)
        sources.push_back(to_json(source));
    json::array first;
    for (const auto& reject : report.first_rejects)
        first.push_back(to_json(reject));
    json::object out{{"dry_run", command.dry_run},  {"sources", std::move(sources)},
                     {"rejected", report.rejected}, {"rejects", std::move(first)},
                     {"rejects_file", nullptr},     {"refused", nullptr},
                     {"applied", nullptr}};
    if (rejects.written())
        out["rejects_file"] = rejects.path().string();
    if (!report.refusal.empty())
        out["refused"] = report.refusal;
    if (report.applied)
        out["applied"] = {{"inserted", report.applied->inserted},
                          {"duplicate", report.applied->duplicate},
                          {"replaced", report.applied->replaced}};
    return out;
}

void print(std::ostream& out, const app::SourceReport& source) {
    out << fmt::format("{} (layout {}): {} events, {} quotes, {} standings, {} results\n",
                       source.name_space, source.layout, source.events, source.quotes,
                       source.records, source.results);
    for (const auto& file : source.files) {
        out << fmt::format("  {}: {} rows", file.file, file.rows);
        if (file.rejected > 0)
            out << fmt::format(", {} rejected", file.rejected);
        if (file.empty > 0)
            out << fmt::format(", {} without a number", file.empty);
        if (file.without_start > 0)
            out << fmt::format(", {} of events without a start", file.without_start);
        if (file.unchanged > 0)
            out << fmt::format(", {} as before and left out", file.unchanged);
        out << '\n';
    }
}

void print(std::ostream& out, const app::ImportReport& report, const RejectFile& rejects) {
    constexpr std::size_t kShown = 5;
    for (const auto& source : report.sources)
        print(out, source);
    for (std::size_t i = 0; i < std::min(kShown, report.first_rejects.size()); ++i) {
        const auto& reject = report.first_rejects[i];
        out << fmt::format("rejected: {} line {}: {} '{}': {}\n", reject.file, reject.line,
                           reject.column, reject.value, reject.reason);
    }
    if (rejects.written())
        out << fmt::format("all {} rejects: {}\n", report.rejected, rejects.path().string());
    if (report.applied)
        out << fmt::format("applied: {} new, {} already there, {} replaced\n",
                           report.applied->inserted, report.applied->duplicate,
                           report.applied->replaced);
    else if (report.refusal.empty())
        out << "dry run: nothing was applied\n";
}

Result<app::ImportReport> import_all(const Context& context, const ImportCommand& command,
                                     RejectFile& rejects) {
    std::vector<std::unique_ptr<app::ObservationSource>> sources;
    for (const auto& path : command.paths)
        sources.push_back(std::make_unique<source_csv::FolderSource>(path, command.read));
    Stores stores;
    if (!command.dry_run) {
        SEATSYNC_TRY(stores, context.open_stores());
    }
    ProgressLine progress(context.environment(), "importing");
    app::SourceSinks sinks;
    sinks.reject = [&](const app::Reject& reject) { return rejects.add(reject); };
    sinks.progress = [&](std::uint64_t done, std::uint64_t total) { progress.update(done, total); };
    const app::ImportOptions options{.reject_share_max = *share_of(command.rejects_max)};
    return app::import_market(stores.market.get(), sources, options, sinks);
}

Result<void> run_import(const Context& context, const ImportCommand& command) {
    RejectFile rejects(command.rejects_file.empty()
                           ? default_rejects(context.database(), command.paths.front())
                           : std::filesystem::path(command.rejects_file));
    SEATSYNC_TRY(const auto report, import_all(context, command, rejects));
    if (command.json)
        context.print_json(to_json(report, command, rejects));
    else
        print(context.environment().out, report, rejects);
    if (!report.refusal.empty())
        return fail(ErrorCode::invalid_argument,
                    report.refusal + "; nothing was applied (--max-rejects allows more)");
    return {};
}

}  // namespace

void add_market_import(CLI::App& market, Context& context) {
    auto options = std::make_shared<ImportCommand>();
    auto* command = add_command(
        market, "import", "Bring price history in from folders or files (docs/formats/tidy.md)",
        "  seatsync market import ../shared/data/mlb_stubhub_2021\n"
        "  seatsync market import my_folder --league mlb --dry-run --json\n"
        "  seatsync market import quotes.csv.gz --layout my_layout.toml --max-rejects 5%");
    command->add_option("paths", options->paths, "Folders, or quote or event files in them")
        ->required();
    command->add_option("--layout", options->read.layout,
                        "A layout's name or a mapping file (default: by the columns)");
    command->add_option("--league", options->read.league, "League of all events, as in mlb");
    command
        ->add_option("--max-rejects", options->rejects_max,
                     "Percentage of a file's rows that may be rejected (default: 1%)")
        ->check(check_share);
    command->add_option("--rejects", options->rejects_file,
                        "Report of rejected rows (default: NAME.rejects.csv beside the database)");
    command->add_flag("--dry-run", options->dry_run, "Read everything, apply nothing");
    command->add_flag("--json", options->json, "Print JSON");
    command->callback([&context, options] {
        context.set_action([&context, options] { return run_import(context, *options); });
    });
}

}  // namespace seatsync::cli
