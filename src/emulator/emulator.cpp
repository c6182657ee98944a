#include "emulator/emulator.hpp"

#include "emulator/apis/all.hpp"

namespace seatsync::emulator {

Result<std::unique_ptr<Emulator>> Emulator::start(const EmulatorOptions& options,
                                                  const base::Clock& clock) {
    std::unique_ptr<Emulator> out(new Emulator);
    SEATSYNC_TRY(out->server_, Server::listen(options.server));
    Recordings recordings;
    if (!options.recorded.empty()) {
        SEATSYNC_TRY(recordings, Recordings::load(options.recorded));
    }
    SEATSYNC_TRY(auto world, World::make(options.world));
    out->recordings_ = recordings.size();
    out->skipped_ = recordings.skipped();
    out->switchboard_ =
        std::make_unique<Switchboard>(Switchboard::Parts{.world = std::move(world),
                                                         .apis = make_all_apis(),
                                                         .recordings = std::move(recordings),
                                                         .faults = options.faults,
                                                         .origin = out->server_->url(),
                                                         .speed = options.speed});
    out->server_->begin(*out->switchboard_, clock);
    return out;
}

Emulator::~Emulator() = default;

std::vector<ApiInfo> Emulator::apis() const {
    std::vector<ApiInfo> out;
    for (const auto& api : switchboard_->apis())
        out.push_back(api->info());
    return out;
}

AccountByHost Emulator::account() const {
    return switchboard_->account().by_host();
}

}  // namespace seatsync::emulator
