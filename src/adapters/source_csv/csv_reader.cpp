#include "adapters/source_csv/csv_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <memory>

namespace seatsync::source_csv {

ByteSource bytes_of(std::string text, std::size_t step) {
    auto position = std::make_shared<std::size_t>(0);
    return [text = std::move(text), step, position](std::span<char> buffer) -> Result<std::size_t> {
        const std::size_t count = std::min({buffer.size(), text.size() - *position, step});
        std::copy_n(text.begin() + static_cast<std::ptrdiff_t>(*position), count, buffer.begin());
        *position += count;
        return count;
    };
}

Result<CsvReader> CsvReader::open(ByteSource source, std::size_t buffer_bytes) {
    CsvReader reader(std::move(source), buffer_bytes);
    while (!reader.at_end_ && reader.end_ < 3)
        SEATSYNC_CHECK(reader.refill());
    reader.skip_byte_order_mark();
    Record record;
    SEATSYNC_TRY(const bool there, reader.next_filled(record));
    if (!there)
        return fail(ErrorCode::corrupt_data, "the file is empty; it should begin with a header");
    if (!record.problem.empty())
        return fail(ErrorCode::corrupt_data, "line 1: " + record.problem);
    reader.header_.assign(record.fields.begin(), record.fields.end());
    return reader;
}

Result<bool> CsvReader::next(Record& record) {
    SEATSYNC_TRY(const bool there, next_filled(record));
    if (there && record.problem.empty() && record.fields.size() != header_.size())
        record.problem =
            fmt::format("{} fields where the header has {}", record.fields.size(), header_.size());
    return there;
}

Result<bool> CsvReader::next_filled(Record& record) {
    while (true) {
        SEATSYNC_TRY(const auto extent, next_extent());
        if (!extent)
            return false;
        const std::string_view text = unread().substr(0, extent->text);
        record.line = line_;
        begin_ += extent->consumed;
        line_ += extent->lines;
        if (text.empty())
            continue;
        split_record(text, extent->quoted, record);
        return true;
    }
}

Result<std::optional<RecordExtent>> CsvReader::next_extent() {
    while (true) {
        const auto extent = find_record(unread(), at_end_);
        if (extent && extent->unclosed)
            return fail(ErrorCode::corrupt_data,
                        fmt::format("line {}: a quotation mark is opened and never closed", line_));
        if (extent || at_end_)
            return extent;
        SEATSYNC_CHECK(refill());
    }
}

Result<void> CsvReader::refill() {
    std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
    if (end_ == buffer_.size())
        return fail(ErrorCode::corrupt_data,
                    fmt::format("line {}: a record longer than {} bytes (a quotation mark that is "
                                "never closed?)",
                                line_, buffer_.size()));
    auto count = source_(std::span(buffer_).subspan(end_));
    if (!count)
        return base::in_context(count.error(), fmt::format("line {} or after", line_));
    at_end_ = *count == 0;
    end_ += *count;
    return {};
}

void CsvReader::skip_byte_order_mark() {
    if (unread().starts_with("\xEF\xBB\xBF"))
        begin_ += 3;
}

}  // namespace seatsync::source_csv
