#include "adapters/source_csv/folder_source.hpp"

#include "adapters/source_csv/csv_reader.hpp"
#include "adapters/source_csv/event_rows.hpp"
#include "adapters/source_csv/file_set.hpp"
#include "adapters/source_csv/gzip_file.hpp"
#include "adapters/source_csv/quote_rows.hpp"

#include <fmt/format.h>

#include <unordered_map>
#include <utility>

namespace seatsync::source_csv {

namespace {

constexpr std::size_t kBatchSize = 512;
constexpr std::size_t kRowsPerProgress = 4096;

/// What quotes need to know of their event.
struct KnownEvent {
    std::optional<domain::EventId> id;  ///< Nothing when its start is not told.
    std::string league, season, home;
};

struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
        return std::hash<std::string_view>{}(text);
    }
};

using KnownEvents = std::unordered_map<std::string, KnownEvent, TextHash, std::equal_to<>>;

/// One reading of one folder.
class Reading {
  public:
    Reading(FileSet files, std::string league, const app::SourceSinks& sinks)
        : files_(std::move(files)), league_(std::move(league)), sinks_(sinks) {
        report_.layout = files_.layout.name;
        report_.name_space = files_.name_space;
    }

    Result<app::SourceReport> read() {
        bytes_total_ = size_of(files_.events) + size_of(files_.quotes);
        for (const auto& path : files_.more_quotes)
            bytes_total_ += size_of(path);
        if (!files_.events.empty())
            SEATSYNC_CHECK(read_file(files_.events, [&](CsvReader& csv) { return events(csv); }));
        if (!files_.quotes.empty())
            SEATSYNC_CHECK(read_file(files_.quotes, [&](CsvReader& csv) {
                return quotes(csv, files_.layout.quotes, &report_.names_market);
            }));
        for (std::size_t i = 0; i < files_.more_quotes.size(); ++i)
            if (!files_.more_quotes[i].empty())
                SEATSYNC_CHECK(read_file(files_.more_quotes[i], [&](CsvReader& csv) {
                    return quotes(csv, files_.layout.more_quotes[i], nullptr);
                }));
        return std::move(report_);
    }

  private:
    static std::uint64_t size_of(const std::filesystem::path& path) {
        return path.empty() ? 0 : std::filesystem::file_size(path);
    }

    template <class ReadRows>
    Result<void> read_file(const std::filesystem::path& path, ReadRows read_rows) {
        SEATSYNC_TRY(auto file, GzipFile::open(path));
        file_ = &file;
        report_.files.push_back({.file = path.string()});
        auto csv = CsvReader::open([&](std::span<char> buffer) { return file.read(buffer); });
        auto done = csv ? read_rows(*csv) : Result<void>(csv.error());
        if (done)
            done = flush();
        bytes_before_ += file.bytes();
        if (!done)
            return base::in_context(done.error(), path.string());
        return {};
    }

    Result<EventRows> event_rows(const CsvReader& csv, bool columns_are_quotes) const {
        EventRows rows(files_.layout.events, csv.header(), files_.name_space, league_,
                       columns_are_quotes);
        if (!rows.knows_league())
            return fail(ErrorCode::invalid_argument,
                        fmt::format("the layout {} does not tell the league; give --league",
                                    files_.layout.name));
        return rows;
    }

    Result<void> events(CsvReader& csv) {
        SEATSYNC_TRY(const auto rows, event_rows(csv, false));
        return each_record(csv, [&](const Record& record) -> RowResult<void> {
            SEATSYNC_TRY(auto row, rows.read(record));
            if (!row.event)
                ++report_.files.back().without_start;
            add(std::move(row));
            return {};
        });
    }

    Result<void> quotes(CsvReader& csv, const QuoteLayout& layout, bool* names_market) {
        const QuoteRows rows(layout, csv.header());
        if (names_market != nullptr)
            *names_market = rows.names_market();
        SEATSYNC_TRY(const auto repeated, event_rows_of_quotes(csv));
        last_of_series_.clear();
        only_changes_ = layout.only_changes;
        return each_record(csv,
                           [&](const Record& record) { return quote(record, rows, repeated); });
    }

    /// Nothing when quote rows do not repeat their event.
    Result<std::optional<EventRows>> event_rows_of_quotes(const CsvReader& csv) const {
        const EventLayout& layout = files_.layout.events;
        const bool tells_date = Field(layout.start_date, csv.header()).has_column() &&
                                Field(layout.start_time_local, csv.header()).has_column();
        if (!tells_date && !Field(layout.start, csv.header()).has_column())
            return std::optional<EventRows>();
        SEATSYNC_TRY(auto rows, event_rows(csv, !tells_date));
        return std::optional(std::move(rows));
    }

