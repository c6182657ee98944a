#include "adapters/source_stubhub/hal_page.hpp"

#include <fmt/format.h>

namespace seatsync::source_stubhub {

namespace {

using feed::JsonValue;

Result<std::string> next_page(JsonValue root) {
    if (!feed::find(root, "_links.next.href"))
        return std::string();
    SEATSYNC_TRY(const auto page, feed::integer_at(root, "page"));
    if (!page || *page < 1 || *page > 1'000'000)
        return std::string();
    return fmt::format("{}", *page + 1);
}

std::string words_of_fields(JsonValue root) {
    const auto fields = feed::find(root, "errors");
    simdjson::dom::object object;
    if (!fields || fields->get(object) != simdjson::SUCCESS)
        return {};
    std::string words;
    for (const auto field : object)
        words += fmt::format("; {}: {}", feed::tidy_text(field.key),
                             feed::tidy_text(feed::json_text_of(field.value, 200)));
    return words;
}

}  // namespace

Result<feed::Answer> read_page(JsonValue root, const feed::ItemReader& read) {
    SEATSYNC_TRY(const auto list, feed::array_at(root, "_embedded.items"));
    feed::Answer answer;
    if (list) {
        answer.items = feed::read_items(list, "id", read);
        if (!answer.items.empty()) {
            SEATSYNC_TRY(answer.next, next_page(root));
        }
        return answer;
    }
    if (const std::string words = words_of_error(root); !words.empty())
        return fail(ErrorCode::unavailable, fmt::format("an error under status 200: {}", words));
    // A page without items may leave the list out.
    if (feed::find(root, "total_items"))
        return answer;
    if (!feed::find(root, "id"))
        return fail(ErrorCode::corrupt_data, "_embedded.items: it is missing");
    answer.items.push_back(feed::read_item(root, "id", read));
    return answer;
}

std::optional<JsonValue> first_item(JsonValue root) {
    const auto list = feed::array_at(root, "_embedded.items");
    if (!list || !*list)
        return root;
    return (*list)->size() == 0 ? std::nullopt : std::optional(JsonValue((*list)->at(0)));
}

std::string words_of_error(JsonValue root) {
    const auto code = feed::text_at(root, "code");
    if (!code || !*code)
        return {};
    const auto message = feed::text_at(root, "message");
    const std::string words = message && *message ? fmt::format(" {}", **message) : std::string();
    return **code + words + words_of_fields(root);
}

Result<std::optional<Amount>> amount_at(JsonValue json, std::string_view path) {
    const auto found = feed::find(json, path);
    if (!found)
        return std::optional<Amount>();
    const auto named = [path](const Error& error) { return in_context(error, path); };
    const auto cents = feed::cents_at(*found, "amount");
    if (!cents)
        return named(cents.error());
    if (!*cents)
        return std::optional<Amount>();
    const bool old = !feed::find(*found, "currency_code");
    const auto code = feed::required_text(*found, old ? "currency" : "currency_code");
    if (!code)
        return named(code.error());
    const auto currency = domain::Currency::from_code(*code);
    if (!currency)
        return named(currency.error());
    return std::optional(Amount{**cents, *currency});
}

}  // namespace seatsync::source_stubhub
