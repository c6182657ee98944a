// Any bytes as the answer of any endpoint of both sources. The first byte chooses source and
// endpoint, the rest is the body.

#include "adapters/source_ticketmaster/factory.hpp"
#include "base/invariant.hpp"
#include "feed/sound_answer.hpp"

#include <array>
#include <cstdint>
#include <map>

namespace seatsync::source_ticketmaster {
namespace {

constexpr feed::Instant kNow = std::chrono::sys_days(std::chrono::days(20'000));
constexpr std::size_t kDiscovery = 0;
constexpr std::size_t kNearby = 1;

struct Question {
    std::size_t source;
    const char* endpoint;
};
constexpr std::array kQuestions = {
    Question{kDiscovery, "events"},    Question{kDiscovery, "event"},
    Question{kDiscovery, "venues"},    Question{kDiscovery, "availability"},
    Question{kDiscovery, "top_picks"}, Question{kNearby, "nearby"},
};

const std::map<std::string, std::string> kParameters = {
    {"venue", "Center"}, {"place", "33.44, -112.07"}, {"starts", "2026-04-04T02:10:00Z"}};

const feed::SourceApi& source(std::size_t number) {
    static const auto made = [] {
        std::vector<std::unique_ptr<feed::SourceApi>> all;
        for (const feed::SourceFactory& factory : factories()) {
            const auto config = feed::SourceConfig::read(factory.name, factory.settings, {},
                                                         [](const auto&) { return std::nullopt; });
            all.push_back(factory.make(config.value()).value());
        }
        return all;
    }();
    return *made[number];
}

}  // namespace
}  // namespace seatsync::source_ticketmaster

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace seatsync;
    using namespace seatsync::source_ticketmaster;
    if (size == 0)
        return 0;
    const std::string_view body(reinterpret_cast<const char*>(data + 1), size - 1);
    const Question& question = kQuestions[data[0] % kQuestions.size()];
    const feed::SourceApi& api = source(question.source);
    const feed::Task task{.key = "fuzz", .endpoint = question.endpoint, .parameters = kParameters};
    if (const auto answer = api.parse(task, body, kNow))
        SEATSYNC_INVARIANT(feed::is_sound(*answer));
    (void)api.endpoint_of(body);
    (void)api.error_of({.status = 400, .body = std::string(body)});
    return 0;
}
