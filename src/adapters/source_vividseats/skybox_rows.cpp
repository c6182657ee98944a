#include "adapters/source_vividseats/skybox_rows.hpp"

#include <fmt/format.h>

namespace seatsync::source_vividseats {

namespace {

constexpr std::int64_t kPageMax = 1'000'000;

}  // namespace

Result<SkyboxRows> rows_of(feed::JsonValue root) {
    feed::JsonArray list;
    if (root.get(list) == simdjson::SUCCESS)
        return SkyboxRows{list, std::nullopt};
    SEATSYNC_TRY(const auto rows, feed::array_at(root, "rows"));
    if (!rows) {
        const std::string words = words_of_error(root);
        return words.empty() ? fail(ErrorCode::corrupt_data, "rows: it is missing")
                             : fail(ErrorCode::unavailable,
                                    fmt::format("an error under status 200: {}", words));
    }
    SEATSYNC_TRY(const auto total, feed::integer_at(root, "rowCount"));
    return SkyboxRows{*rows, total};
}

std::string page_after(const PageAsked& page, const SkyboxRows& rows) {
    const auto held = static_cast<std::int64_t>(rows.list.size());
    if (held == 0 || page.number >= kPageMax)
        return {};
    const std::int64_t read = (page.number - 1) * page.size + held;
    if (rows.total && read >= *rows.total)
        return {};
    return fmt::format("{}", page.number + 1);
}

std::string words_of_error(feed::JsonValue root) {
    for (const char* field : {"message", "error", "title"})
        if (const auto words = feed::text_at(root, field); words && *words)
            return **words;
    return {};
}

}  // namespace seatsync::source_vividseats
