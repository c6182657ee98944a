#include "adapters/source_x/factory.hpp"
#include "adapters/source_x/x_api.hpp"
#include "base/invariant.hpp"
#include "feed/sound_answer.hpp"

#include <cstdint>

namespace {

using namespace seatsync;

std::unique_ptr<feed::SourceApi> unconfigured() {
    const auto factory = source_x::factories().at(0);
    const auto config = feed::SourceConfig::read("x", factory.settings, {},
                                                 [](const std::string&) { return std::nullopt; });
    return factory.make(config.value()).value();
}

}  // namespace

/// Whatever X answers is an error or sound.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const auto api = unconfigured();
    const std::string_view body(reinterpret_cast<const char*>(data), size);
    for (const char* endpoint : {source_x::kRecentSearch, source_x::kRecentCounts}) {
        const feed::Task task{.endpoint = endpoint, .parameters = {{"subject", "nba/Celtics"}}};
        const auto answer =
            api->parse(task, body, std::chrono::sys_days(std::chrono::days(20'000)));
        SEATSYNC_INVARIANT(answer.has_error() || feed::is_sound(*answer));
    }
    (void)api->error_of({.status = 400, .headers = {}, .body = std::string(body)});
    (void)api->endpoint_of(body);
    return 0;
}
