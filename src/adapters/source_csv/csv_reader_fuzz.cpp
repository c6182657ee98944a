#include "adapters/source_csv/csv_reader.hpp"
#include "base/invariant.hpp"

#include <algorithm>
#include <cstdint>

namespace {

using namespace seatsync;

/// Everything the reader told of a text: fields, lines and problems of each record, and how it
/// ended.
std::vector<std::string> told(const std::string& text, std::size_t step) {
    std::vector<std::string> all;
    auto reader = source_csv::CsvReader::open(source_csv::bytes_of(text, step), 64);
    if (!reader)
        return {reader.error().detail};
    all = reader->header();
    source_csv::Record record;
    auto there = reader->next(record);
    for (; there && *there; there = reader->next(record)) {
        all.push_back(std::to_string(record.line) + record.problem);
        all.insert(all.end(), record.fields.begin(), record.fields.end());
    }
    all.push_back(there ? "end" : there.error().detail);
    return all;
}

}  // namespace

/// However the bytes arrive, the records are the same.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text(reinterpret_cast<const char*>(data), size);
    const auto whole = told(text, std::max<std::size_t>(size, 1));
    SEATSYNC_INVARIANT(told(text, 1) == whole);
    SEATSYNC_INVARIANT(told(text, 5) == whole);
    return 0;
}
