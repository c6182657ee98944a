#include "testing/fakes/fake_source.hpp"

namespace seatsync::testing {

namespace {

using feed::JsonValue;

domain::EventId event_id(const std::string& source, const std::string& id) {
    return domain::EventId(source + ":" + id);
}

Result<void> read_quote(const std::string& source, JsonValue element, feed::Instant received_at,
                        feed::Item& item) {
    SEATSYNC_TRY(const auto event, feed::required_text(element, "event"));
    SEATSYNC_TRY(const auto cents, feed::integer_at(element, "cents"));
    SEATSYNC_TRY(const auto at, feed::instant_at(element, "at"));
    SEATSYNC_TRY(const auto quantity, feed::integer_at(element, "quantity"));
    const domain::SeriesKey series{.event = event_id(source, event), .market = source, .zone = {}};
    if (quantity) {
        item.observations.emplace_back(domain::Ask{.series = series,
                                                   .id = item.key,
                                                   .price_cents = cents.value_or(0),
                                                   .quantity = *quantity,
                                                   .event_at = at.value_or(received_at),
                                                   .received_at = received_at});
        return {};
    }
    domain::Quote quote{};
    quote.series = series;
    quote.event_at = at.value_or(received_at);
    quote.received_at = received_at;
    quote.get_in_cents = cents;
    item.observations.emplace_back(std::move(quote));
    return {};
}

Result<void> read_sighting(const std::string& source, JsonValue element, feed::Instant received_at,
                           feed::Item& item) {
    feed::Sighting sighting;
    SEATSYNC_TRY(const auto event, feed::required_text(element, "event"));
    sighting.event.id = event_id(source, event);
    sighting.event.league = "mlb";
    SEATSYNC_TRY(sighting.event.home, feed::required_text(element, "home"));
    SEATSYNC_TRY(sighting.event.away, feed::required_text(element, "away"));
    SEATSYNC_TRY(sighting.event.start, feed::required_instant(element, "start"));
    sighting.local_date = std::chrono::year_month_day(
        std::chrono::floor<std::chrono::days>(sighting.event.start - std::chrono::hours(6)));
    sighting.event.received_at = received_at;
    item.observations.emplace_back(std::move(sighting));
    return {};
}

}  // namespace

std::vector<feed::Task> FakeSource::tasks(const feed::Watch& watch, feed::Instant) const {
    watch_ = watch;
    return tasks_;
}

feed::HttpRequest FakeSource::request(const feed::Task& task, const std::string& cursor,
                                      feed::Instant) const {
    feed::HttpRequest request;
    request.url = "https://" + info_.name + ".example/" + task.endpoint;
    request.query = {{"key", "a-secret-key", true}};
    if (!cursor.empty())
        request.query.push_back({"page", cursor});
    return request;
}

Result<feed::Answer> FakeSource::parse(const feed::Task& task, std::string_view body,
                                       feed::Instant received_at) const {
    SEATSYNC_TRY(const auto document, feed::JsonDocument::parse(body));
    feed::Answer answer;
    SEATSYNC_TRY(answer.next, feed::text_or_empty(document.root(), "next"));
    SEATSYNC_TRY(const auto pages, feed::integer_at(document.root(), "pages"));
    const std::string cursor = task.parameter("cursor");
    if (const auto page = pages && !cursor.empty() ? std::stoll(cursor) : 1; pages && page < *pages)
        answer.next = std::to_string(page + 1);
    SEATSYNC_TRY(const auto items, feed::array_at(document.root(), "items"));
    const auto read = [&](JsonValue element, feed::Item& item) -> Result<void> {
        if (feed::find(element, "drop")) {
            item.passed_over = "of no interest";
            return {};
        }
        if (feed::find(element, "start"))
            return read_sighting(info_.name, element, received_at, item);
        if (feed::find(element, "cents"))
            return read_quote(info_.name, element, received_at, item);
        return fail(ErrorCode::corrupt_data, "cents: it is missing");
    };
    answer.items = feed::read_items(items, "id", read);
    return answer;
}

std::optional<feed::HttpRequest> FakeSource::token_request() const {
    if (!needs_token_)
        return std::nullopt;
    feed::HttpRequest request;
    request.method = feed::HttpRequest::Method::post;
    request.url = "https://" + info_.name + ".example/token";
    request.body = "a-secret-key";
    return request;
}

Result<std::string> FakeSource::endpoint_of(std::string_view body) const {
    SEATSYNC_TRY(const auto document, feed::JsonDocument::parse(body));
    if (!feed::find(document.root(), "items"))
        return fail(ErrorCode::invalid_argument, "it is none of the known answers");
    return "items";
}

Result<feed::HttpResponse> FakeHttpClient::send(const feed::HttpRequest& request,
                                                std::chrono::milliseconds) {
    Answer answer;
    {
        const std::lock_guard lock(mutex_);
        requests_.push_back(request);
        answer = answer_;
    }
    return answer(request);
}

std::vector<feed::HttpRequest> FakeHttpClient::requests() const {
    const std::lock_guard lock(mutex_);
    return requests_;
}

void FakeHttpClient::set_answer(Answer answer) {
    const std::lock_guard lock(mutex_);
    answer_ = std::move(answer);
}

std::string field_of(const feed::HttpRequest& request, std::string_view name) {
    for (const feed::HttpField& field : request.headers)
        if (field.name == name)
            return field.value;
    return {};
}

feed::HttpResponse ok(std::string body, std::vector<feed::HttpField> headers) {
    return {.status = 200, .headers = std::move(headers), .body = std::move(body)};
}

}  // namespace seatsync::testing
