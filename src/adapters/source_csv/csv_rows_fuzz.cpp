// Bytes of a CSV file through the reader, the values and the rows of every shipped layout. The
// first two bytes choose the layout and the size of the pieces in which the rest arrives.

#include "adapters/source_csv/csv_reader.hpp"
#include "adapters/source_csv/event_rows.hpp"
#include "adapters/source_csv/layout.hpp"
#include "adapters/source_csv/quote_rows.hpp"
#include "base/invariant.hpp"

#include <cstdint>

namespace seatsync::source_csv {
namespace {

constexpr std::size_t kBufferBytes = 512;

/// What a file came to: the same for the same bytes, however they arrive.
struct Outcome {
    std::size_t records = 0, wrong = 0, events = 0, quotes = 0;
    bool failed = false;
    friend bool operator==(const Outcome&, const Outcome&) = default;
};

void read_row(const Record& record, const EventRows& events, const QuoteRows& quotes,
              Outcome& outcome) {
    if (const auto row = events.read(record); row && row->event) {
        SEATSYNC_INVARIANT(domain::checked(*row->event).has_value());
        for (const auto& standing : row->records)
            SEATSYNC_INVARIANT(domain::checked(standing).has_value());
        ++outcome.events;
    }
    const auto id = quotes.event_of(record);
    auto quote = quotes.read(record);
    if (!id || !quote || is_empty(*quote))
        return;
    quote->series.event = domain::EventId("fuzz:1");
    SEATSYNC_INVARIANT(domain::checked(*quote).has_value());
    ++outcome.quotes;
}

Outcome read_file(const std::string& text, std::size_t step, const Layout& layout) {
    Outcome outcome;
    auto reader = CsvReader::open(bytes_of(text, step), kBufferBytes);
    outcome.failed = !reader;
    if (!reader)
        return outcome;
    const EventRows events(layout.events, reader->header(), "fuzz", "any", false);
    const QuoteRows quotes(layout.quotes, reader->header());
    Record record;
    while (true) {
        const auto there = reader->next(record);
        outcome.failed = !there;
        if (!there || !*there)
            return outcome;
        ++outcome.records;
        if (record.problem.empty()) {
            SEATSYNC_INVARIANT(record.fields.size() == reader->header().size());
            read_row(record, events, quotes, outcome);
        } else {
            ++outcome.wrong;
        }
    }
}

}  // namespace
}  // namespace seatsync::source_csv

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace seatsync::source_csv;
    if (size < 2)
        return 0;
    const auto& layouts = shipped_layouts();
    const Layout& layout = layouts[data[0] % layouts.size()];
    const std::string text(reinterpret_cast<const char*>(data + 2), size - 2);
    const auto in_pieces = read_file(text, std::size_t{1} + data[1], layout);
    const auto at_once = read_file(text, kBufferBytes, layout);
    SEATSYNC_INVARIANT(in_pieces == at_once);
    return 0;
}
