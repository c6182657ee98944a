#include "adapters/source_csv/file_set.hpp"

#include "adapters/source_csv/csv_reader.hpp"
#include "adapters/source_csv/gzip_file.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace seatsync::source_csv {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kHeaderBytesMax = 64 * 1024;

/// The first of the names that is there, plain or packed; empty when none is.
fs::path first_of(const fs::path& folder, const std::vector<std::string>& names) {
    for (const auto& name : names)
        for (const char* tail : {"", ".gz"})
            if (const auto path = folder / (name + tail); fs::is_regular_file(path))
                return path;
    return {};
}

Result<std::vector<std::string>> header_of(const fs::path& path) {
    if (path.empty())
        return std::vector<std::string>();
    SEATSYNC_TRY(auto file, GzipFile::open(path));
    auto reader =
        CsvReader::open([&](std::span<char> buffer) { return file.read(buffer); }, kHeaderBytesMax);
    if (!reader)
        return base::in_context(reader.error(), path.string());
    return reader->header();
}

bool is_named(const fs::path& path, const std::vector<std::string>& names) {
    const std::string name = path.filename().string();
    return std::any_of(names.begin(), names.end(), [&](const std::string& candidate) {
        return name == candidate || name == candidate + ".gz";
    });
}

/// Puts the files in their places. A file that was named itself holds quotes unless it bears the
/// name of an event file.
void place_files(const fs::path& path, FileSet& set) {
    const bool is_folder = fs::is_directory(path);
    const fs::path folder = is_folder ? path : path.parent_path();
    const bool only_events = !is_folder && is_named(path, set.layout.events.files);
    set.events = only_events ? path : first_of(folder, set.layout.events.files);
    if (!only_events)
        set.quotes = is_folder ? first_of(folder, set.layout.quotes.files) : path;
    set.more_quotes.clear();
    for (const QuoteLayout& more : set.layout.more_quotes)
        set.more_quotes.push_back(is_folder ? first_of(folder, more.files) : fs::path());
}

/// A name that an id may hold: the folder's, with other bytes as "_".
std::string name_of_folder(const fs::path& path) {
    const auto absolute = fs::absolute(path).lexically_normal();
    const auto folder = fs::is_directory(path) ? absolute : absolute.parent_path();
    std::string name = (folder.has_filename() ? folder : folder.parent_path()).filename().string();
    std::replace_if(
        name.begin(), name.end(), [](char c) { return c == ':' || c <= 0x20 || c == 0x7F; }, '_');
    return name;
}

Result<FileSet> detected(const fs::path& path, const FileSet& candidates) {
    SEATSYNC_TRY(const auto events_header, header_of(candidates.events));
    SEATSYNC_TRY(const auto quotes_header, header_of(candidates.quotes));
    auto layout = detect_layout(name_of_folder(path), events_header, quotes_header);
    if (!layout)
        return base::in_context(layout.error(), path.string());
    FileSet set{.layout = *std::move(layout), .name_space = {}, .events = {}, .quotes = {}};
    place_files(path, set);
    return set;
}

}  // namespace

Result<FileSet> find_files(const fs::path& path, const std::string& layout) {
    std::error_code problem;
    if (!fs::exists(path, problem))
        return fail(ErrorCode::not_found, fmt::format("there is no {}", path.string()));
    // The names that the plainest layout knows are those of all layouts that come along.
    SEATSYNC_TRY(auto named, find_layout(layout.empty() ? "tidy" : layout));
    FileSet set{.layout = std::move(named), .name_space = {}, .events = {}, .quotes = {}};
    place_files(path, set);
    if (set.events.empty() && set.quotes.empty())
        return fail(ErrorCode::not_found, fmt::format("{} holds none of {}, {}", path.string(),
                                                      fmt::join(set.layout.quotes.files, ", "),
                                                      fmt::join(set.layout.events.files, ", ")));
    if (layout.empty()) {
        SEATSYNC_TRY(set, detected(path, set));
    }
    set.name_space = set.layout.name_space.empty() ? name_of_folder(path) : set.layout.name_space;
    return set;
}

}  // namespace seatsync::source_csv
