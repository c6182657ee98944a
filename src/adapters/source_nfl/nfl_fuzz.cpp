#include "adapters/source_nfl/factory.hpp"
#include "base/invariant.hpp"
#include "feed/sound_answer.hpp"

#include <cstdint>

namespace {

using namespace seatsync;

std::unique_ptr<feed::SourceApi> with_defaults() {
    const auto factory = source_nfl::factories().at(0);
    const auto config = feed::SourceConfig::read("nfl", factory.settings, {},
                                                 [](const std::string&) { return std::nullopt; });
    return factory.make(config.value()).value();
}

}  // namespace

/// Whatever the NFL or the nflverse answers is an error or sound.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const auto api = with_defaults();
    const std::string_view body(reinterpret_cast<const char*>(data), size);
    for (const char* endpoint : {"games", "standings", "ngs_schedule", "venues", "games_csv"}) {
        const feed::Task task{.endpoint = endpoint};
        const auto answer =
            api->parse(task, body, std::chrono::sys_days(std::chrono::days(20'000)));
        SEATSYNC_INVARIANT(answer.has_error() || feed::is_sound(*answer));
    }
    (void)api->error_of({.status = 404, .headers = {}, .body = std::string(body)});
    (void)api->endpoint_of(body);
    return 0;
}
