#include "adapters/source_competing_events/factory.hpp"
#include "adapters/source_competing_events/predicthq_api.hpp"
#include "base/invariant.hpp"
#include "feed/sound_answer.hpp"

#include <cstdint>

namespace {

using namespace seatsync;

std::unique_ptr<feed::SourceApi> unconfigured() {
    const auto factory = source_competing_events::factories().at(0);
    const auto config = feed::SourceConfig::read(factory.name, factory.settings, {},
                                                 [](const std::string&) { return std::nullopt; });
    return factory.make(config.value()).value();
}

}  // namespace

/// Whatever PredictHQ answers is an error or sound, and its next page can be asked for.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace seatsync::source_competing_events;
    static const auto api = unconfigured();
    const std::string_view body(reinterpret_cast<const char*>(data), size);
    const feed::Instant now = std::chrono::sys_days(std::chrono::days(20'000));
    for (const char* endpoint : {kEvents, kCounts, kBroadcasts}) {
        const feed::Task task{.endpoint = endpoint, .parameters = {{"subject", "here"}}};
        const auto answer = api->parse(task, body, now);
        SEATSYNC_INVARIANT(answer.has_error() || feed::is_sound(*answer));
        if (answer.has_value() && !answer->next.empty())
            (void)feed::full_url(api->request(task, answer->next, now));
    }
    (void)api->error_of({.status = 400, .headers = {}, .body = std::string(body)});
    (void)api->endpoint_of(body);
    return 0;
}
