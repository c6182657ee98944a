#include "http/static_files.hpp"

#include <fmt/format.h>
#include <boost/algorithm/string/case_conv.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <fstream>
#include <sstream>

namespace seatsync::http {

namespace {

namespace fs = std::filesystem;

/// The page may load what this server sends, and nothing from elsewhere.
constexpr const char* kContentPolicy =
    "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
    "object-src 'none'";

constexpr std::array<std::pair<std::string_view, std::string_view>, 13> kContentTypes = {{
    {".html", "text/html; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".json", "application/json"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".ico", "image/x-icon"},
    {".webp", "image/webp"},
    {".woff2", "font/woff2"},
    {".txt", "text/plain; charset=utf-8"},
    {".map", "application/json"},
    {".webmanifest", "application/manifest+json"},
    {".wasm", "application/wasm"},
}};

Error nothing_at(const Target& target) {
    return fail(ErrorCode::not_found, fmt::format("there is nothing at {}", target.path));
}

/// A name of one level: no way up, no hidden file, no second separator smuggled in by an escape.
bool is_plain_name(const std::string& segment) {
    return !segment.empty() && segment.front() != '.' &&
           segment.find_first_of("/\\") == std::string::npos;
}

bool is_below(const fs::path& file, const fs::path& root) {
    const auto [end_of_root, unused] =
        std::mismatch(root.begin(), root.end(), file.begin(), file.end());
    return end_of_root == root.end();
}

/// The regular file that the path names, links resolved; empty when there is none inside the root.
fs::path file_named(const fs::path& root, const std::vector<std::string>& segments) {
    fs::path wanted = root;
    for (const auto& segment : segments) {
        if (!is_plain_name(segment))
            return {};
        wanted /= segment;
    }
    std::error_code error;
    const fs::path real_root = fs::canonical(root, error);
    const fs::path file = error ? fs::path() : fs::canonical(wanted, error);
    if (error || !is_below(file, real_root) || !fs::is_regular_file(file, error))
        return {};
    return file;
}

bool is_client_route(const Target& target) {
    const auto& segments = target.segments;
    const bool plain = std::all_of(segments.begin(), segments.end(), is_plain_name);
    return plain && segments.front() != "api" && !fs::path(segments.back()).has_extension();
}

/// Size and time of change: enough to notice a new build.
Result<std::string> etag_of(const fs::path& file) {
    std::error_code error;
    const auto size = fs::file_size(file, error);
    const auto changed = error ? fs::file_time_type() : fs::last_write_time(file, error);
    if (error)
        return fail(ErrorCode::internal, fmt::format("{}: {}", file.string(), error.message()));
    const auto ticks = static_cast<std::uint64_t>(changed.time_since_epoch().count());
    return fmt::format("\"{:x}-{:x}\"", size, ticks);
}

Result<std::string> read_whole(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream bytes;
    if (in.peek() != std::ifstream::traits_type::eof())
        bytes << in.rdbuf();
    if (in.bad() || bytes.fail())
        return fail(ErrorCode::internal, fmt::format("{}: it cannot be read", file.string()));
    return std::move(bytes).str();
}

Headers headers_for(const fs::path& file, const std::string& etag) {
    const bool hashed = file.parent_path().filename() == "assets";
    return {{"Content-Type", std::string(content_type_of(file))},
            {"Cache-Control", hashed ? "public, max-age=31536000, immutable" : "no-cache"},
            {"ETag", etag},
            {"Content-Security-Policy", kContentPolicy},
            {"X-Content-Type-Options", "nosniff"},
            {"Referrer-Policy", "no-referrer"}};
}

Result<Response> answer(const fs::path& root, const Call& call) {
    const Target& target = call.target;
    const bool wants_index = target.segments.size() == 1 && target.segments.front().empty();
    fs::path file = wants_index ? fs::path() : file_named(root, target.segments);
    if (file.empty() && (wants_index || is_client_route(target)))
        file = file_named(root, {"index.html"});
    if (file.empty())
        return nothing_at(target);
    SEATSYNC_TRY(const auto etag, etag_of(file));
    Response response{.status = 200, .headers = headers_for(file, etag), .body = {}, .route = {}};
    if (header(call.request.headers, "If-None-Match") == etag) {
        response.status = 304;
        return response;
    }
    SEATSYNC_TRY(response.body, read_whole(file));
    return response;
}

}  // namespace

std::string_view content_type_of(const fs::path& file) {
    const std::string extension = boost::algorithm::to_lower_copy(file.extension().string());
    const auto found = std::find_if(kContentTypes.begin(), kContentTypes.end(),
                                    [&](const auto& entry) { return entry.first == extension; });
    return found == kContentTypes.end() ? "application/octet-stream" : found->second;
}

Route static_files_route(fs::path root) {
    return {.method = "GET",
            .pattern = "static",
            .query = std::nullopt,
            .handle = [root = std::move(root)](const Call& call) { return answer(root, call); }};
}

}  // namespace seatsync::http
