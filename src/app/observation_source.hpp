#pragma once

#include "base/result.hpp"
#include "domain/observation.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace seatsync::app {

/// A row that could not be read, and why.
struct Reject {
    std::string file;
    std::size_t line = 0;  ///< The line on which the row begins; the header is line 1.
    std::string column;    ///< Empty when the row as a whole is wrong.
    std::string value;
    std::string reason;
    friend bool operator==(const Reject&, const Reject&) = default;
};

/// What one file held. `rows` counts every row after the header: those that became observations,
/// and those of the other counts.
struct FileReport {
    std::string file;
    std::size_t rows = 0;
    std::size_t rejected = 0;
    std::size_t empty = 0;          ///< Quotes without a single number.
    std::size_t without_start = 0;  ///< Events whose start is not told, and their quotes.
    std::size_t unchanged = 0;      ///< Quotes that say what the one before said, left out.
    friend bool operator==(const FileReport&, const FileReport&) = default;
};

struct SourceReport {
    std::string layout;
    std::string name_space;
    bool names_market = false;  ///< The quotes name their market in a column.
    std::vector<FileReport> files;
    std::size_t events = 0;  ///< Observations handed on, by kind.
    std::size_t quotes = 0;
    std::size_t records = 0;
    std::size_t results = 0;
    std::size_t readings = 0;
};

/// Who gets what a source reads. An error from one of them ends the reading and is returned.
struct SourceSinks {
    /// Events come before what refers to them.
    std::function<Result<void>(domain::ObservationBatch)> batch;
    std::function<Result<void>(const Reject&)> reject;
    /// Bytes read so far, of all bytes there are. May be empty.
    std::function<void(std::uint64_t done, std::uint64_t total)> progress;
};

/// Something that observations are read from, once.
class ObservationSource {
  public:
    virtual ~ObservationSource() = default;

    /// Reads all of it in bounded memory. Errors: what the source cannot read at all (a single bad
    /// row is a Reject), and what a sink returned.
    [[nodiscard]] virtual Result<SourceReport> read(const SourceSinks& sinks) = 0;
};

}  // namespace seatsync::app
