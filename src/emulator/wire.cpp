#include "emulator/wire.hpp"

#include "base/invariant.hpp"
#include "emulator/answers.hpp"

#include <fmt/format.h>
#include <zlib.h>
#include <boost/algorithm/string/classification.hpp>
#include <boost/algorithm/string/split.hpp>
#include <boost/algorithm/string/trim.hpp>
#include <boost/beast/http/status.hpp>

#include <iterator>
#include <vector>

namespace seatsync::emulator {

namespace {

constexpr unsigned kNoContent = 204;
constexpr unsigned kNotModified = 304;

std::string_view reason_of(unsigned status) {
    return boost::beast::http::obsolete_reason(boost::beast::http::int_to_status(status));
}

bool has_length(unsigned status) {
    return status >= 200 && status != kNoContent && status != kNotModified;
}

}  // namespace

std::string wire_bytes(const Response& response, const WireOptions& options) {
    std::string out = fmt::format("HTTP/1.1 {} {}\r\nDate: {}\r\n", response.status,
                                  reason_of(response.status), http_date(options.date));
    for (const auto& [name, value] : response.headers)
        fmt::format_to(std::back_inserter(out), "{}: {}\r\n", name, value);
    if (has_length(response.status))
        fmt::format_to(std::back_inserter(out), "Content-Length: {}\r\n", response.body.size());
    fmt::format_to(std::back_inserter(out), "Connection: {}\r\n\r\n",
                   options.keep_alive ? "keep-alive" : "close");
    if (!options.head && has_length(response.status))
        out += response.body;
    return out;
}

std::string gzip(std::string_view text) {
    constexpr int kGzipFormat = 15 + 16;
    constexpr int kMemory = 8;
    z_stream stream{};
    SEATSYNC_INVARIANT(deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, kGzipFormat, kMemory,
                                    Z_DEFAULT_STRATEGY) == Z_OK);
    std::string in(text);  // zlib's input is not const.
    std::string out(deflateBound(&stream, in.size()), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(in.data());
    stream.avail_in = static_cast<uInt>(in.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    SEATSYNC_INVARIANT(deflate(&stream, Z_FINISH) == Z_STREAM_END);
    out.resize(stream.total_out);
    SEATSYNC_INVARIANT(deflateEnd(&stream) == Z_OK);
    return out;
}

bool accepts_gzip(std::string_view accept_encoding) {
    std::vector<std::string> codings;
    boost::algorithm::split(codings, accept_encoding, boost::algorithm::is_any_of(","));
    for (std::string& coding : codings) {
        boost::algorithm::trim(coding);
        if (coding == "gzip" || (coding.starts_with("gzip;") && !coding.ends_with("q=0")))
            return true;
    }
    return false;
}

}  // namespace seatsync::emulator
