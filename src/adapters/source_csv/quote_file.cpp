#include "adapters/source_csv/quote_file.hpp"

#include "adapters/source_csv/csv_reader.hpp"
#include "adapters/source_csv/file_set.hpp"
#include "adapters/source_csv/gzip_file.hpp"
#include "adapters/source_csv/quote_rows.hpp"

#include <fmt/format.h>

#include <optional>

namespace seatsync::source_csv {

namespace {

class QuoteFileRows {
  public:
    QuoteFileRows(const FileSet& files, const std::vector<std::string>& header)
        : name_space_(files.name_space),
          rows_(files.layout.quotes, header),
          get_in_(files.layout.quotes.get_in, header) {}

    [[nodiscard]] QuoteLine read(const Record& record) const {
        QuoteLine line{.line = record.line, .quote = {}, .problem = record.problem};
        if (!line.problem.empty())
            return line;
        const auto quote = read_quote(record);
        if (quote)
            line.quote = *quote;
        else
            line.problem = fmt::format("{} '{}': {}", quote.error().column, quote.error().value,
                                       quote.error().reason);
        return line;
    }

  private:
    [[nodiscard]] RowResult<domain::Quote> read_quote(const Record& record) const {
        SEATSYNC_TRY(const auto raw_id, rows_.event_of(record));
        SEATSYNC_TRY(const auto price, get_in_.value(record, read_number));
        if (price && *price <= 0)
            return get_in_.problem(fmt::format("{}", *price), "a price is above 0");
        SEATSYNC_TRY(auto quote, rows_.read(record));
        auto id = domain::make_event_id(name_space_, raw_id);
        if (!id)
            return RowProblem{"event", std::string(raw_id), id.error().detail};
        quote.series.event = *std::move(id);
        return quote;
    }

    std::string name_space_;
    QuoteRows rows_;
    Field get_in_;
};

}  // namespace

Result<void> read_quote_file(const std::filesystem::path& path, const std::string& layout,
                             const QuoteLineSink& sink) {
    SEATSYNC_TRY(const FileSet files, find_files(path, layout));
    if (files.quotes.empty())
        return fail(ErrorCode::invalid_argument,
                    fmt::format("{} is no file of quotes", path.string()));
    SEATSYNC_TRY(auto file, GzipFile::open(files.quotes));
    auto csv = CsvReader::open([&](std::span<char> buffer) { return file.read(buffer); });
    if (!csv)
        return base::in_context(csv.error(), files.quotes.string());
    const QuoteFileRows rows(files, csv->header());
    Record record;
    while (true) {
        SEATSYNC_TRY(const bool there, csv->next(record));
        if (!there)
            return {};
        SEATSYNC_CHECK(sink(rows.read(record)));
    }
}

}  // namespace seatsync::source_csv
