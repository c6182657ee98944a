#pragma once

#include "adapters/source_csv/layout.hpp"
#include "app/observation_source.hpp"
#include "base/result.hpp"

#include <filesystem>
#include <optional>
#include <string>

namespace seatsync::source_csv {

struct ReadOptions {
    std::string layout;  ///< A shipped layout or a mapping file; empty: chosen by the headers.
    std::string league;  ///< Stands in for what the layout says; needed where it says nothing.
};

/// Reads a folder of price history, or one of its files with the event file beside it, and hands
/// its observations on in batches. Needs no store. The memory grows with the number of events, not
/// with the number of quotes.
///
/// Files are looked for under the layout's names, plain or with ".gz". Where two rows of a series
/// have the same time both are handed on, in the order of the file: the last one counts.
///
/// Errors: not_found: no such folder, no file in it that a layout names, no layout that knows the
/// columns; invalid_argument: the league is told by nobody, or the layout's file is wrong;
/// corrupt_data: a file that is no CSV or cut off; what a sink returned.
[[nodiscard]] Result<app::SourceReport> read_folder(const std::filesystem::path& path,
                                                    const ReadOptions& options,
                                                    const app::SourceSinks& sinks);

/// The same as a source for the use case that imports.
class FolderSource final : public app::ObservationSource {
  public:
    FolderSource(std::filesystem::path path, ReadOptions options)
        : path_(std::move(path)), options_(std::move(options)) {}

    [[nodiscard]] Result<app::SourceReport> read(const app::SourceSinks& sinks) override {
        return read_folder(path_, options_, sinks);
    }

  private:
    std::filesystem::path path_;
    ReadOptions options_;
};

}  // namespace seatsync::source_csv
