#include "feed/source_api.hpp"

#include <fmt/format.h>

#include <charconv>

namespace seatsync::feed {

namespace {

constexpr std::size_t kContentBytesMax = 16 * 1024;

Result<RateLimit> parse_rate_limit(std::string_view text) {
    const auto wrong = [text] {
        return fail(ErrorCode::invalid_argument,
                    fmt::format("'{}' is no rate limit such as 5/1s, 100/10m or 5000/1d", text));
    };
    const auto read = [](std::string_view digits) -> std::optional<std::int64_t> {
        std::int64_t number = 0;
        const char* end = digits.data() + digits.size();
        const auto [last, problem] = std::from_chars(digits.data(), end, number);
        if (problem != std::errc() || last != end || number <= 0 || number > 1'000'000'000)
            return std::nullopt;
        return number;
    };
    const std::size_t slash = text.find('/');
    if (slash == text.npos || slash + 2 >= text.size())
        return wrong();
    const auto requests = read(text.substr(0, slash));
    const auto length = read(text.substr(slash + 1, text.size() - slash - 2));
    const std::size_t unit = std::string_view("smhd").find(text.back());
    if (!requests || !length || unit == std::string_view::npos || *length > 10'000)
        return wrong();
    constexpr std::int64_t kSeconds[] = {1, 60, 3600, 86400};
    return RateLimit{*requests, std::chrono::seconds(*length * kSeconds[unit])};
}

Result<void> validate_all(const Item& item) {
    for (const Observation& observation : item.observations)
        SEATSYNC_CHECK(validate(observation));
    if (item.observations.empty() && item.passed_over.empty())
        return fail(ErrorCode::corrupt_data, "it says nothing that is of use");
    return {};
}

}  // namespace

Result<void> validate(const Observation& observation) {
    return std::visit(
        [](const auto& value) -> Result<void> {
            if constexpr (std::is_same_v<decltype(value), const Sighting&>)
                return domain::validate(value.event);
            else
                return domain::validate(value);
        },
        observation);
}

Item read_item(JsonValue element, std::string_view key_path, const ItemReader& read,
               std::string fallback_key) {
    Item item{.key = std::move(fallback_key)};
    if (!key_path.empty())
        if (const auto key = text_at(element, key_path); key && *key)
            item.key = **key;
    auto done = read(element, item);
    if (done)
        done = validate_all(item);
    if (!done) {
        item.observations.clear();
        item.problem = done.error().detail;
        item.content = json_text_of(element, kContentBytesMax);
    }
    return item;
}

std::vector<Item> read_items(const std::optional<JsonArray>& list, std::string_view key_path,
                             const ItemReader& read) {
    std::vector<Item> items;
    if (!list)
        return items;
    items.reserve(list->size());
    for (const JsonValue element : *list)
        items.push_back(read_item(element, key_path, read, fmt::format("#{}", items.size())));
    return items;
}

std::string_view name_of(SourceKind kind) {
    switch (kind) {
        case SourceKind::marketplace:
            return "marketplace";
        case SourceKind::sports:
            return "sports";
        case SourceKind::sentiment:
            return "sentiment";
        case SourceKind::context:
            return "context";
    }
    return "context";
}

Result<std::vector<RateLimit>> parse_rate_limits(std::string_view text) {
    std::vector<RateLimit> limits;
    while (!text.empty()) {
        const std::size_t comma = text.find(',');
        std::string_view one = text.substr(0, comma);
        while (one.starts_with(' '))
            one.remove_prefix(1);
        SEATSYNC_TRY(const RateLimit limit, parse_rate_limit(one));
        limits.push_back(limit);
        text = comma == text.npos ? std::string_view{} : text.substr(comma + 1);
    }
    return limits;
}

std::optional<Instant> next_start_of(const Watch& watch, std::string_view league, Instant from) {
    for (const domain::Event& game : watch.games)
        if (game.league == league && game.start >= from)
            return game.start;
    return std::nullopt;
}

std::string Task::parameter(const std::string& name) const {
    const auto found = parameters.find(name);
    return found == parameters.end() ? std::string() : found->second;
}

Error error_by_status(int status, std::string_view words) {
    const auto with = [&](ErrorCode code, std::string_view meaning) {
        return fail(code, words.empty()
                              ? fmt::format("status {}: {}", status, meaning)
                              : fmt::format("status {}: {} ({})", status, meaning, words));
    };
    if (status == 401 || status == 403)
        return with(ErrorCode::invalid_argument, "the key is not accepted for this");
    if (status == 404)
        return with(ErrorCode::not_found, "there is no such thing");
    if (status == 429)
        return with(ErrorCode::unavailable, "too many requests");
    if (status >= 500)
        return with(ErrorCode::unavailable, "the provider has a problem");
    if (status >= 400)
        return with(ErrorCode::invalid_argument, "the request is not accepted");
    return with(ErrorCode::unavailable, "an answer that was not expected");
}

Error SourceApi::error_of(const HttpResponse& response) const {
    return error_by_status(response.status, {});
}

Result<Token> SourceApi::parse_token(std::string_view body) const {
    SEATSYNC_TRY(const JsonDocument document, JsonDocument::parse(body));
    SEATSYNC_TRY(std::string value, required_text(document.root(), "access_token"));
    SEATSYNC_TRY(const auto lifetime, integer_at(document.root(), "expires_in"));
    if (!lifetime || *lifetime <= 0)
        return fail(ErrorCode::corrupt_data, "expires_in: it is missing or not positive");
    return Token{std::move(value), std::chrono::seconds(*lifetime)};
}

}  // namespace seatsync::feed
