#include "cli/sighting_file.hpp"

#include "adapters/source_csv/csv_reader.hpp"
#include "adapters/source_csv/gzip_file.hpp"
#include "adapters/source_csv/values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <type_traits>
#include <utility>

namespace seatsync::cli {

namespace {

using source_csv::CsvReader;
using source_csv::Record;

constexpr std::size_t kDateLength = 10;

/// The columns of a header by name.
class Columns {
  public:
    explicit Columns(const std::vector<std::string>& header) {
        for (std::size_t i = 0; i < header.size(); ++i)
            places_.emplace(header[i], i);
    }

    [[nodiscard]] bool has(const std::string& name) const { return places_.contains(name); }

    /// Empty when there is no such column or the field says that nothing is known.
    [[nodiscard]] std::string text(const Record& record, const std::string& name) const {
        const auto place = places_.find(name);
        if (place == places_.end())
            return {};
        const auto text = source_csv::trimmed(record.fields[place->second]);
        return source_csv::is_missing(text) ? "" : std::string(text);
    }

  private:
    std::map<std::string, std::size_t> places_;
};

Result<void> check_columns(const Columns& columns, const std::string& league) {
    const auto missing = [&](const std::string& what) {
        return fail(ErrorCode::invalid_argument, fmt::format("there is no column {}", what));
    };
    if (!columns.has("id"))
        return missing("id");
    if (league.empty() && !columns.has("league"))
        return missing("league (--league stands in for it)");
    if (!columns.has("title") && !(columns.has("home") && columns.has("away")))
        return missing("title, nor both of home and away");
    if (!columns.has("start_utc") && !columns.has("local_date"))
        return missing("start_utc, nor local_date");
    return {};
}

Result<void> read_start(const Columns& columns, const Record& record,
                        market::GameSighting& sighting) {
    const std::string date = columns.text(record, "local_date");
    const std::string start = columns.text(record, "start_utc");
    if (!date.empty()) {
        SEATSYNC_TRY(sighting.local_date, domain::parse_date(date));
    }
    if (start.empty() && date.empty())
        return fail(ErrorCode::invalid_argument, "neither start_utc nor local_date is told");
    SEATSYNC_TRY(const bool tbd, source_csv::read_flag(columns.text(record, "start_tbd")));
    SEATSYNC_TRY(sighting.event.start, domain::parse_instant(start.empty() ? date : start));
    sighting.event.start_tbd = tbd || start.size() <= kDateLength;
    return {};
}

Result<void> read_number(const Columns& columns, const Record& record,
                         market::GameSighting& sighting) {
    SEATSYNC_TRY(const auto number, source_csv::read_count(columns.text(record, "game_number")));
    if (number && *number > 2)
        return fail(ErrorCode::invalid_argument, "game_number is 1 or 2, or 0 for the only game");
    if (number && *number > 0)
        sighting.game_number = static_cast<int>(*number);
    return {};
}

Result<market::GameSighting> read_sighting(const Columns& columns, const Record& record,
                                           const std::string& name_space,
                                           const std::string& league) {
    if (!record.problem.empty())
        return fail(ErrorCode::invalid_argument, record.problem);
    market::GameSighting sighting;
    domain::Event& event = sighting.event;
    SEATSYNC_TRY(event.id, domain::make_event_id(name_space, columns.text(record, "id")));
    event.league = columns.text(record, "league");
    if (event.league.empty())
        event.league = league;
    event.home = columns.text(record, "home");
    event.away = columns.text(record, "away");
    event.title = columns.text(record, "title");
    event.venue.name = columns.text(record, "venue");
    if (const auto zone = columns.text(record, "zone"); !zone.empty()) {
        SEATSYNC_TRY(event.venue.zone, domain::Zone::named(zone));
    }
    SEATSYNC_CHECK(read_start(columns, record, sighting));
    SEATSYNC_CHECK(read_number(columns, record, sighting));
    SEATSYNC_CHECK(domain::validate(event));
    return sighting;
}

Result<SightingFile> read_rows(CsvReader& csv, const std::string& league) {
    const Columns columns(csv.header());
    SEATSYNC_CHECK(check_columns(columns, league));
    SightingFile out;
    Record record;
    while (true) {
        SEATSYNC_TRY(const bool there, csv.next(record));
        if (!there)
            return out;
        auto sighting = read_sighting(columns, record, "file", league);
        if (!sighting) {
            out.rejects.push_back({.line = record.line, .reason = sighting.error().detail});
            continue;
        }
        out.ids.push_back(columns.text(record, "id"));
        out.sightings.push_back(*std::move(sighting));
    }
}

Result<std::size_t> place_of(const SightingFile& file, const std::string& side,
                             const std::string& id) {
    const auto found = std::ranges::find(file.ids, id);
    if (found == file.ids.end())
        return fail(ErrorCode::invalid_argument,
                    fmt::format("the file on the {} has no game '{}'", side, id));
    return static_cast<std::size_t>(found - file.ids.begin());
}

Result<market::PairLabels> read_labels(CsvReader& csv, const SightingFile& left,
                                       const SightingFile& right) {
    const Columns columns(csv.header());
    if (!columns.has("left") || !columns.has("right"))
        return fail(ErrorCode::invalid_argument, "the columns left and right are needed");
    market::PairLabels out;
    Record record;
    while (true) {
        SEATSYNC_TRY(const bool there, csv.next(record));
        if (!there)
            return out;
        if (!record.problem.empty())
            return fail(ErrorCode::invalid_argument,
                        fmt::format("line {}: {}", record.line, record.problem));
        SEATSYNC_TRY(const auto one, place_of(left, "left", columns.text(record, "left")));
        SEATSYNC_TRY(const auto other, place_of(right, "right", columns.text(record, "right")));
        out.emplace(one, other);
    }
}

/// Opens a CSV file and reads it; errors name the file.
template <class Read>
auto read_csv(const std::filesystem::path& path, Read read)
    -> std::invoke_result_t<Read, CsvReader&> {
    SEATSYNC_TRY(auto file, source_csv::GzipFile::open(path));
    auto csv = CsvReader::open([&](std::span<char> buffer) { return file.read(buffer); });
    if (!csv)
        return base::in_context(csv.error(), path.string());
    auto out = read(*csv);
    if (!out)
        return base::in_context(out.error(), path.string());
    return out;
}

}  // namespace

Result<SightingFile> read_sighting_file(const std::filesystem::path& path,
                                        const std::string& league) {
    return read_csv(path, [&](CsvReader& csv) { return read_rows(csv, league); });
}

Result<market::PairLabels> read_label_file(const std::filesystem::path& path,
                                           const SightingFile& left, const SightingFile& right) {
    return read_csv(path, [&](CsvReader& csv) { return read_labels(csv, left, right); });
}

}  // namespace seatsync::cli
