#include "testing/recorded_answer.hpp"

#include "feed/json_fields.hpp"

#include <fstream>
#include <iterator>
#include <limits>
#include <stdexcept>
#include <string>

namespace seatsync::testing {

namespace {

constexpr auto kWhole = std::numeric_limits<std::size_t>::max();

std::string read_whole(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in)
        throw std::runtime_error("no recorded answer " + path.string());
    return {std::istreambuf_iterator<char>(in), {}};
}

feed::HttpResponse opened(std::string_view envelope) {
    const auto document = feed::JsonDocument::parse(envelope).value();
    const auto body = feed::required(document.root(), "body").value();
    feed::HttpResponse response{
        .status = static_cast<int>(feed::integer_at(document.root(), "status").value().value()),
        .body = body.is_string() ? std::string(std::string_view(body.get_string()))
                                 : feed::json_text_of(body, kWhole)};
    const simdjson::dom::object headers = feed::required(document.root(), "headers").value();
    for (const auto [name, value] : headers)
        response.headers.push_back({std::string(name), std::string(std::string_view(value))});
    return response;
}

}  // namespace

std::filesystem::path recorded_folder() {
    return std::filesystem::path(SEATSYNC_SOURCE_DIR) / ".." / "shared" / "fixtures";
}

feed::HttpResponse recorded_answer(std::string_view file) {
    std::string text = read_whole(recorded_folder() / file);
    if (file.ends_with(".http.json"))
        return opened(text);
    return {.status = 200, .body = std::move(text)};
}

}  // namespace seatsync::testing
