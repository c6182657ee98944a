#pragma once

#include "http/router.hpp"

#include <filesystem>
#include <string_view>

namespace seatsync::http {

/// Serves the files below `root`: "/" is index.html, and so is every path that names no file and
/// has no extension (the page's own routes), save those below /api. Nothing outside of `root` is
/// read, whatever dots, escapes or links a path holds; files whose name starts with a dot are not
/// served. Files below /assets carry a hash in their name and may be kept for a year; all others
/// are checked again by ETag.
[[nodiscard]] Route static_files_route(std::filesystem::path root);

/// The media type by extension; "application/octet-stream" for what no page of ours holds.
[[nodiscard]] std::string_view content_type_of(const std::filesystem::path& file);

}  // namespace seatsync::http
