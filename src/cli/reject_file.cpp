#include "cli/reject_file.hpp"

#include <fmt/format.h>

namespace seatsync::cli {

namespace {

/// A field of a CSV file, RFC 4180.
std::string csv_field(std::string_view text) {
    if (text.find_first_of("\",\r\n") == std::string_view::npos)
        return std::string(text);
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"')
            out += '"';
        out += c;
    }
    return out + '"';
}

}  // namespace

Result<void> RejectFile::add(const app::Reject& reject) {
    if (!file_.is_open()) {
        std::error_code problem;  // The open below tells more.
        if (path_.has_parent_path())
            std::filesystem::create_directories(path_.parent_path(), problem);
        file_.open(path_, std::ios::binary | std::ios::trunc);
        file_ << "file,line,column,value,reason\n";
    }
    file_ << fmt::format("{},{},{},{},{}\n", csv_field(reject.file), reject.line,
                         csv_field(reject.column), csv_field(reject.value),
                         csv_field(reject.reason));
    if (!file_)
        return fail(
            ErrorCode::unavailable,
            fmt::format("the reject report {} cannot be written (--rejects chooses another)",
                        path_.string()));
    return {};
}

}  // namespace seatsync::cli
