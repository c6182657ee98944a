#pragma once

#include "base/sleeper.hpp"
#include "emulated_providers.hpp"
#include "feed/fetcher.hpp"

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace seatsync::emulator {

/// A source of the program over the emulated providers, asked as the pipeline asks: by its tasks,
/// over all pages, with tokens and at its pace. Time goes on only while it waits for its turn.
class AskedSource {
  public:
    /// Required settings that are not told are made up. Throws when there is no such source, or it
    /// refuses a setting.
    explicit AskedSource(const std::string& name, std::map<std::string, std::string> told = {});

    /// Of the games that are watched now.
    [[nodiscard]] std::vector<feed::Task> tasks() const;
    /// The host of its first question.
    [[nodiscard]] std::string host() const;
    [[nodiscard]] const EmulatedProviders& providers() const { return providers_; }

    using Take = std::function<void(const feed::FetchedPage& page)>;
    /// To the last page. `take` sees each as it comes, the world being as it was when it was asked.
    [[nodiscard]] feed::FetchOutcome ask(const feed::Task& task, const Take& take);
    /// All tasks. Fails the test on an error.
    void ask_everything(const Take& take);

    void pass(std::chrono::seconds time) { clock_.set(clock_.now() + time); }

  private:
    base::ManualClock clock_{default_world(1).from};
    base::ManualSleeper sleeper_{clock_};
    EmulatedProviders providers_{clock_};
    std::unique_ptr<feed::SourceApi> source_;
    std::unique_ptr<feed::Fetcher> fetcher_;
};

}  // namespace seatsync::emulator
