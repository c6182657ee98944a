// Any bytes as the answer of any endpoint. The first byte chooses the endpoint, the rest is the
// body.

#include "adapters/source_seatgeek/factory.hpp"
#include "base/invariant.hpp"
#include "feed/sound_answer.hpp"

#include <array>
#include <cstdint>

namespace seatsync::source_seatgeek {
namespace {

constexpr std::array kEndpoints = {"events", "event", "genres", "taxonomies"};
constexpr feed::Instant kNow = std::chrono::sys_days(std::chrono::days(20'000));

const feed::SourceApi& api() {
    static const auto made = [] {
        const auto factory = factories().at(0);
        const auto config = feed::SourceConfig::read(factory.name, factory.settings, {},
                                                     [](const auto&) { return std::nullopt; });
        return factory.make(config.value()).value();
    }();
    return *made;
}

}  // namespace
}  // namespace seatsync::source_seatgeek

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace seatsync;
    using namespace seatsync::source_seatgeek;
    if (size == 0)
        return 0;
    const std::string_view body(reinterpret_cast<const char*>(data + 1), size - 1);
    const feed::Task task{.key = "fuzz", .endpoint = kEndpoints[data[0] % kEndpoints.size()]};
    if (const auto answer = api().parse(task, body, kNow))
        SEATSYNC_INVARIANT(feed::is_sound(*answer));
    (void)api().endpoint_of(body);
    (void)api().error_of({.status = 400, .body = std::string(body)});
    return 0;
}
