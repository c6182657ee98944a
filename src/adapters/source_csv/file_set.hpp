#pragma once

#include "adapters/source_csv/layout.hpp"
#include "base/result.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace seatsync::source_csv {

/// The files that are read together, and how.
struct FileSet {
    Layout layout;
    std::string name_space;
    std::filesystem::path events;  ///< Empty when there is none.
    std::filesystem::path quotes;  ///< Empty when there is none; never are both.
    /// One per `layout.more_quotes`; empty where there is none. All empty when one file was named.
    std::vector<std::filesystem::path> more_quotes = {};
};

/// Finds the files of a folder, or those that belong to a file in it, and the layout that reads
/// them. `layout` empty: chosen by the headers. Errors: see read_folder.
[[nodiscard]] Result<FileSet> find_files(const std::filesystem::path& path,
                                         const std::string& layout);

}  // namespace seatsync::source_csv
