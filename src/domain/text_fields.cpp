#include "domain/text_fields.hpp"

#include <fmt/format.h>

namespace seatsync::domain {

Error TextFields::bad(std::string_view what) const {
    return fail(ErrorCode::invalid_argument,
                fmt::format("{} '{}': {}", kind_, key_.substr(0, 60), what));
}

Result<void> TextFields::plain(std::initializer_list<Field> fields) const {
    for (const Field& field : fields)
        if (!is_plain_text(field.value))
            return bad(
                fmt::format("the {} holds control characters or more than 500 bytes", field.name));
    return {};
}

Result<void> TextFields::required(std::initializer_list<Field> fields) const {
    for (const Field& field : fields)
        if (field.value.empty())
            return bad(fmt::format("it has no {}", field.name));
    return plain(fields);
}

Result<void> TextFields::in_order(Instant event_at, Instant received_at) const {
    if (received_at < event_at)
        return bad("received before it happened");
    return {};
}

}  // namespace seatsync::domain
