#include "adapters/source_csv/gzip_file.hpp"

#include <zlib.h>

#include <algorithm>
#include <limits>

namespace seatsync::source_csv {

namespace {

constexpr unsigned kBufferBytes = 256 * 1024;

Error failed(gzFile file) {
    int code = Z_OK;
    const std::string message = gzerror(file, &code);
    if (code == Z_BUF_ERROR)
        return fail(ErrorCode::corrupt_data, "the packed file is cut off; fetch it again");
    if (code == Z_DATA_ERROR)
        return fail(ErrorCode::corrupt_data, "the packed file is damaged: " + message);
    return fail(ErrorCode::unavailable, "the file cannot be read: " + message);
}

}  // namespace

struct GzipFile::Handle {
    explicit Handle(gzFile opened) : file(opened) {}
    Handle(const Handle&) = delete;
    Handle& operator=(const Handle&) = delete;
    ~Handle() { gzclose_r(file); }
    gzFile file;
};

Result<GzipFile> GzipFile::open(const std::filesystem::path& path) {
    std::error_code problem;
    if (!std::filesystem::is_regular_file(path, problem))
        return fail(ErrorCode::not_found, "there is no file " + path.string());
    const auto bytes = std::filesystem::file_size(path, problem);
    gzFile file = problem ? nullptr : gzopen(path.c_str(), "rb");
    if (file == nullptr)
        return fail(ErrorCode::unavailable, "the file " + path.string() + " cannot be opened");
    gzbuffer(file, kBufferBytes);
    return GzipFile(std::make_shared<Handle>(file), bytes);
}

Result<std::size_t> GzipFile::read(std::span<char> buffer) {
    constexpr std::size_t kMax = std::numeric_limits<int>::max();
    const auto wanted = static_cast<unsigned>(std::min(buffer.size(), kMax));
    const int count = gzread(handle_->file, buffer.data(), wanted);
    // A stream that is cut off is reported only by gzerror: gzread just gives less.
    int code = Z_OK;
    gzerror(handle_->file, &code);
    if (count < 0 || code != Z_OK)
        return failed(handle_->file);
    return static_cast<std::size_t>(count);
}

std::uint64_t GzipFile::position() const {
    const auto offset = gzoffset(handle_->file);
    return offset < 0 ? 0 : static_cast<std::uint64_t>(offset);
}

}  // namespace seatsync::source_csv
