#include "asked_source.hpp"

#include "server/sources.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <stdexcept>

namespace seatsync::emulator {

namespace {

std::unique_ptr<feed::SourceApi> made(const std::string& name,
                                      std::map<std::string, std::string> told) {
    const auto factories = server::source_factories();
    const auto factory = std::ranges::find(factories, name, &feed::SourceFactory::name);
    if (factory == factories.end())
        throw std::runtime_error("there is no source " + name);
    for (const feed::Setting& setting : factory->settings)
        if (setting.required && !setting.secret && setting.fallback.empty())
            told.try_emplace(setting.name, "emulated");
    const auto any_key = [](const std::string&) { return std::optional<std::string>("emulated"); };
    const auto config = feed::SourceConfig::read(name, factory->settings, told, any_key);
    return factory->make(config.value()).value();
}

}  // namespace

AskedSource::AskedSource(const std::string& name, std::map<std::string, std::string> told)
    : source_(made(name, std::move(told))),
      fetcher_(std::make_unique<feed::Fetcher>(*source_, providers_, clock_, sleeper_)) {}

std::vector<feed::Task> AskedSource::tasks() const {
    return source_->tasks(providers_.watch(), clock_.now());
}

std::string AskedSource::host() const {
    const auto all = tasks();
    return all.empty() ? std::string() : feed::host_of(source_->request(all[0], "", clock_.now()));
}

feed::FetchOutcome AskedSource::ask(const feed::Task& task, const Take& take) {
    const auto sink = [&](const feed::FetchedPage& page) -> Result<void> {
        take(page);
        return {};
    };
    auto outcome = fetcher_->fetch(task, sink);
    while (outcome.not_before) {
        clock_.set(std::max(clock_.now(), *outcome.not_before));
        outcome = fetcher_->fetch(task, sink);
    }
    return outcome;
}

void AskedSource::ask_everything(const Take& take) {
    for (const feed::Task& task : tasks()) {
        const auto outcome = ask(task, take);
        EXPECT_FALSE(outcome.error) << task.key << ": " << outcome.error->detail;
    }
}

}  // namespace seatsync::emulator
