#include "adapters/source_sportradar/factory.hpp"
#include "base/invariant.hpp"
#include "feed/sound_answer.hpp"

#include <cstdint>

namespace {

using namespace seatsync;

std::unique_ptr<feed::SourceApi> with_defaults() {
    const auto factory = source_sportradar::factories().at(0);
    const auto config = feed::SourceConfig::read("sportradar", factory.settings, {},
                                                 [](const std::string&) { return std::nullopt; });
    return factory.make(config.value()).value();
}

}  // namespace

/// Whatever Sportradar answers is an error or sound, with and without a league that was asked for.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const auto api = with_defaults();
    const std::string_view body(reinterpret_cast<const char*>(data), size);
    for (const char* endpoint : {"schedule", "standings", "injuries", "hierarchy"})
        for (const char* league : {"", "nba"}) {
            const feed::Task task{.endpoint = endpoint, .parameters = {{"league", league}}};
            const auto answer =
                api->parse(task, body, std::chrono::sys_days(std::chrono::days(20'000)));
            SEATSYNC_INVARIANT(answer.has_error() || feed::is_sound(*answer));
        }
    (void)api->error_of({.status = 403, .headers = {}, .body = std::string(body)});
    (void)api->endpoint_of(body);
    return 0;
}