    RowResult<void> quote(const Record& record, const QuoteRows& rows,
                          const std::optional<EventRows>& repeated) {
        SEATSYNC_TRY(const auto raw_id, rows.event_of(record));
        auto known = known_.find(raw_id);
        if (repeated && (known == known_.end() || !known->second.id)) {
            SEATSYNC_TRY(auto row, repeated->read(record));
            add(std::move(row));
            known = known_.find(raw_id);
        }
        if (known == known_.end())
            return rows.unknown_event(raw_id);
        SEATSYNC_TRY(auto quote, rows.read(record));
        if (!known->second.id) {
            ++report_.files.back().without_start;
            return {};
        }
        SEATSYNC_TRY(auto standing, rows.home_record(record));
        if (standing && !known->second.home.empty())
            add_standing(*std::move(standing), known->second, quote.event_at);
        if (is_empty(quote)) {
            ++report_.files.back().empty;
            return {};
        }
        quote.series.event = *known->second.id;
        if (only_changes_ && !changes(quote)) {
            ++report_.files.back().unchanged;
            return {};
        }
        batch_.quotes.push_back(std::move(quote));
        ++report_.quotes;
        return {};
    }

    /// Whether it tells other numbers than the row before of its series.
    bool changes(domain::Quote quote) {
        const auto [place, added] = last_of_series_.try_emplace(quote.series, quote);
        quote.event_at = place->second.event_at;
        quote.received_at = place->second.received_at;
        if (added || quote == place->second)
            return added;
        place->second = std::move(quote);
        return true;
    }

    void add(EventRow row) {
        auto& known = known_[std::move(row.raw_id)];
        known = {};
        if (!row.event)
            return;
        known = {.id = row.event->id,
                 .league = row.event->league,
                 .season = row.event->season,
                 .home = row.event->home};
        batch_.events.push_back(*std::move(row.event));
        ++report_.events;
        for (auto& standing : row.records) {
            batch_.records.push_back(std::move(standing));
            ++report_.records;
        }
        if (row.promotion) {
            batch_.readings.push_back(*std::move(row.promotion));
            ++report_.readings;
        }
        if (row.result) {
            batch_.results.push_back(*std::move(row.result));
            ++report_.results;
        }
    }

    void add_standing(domain::TeamRecord standing, const KnownEvent& event, domain::Instant at) {
        standing.league = event.league;
        standing.season = event.season;
        standing.team = event.home;
        standing.event_at = at;
        standing.received_at = at;
        batch_.records.push_back(std::move(standing));
        ++report_.records;
    }

    template <class ReadRecord>
    Result<void> each_record(CsvReader& csv, ReadRecord read_record) {
        Record record;
        while (true) {
            SEATSYNC_TRY(const bool there, csv.next(record));
            if (!there)
                return {};
            auto& counts = report_.files.back();
            ++counts.rows;
            const auto done = record.problem.empty()
                                  ? read_record(record)
                                  : RowResult<void>(RowProblem{{}, {}, record.problem});
            if (!done)
                SEATSYNC_CHECK(reject(record, done.error()));
            if (batch_.size() >= kBatchSize)
                SEATSYNC_CHECK(flush());
            if (sinks_.progress && counts.rows % kRowsPerProgress == 0)
                sinks_.progress(bytes_before_ + file_->position(), bytes_total_);
        }
    }

    Result<void> reject(const Record& record, const RowProblem& problem) {
        ++report_.files.back().rejected;
        return sinks_.reject({.file = report_.files.back().file,
                              .line = record.line,
                              .column = problem.column,
                              .value = problem.value,
                              .reason = problem.reason});
    }

    Result<void> flush() {
        if (batch_.empty())
            return {};
        return sinks_.batch(std::exchange(batch_, {}));
    }

    FileSet files_;
    std::string league_;
    const app::SourceSinks& sinks_;
    app::SourceReport report_;
    KnownEvents known_;
    std::unordered_map<domain::SeriesKey, domain::Quote, domain::SeriesKeyHash> last_of_series_;
    bool only_changes_ = false;
    domain::ObservationBatch batch_;
    GzipFile* file_ = nullptr;
    std::uint64_t bytes_before_ = 0;
    std::uint64_t bytes_total_ = 0;
};

}  // namespace

Result<app::SourceReport> read_folder(const std::filesystem::path& path, const ReadOptions& options,
                                      const app::SourceSinks& sinks) {
    SEATSYNC_TRY(auto files, find_files(path, options.layout));
    return Reading(std::move(files), options.league, sinks).read();
}

}  // namespace seatsync::source_csv
