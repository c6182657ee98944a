#include "emulator/recordings.hpp"

#include "http/json_text.hpp"

#include <boost/algorithm/string/case_conv.hpp>
#include <boost/algorithm/string/predicate.hpp>
#include <boost/json/parse.hpp>
#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>

#include <algorithm>
#include <array>
#include <fstream>
#include <sstream>

namespace seatsync::emulator {

namespace {

namespace json = boost::json;
namespace fs = std::filesystem;

constexpr std::string_view kSuffix = ".http.json";
constexpr std::string_view kRedacted = "REDACTED";

/// What the server says of its own bytes and connection, not of the recorded ones.
bool is_of_the_connection(std::string_view name) {
    constexpr std::array<std::string_view, 6> kNames = {"Content-Length",    "Content-Encoding",
                                                        "Transfer-Encoding", "Connection",
                                                        "Keep-Alive",        "Date"};
    return std::any_of(kNames.begin(), kNames.end(), [name](std::string_view own) {
        return boost::algorithm::iequals(name, own);
    });
}

std::string text_of(const json::value& value) {
    return value.is_string() ? std::string(value.as_string()) : http::json_text(value);
}

Response response_of(const json::object& envelope) {
    Response response;
    response.status = static_cast<unsigned>(envelope.at("status").to_number<int>());
    for (const auto& header : envelope.at("headers").as_object())
        if (!is_of_the_connection(header.key()))
            response.headers.emplace_back(header.key(), text_of(header.value()));
    response.body = text_of(envelope.at("body"));
    return response;
}

Result<std::vector<fs::path>> envelope_files(const fs::path& folder) {
    std::error_code problem;
    std::vector<fs::path> files;
    for (fs::recursive_directory_iterator it(folder, problem), end; !problem && it != end;
         it.increment(problem))
        if (it->is_regular_file(problem) && it->path().string().ends_with(kSuffix))
            files.push_back(it->path());
    if (problem)
        return fail(ErrorCode::not_found, folder.string() + ": " + problem.message());
    if (files.empty())
        return fail(ErrorCode::not_found, folder.string() + ": there is no *.http.json in it");
    std::sort(files.begin(), files.end());
    return files;
}

}  // namespace

Result<Recordings> Recordings::load(const fs::path& folder) {
    SEATSYNC_TRY(const auto files, envelope_files(folder));
    Recordings out;
    for (const fs::path& file : files) {
        auto envelope = read(file);
        if (!envelope) {
            out.skipped_.push_back(file.string() + ": " + envelope.error().detail);
            continue;
        }
        out.hosts_.insert(envelope->host);
        out.envelopes_.push_back(*std::move(envelope));
    }
    return out;
}

Result<Recordings::Envelope> Recordings::read(const fs::path& file) {
    std::ostringstream text;
    text << std::ifstream(file, std::ios::binary).rdbuf();
    try {
        const json::value document = json::parse(text.str());
        const json::object& request = document.at("request").as_object();
        const auto url = boost::urls::parse_uri(std::string_view(request.at("url").as_string()));
        if (!url)
            return fail(ErrorCode::corrupt_data, "its url is none");
        Envelope envelope{.method = std::string(request.at("method").as_string()),
                          .host = boost::algorithm::to_lower_copy(std::string(url->host())),
                          .path = url->path(),
                          .query = {},
                          .response = response_of(document.as_object())};
        boost::urls::encoding_opts plus_is_space;
        plus_is_space.space_as_plus = true;
        for (const auto& field : url->params(plus_is_space))
            envelope.query.emplace(field.key, field.value);
        return envelope;
    } catch (const std::exception& error) {
        return fail(ErrorCode::corrupt_data, std::string("no envelope: ") + error.what());
    }
}

bool Recordings::Envelope::is_of(const Request& request) const {
    if (method != request.method || host != request.host || path != request.path ||
        query.size() != request.query.size())
        return false;
    std::multimap<std::string, std::string> asked(request.query.begin(), request.query.end());
    return std::all_of(query.begin(), query.end(), [&](const auto& recorded) {
        const auto [first, last] = asked.equal_range(recorded.first);
        const auto match = std::find_if(first, last, [&](const auto& field) {
            return recorded.second == kRedacted || recorded.second == field.second;
        });
        if (match == last)
            return false;
        asked.erase(match);
        return true;
    });
}

const Response* Recordings::find(const Request& request) {
    std::vector<const Envelope*> matches;
    for (const Envelope& envelope : envelopes_)
        if (envelope.is_of(request))
            matches.push_back(&envelope);
    if (matches.empty())
        return nullptr;
    std::size_t& turn = turns_[matches.front()->host + matches.front()->path];
    return &matches[turn++ % matches.size()]->response;
}

}  // namespace seatsync::emulator
