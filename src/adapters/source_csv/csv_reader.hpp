#pragma once

#include "adapters/source_csv/csv_record.hpp"
#include "base/result.hpp"

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace seatsync::source_csv {

/// Fills the front of the buffer with the next bytes and says how many; 0 at the end.
using ByteSource = std::function<Result<std::size_t>(std::span<char> buffer)>;

/// The bytes of a text, `step` at a time.
[[nodiscard]] ByteSource bytes_of(std::string text, std::size_t step = 4096);

/// Reads a CSV file with a header, record by record, in a buffer of fixed size: the memory does not
/// grow with the file. A byte order mark is skipped, and so are lines without any character.
class CsvReader {
  public:
    static constexpr std::size_t kBufferBytes = std::size_t{1} << 20;

    /// Errors: corrupt_data when there is no header; those of `next`.
    [[nodiscard]] static Result<CsvReader> open(ByteSource source,
                                                std::size_t buffer_bytes = kBufferBytes);

    [[nodiscard]] const std::vector<std::string>& header() const { return header_; }

    /// The next record into `record`, valid until the next call; false at the end. A record with a
    /// number of fields other than the header's has a `problem`.
    /// Errors: corrupt_data for a quoted field that never ends and for a record longer than the
    /// buffer; those of the byte source. Each names the line.
    [[nodiscard]] Result<bool> next(Record& record);

  private:
    CsvReader(ByteSource source, std::size_t buffer_bytes)
        : source_(std::move(source)), buffer_(buffer_bytes) {}

    [[nodiscard]] Result<void> refill();
    [[nodiscard]] Result<std::optional<RecordExtent>> next_extent();
    [[nodiscard]] Result<bool> next_filled(Record& record);
    void skip_byte_order_mark();
    [[nodiscard]] std::string_view unread() const {
        return {buffer_.data() + begin_, end_ - begin_};
    }

    ByteSource source_;
    std::vector<char> buffer_;
    std::size_t begin_ = 0;
    std::size_t end_ = 0;
    bool at_end_ = false;
    std::size_t line_ = 1;
    std::vector<std::string> header_;
};

}  // namespace seatsync::source_csv
