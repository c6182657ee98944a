#include "base/invariant.hpp"
#include "http/body_fields.hpp"
#include "http/target.hpp"

#include <cstdint>

/// A target or a body of any bytes is read or refused; nothing of it gets lost on the way.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace seatsync;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    if (const auto target = http::parse_target(text)) {
        SEATSYNC_INVARIANT(text.starts_with('/') && !target->segments.empty());
        for (const auto& segment : target->segments)
            SEATSYNC_INVARIANT(segment.find('\0') == std::string::npos);
    }
    if (const auto body = http::parse_object(text))
        SEATSYNC_INVARIANT(http::unknown_fields(*body, {}, "body").size() == body->size());
    return 0;
}
