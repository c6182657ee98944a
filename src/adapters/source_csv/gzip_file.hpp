#pragma once

#include "adapters/source_csv/csv_reader.hpp"
#include "base/result.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>

namespace seatsync::source_csv {

/// A file read from front to back, unpacked on the way when it is gzip.
class GzipFile {
  public:
    /// Errors: not_found, and unavailable when it cannot be opened.
    [[nodiscard]] static Result<GzipFile> open(const std::filesystem::path& path);

    /// Fills the front of the buffer; 0 at the end. Errors: corrupt_data when the packed data are
    /// cut off or damaged, unavailable when the disk fails.
    [[nodiscard]] Result<std::size_t> read(std::span<char> buffer);

    [[nodiscard]] std::uint64_t bytes() const { return bytes_; }  ///< Size on disk.
    [[nodiscard]] std::uint64_t position() const;                 ///< Of those, read so far.

  private:
    struct Handle;
    explicit GzipFile(std::shared_ptr<Handle> handle, std::uint64_t bytes)
        : handle_(std::move(handle)), bytes_(bytes) {}

    std::shared_ptr<Handle> handle_;
    std::uint64_t bytes_;
};

}  // namespace seatsync::source_csv
