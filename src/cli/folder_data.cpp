#include "cli/folder_data.hpp"

#include "adapters/source_csv/folder_source.hpp"
#include "cli/progress.hpp"

#include <fmt/format.h>

#include <optional>

namespace seatsync::cli {

namespace {

constexpr double kRejectShareMax = 0.01;

template <class T>
void append(std::vector<T>& to, const std::vector<T>& from) {
    to.insert(to.end(), from.begin(), from.end());
}

Result<void> check_rejects(const app::SourceReport& report,
                           const std::optional<app::Reject>& first) {
    for (const app::FileReport& file : report.files)
        if (static_cast<double>(file.rejected) > kRejectShareMax * static_cast<double>(file.rows))
            return fail(
                ErrorCode::invalid_argument,
                fmt::format("{}: {} of {} rows cannot be read; the first: line {}, {} '{}': "
                            "{}. `seatsync market import --dry-run` lists them all",
                            file.file, file.rejected, file.rows, first->line, first->column,
                            first->value, first->reason));
    return {};
}

}  // namespace

Result<FolderData> read_folder_data(const Context& context, const std::string& path,
                                    const std::string& layout, const std::string& league) {
    FolderData data;
    std::optional<app::Reject> first;
    ProgressLine progress(context.environment(), "reading " + path);
    app::SourceSinks sinks;
    sinks.batch = [&](const domain::ObservationBatch& batch) {
        append(data.observations.events, batch.events);
        append(data.observations.quotes, batch.quotes);
        append(data.observations.records, batch.records);
        append(data.observations.results, batch.results);
        append(data.observations.readings, batch.readings);
        return Result<void>();
    };
    sinks.reject = [&](const app::Reject& reject) {
        if (!first)
            first = reject;
        return Result<void>();
    };
    sinks.progress = [&](std::uint64_t done, std::uint64_t total) { progress.update(done, total); };
    SEATSYNC_TRY(data.report,
                 source_csv::read_folder(path, {.layout = layout, .league = league}, sinks));
    SEATSYNC_CHECK(check_rejects(data.report, first));
    return data;
}

}  // namespace seatsync::cli
