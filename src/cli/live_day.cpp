#include "cli/live_day.hpp"

#include "app/tables.hpp"
#include "cli/ingest_setup.hpp"
#include "emulator/emulator.hpp"

#include <fmt/format.h>
#include <boost/json.hpp>

#include <algorithm>
#include <cmath>
#include <ostream>
#include <thread>

namespace seatsync::cli {

namespace {

namespace json = boost::json;
using app::Fate;

/// "ticketmaster" of "ticketmaster_nearby": one API may be read by several sources.
bool reads(const std::string& source, const std::string& api) {
    return source == api || source.starts_with(api + "_");
}

/// The API that a source reads: of those that fit, the longest name.
std::string api_of(const std::string& source, const emulator::AccountByHost& account) {
    std::string found;
    for (const auto& [key, host] : account)
        if (reads(source, key.first) && key.first.size() > found.size())
            found = key.first;
    return found;
}

template <class Value>
void keep_greater(std::optional<Value>& kept, const std::optional<Value>& value) {
    if (value && (!kept || *kept < *value))
        kept = value;
}

void add(LiveDayLine& line, const app::SourceStatus& status) {
    line.sources.push_back(status.info.name);
    line.observations += status.observations;
    line.requests += status.fetched.requests;
    line.retries += status.retries;
    line.fates += status.fates;
    for (const auto& [code, count] : status.fetched.errors)
        line.errors[std::string(base::name_of(code))] += count;
    keep_greater(line.lag_p50, status.lag_p50);
    keep_greater(line.lag_p99, status.lag_p99);
}

std::vector<LiveDayLine> lines_of(const emulator::AccountByHost& account,
                                  const std::vector<app::SourceStatus>& statuses) {
    std::map<std::string, LiveDayLine> lines;
    for (const auto& [key, host] : account)
        if (!key.first.empty())
            lines[key.first].sent += static_cast<std::uint64_t>(host.items_sent);
    for (const app::SourceStatus& status : statuses)
        if (const std::string api = api_of(status.info.name, account); !api.empty())
            add(lines[api], status);
    std::vector<LiveDayLine> list;
    for (auto& [api, line] : lines) {
        line.api = api;
        list.push_back(std::move(line));
    }
    return list;
}

/// Watches the clock until the pipeline has ended; stops it when nobody wants to wait longer.
class Watcher {
  public:
    Watcher(app::Ingest& ingest, const base::Clock& clock, domain::Instant from,
            std::chrono::seconds length, const std::function<bool(double)>& progress)
        : thread_([&ingest, &clock, from, length, progress](const std::stop_token& ended) {
              while (!ended.stop_requested()) {
                  const auto passed = std::chrono::duration<double>(clock.now() - from) / length;
                  if (!progress(std::clamp(passed, 0.0, 1.0)))
                      ingest.stop();
                  std::this_thread::sleep_for(std::chrono::milliseconds(200));
              }
          }) {}

  private:
    std::jthread thread_;
};

/// All rows but those that were kept aside, which are no observations.
Result<std::uint64_t> rows_of(const app::MarketStore& store) {
    SEATSYNC_TRY(const auto counts, store.row_counts());
    std::uint64_t rows = 0;
    for (const auto& [table, count] : counts)
        if (table != app::Table<domain::Quarantined>::kName)
            rows += count;
    return rows;
}

json::object fates_json(const app::FateCounts& fates) {
    json::object object;
    for (const Fate fate : app::kFates)
        object[app::name_of(fate)] = fates.of(fate);
    return object;
}

json::value seconds_json(const std::optional<std::chrono::microseconds>& lag) {
    return lag ? json::value(static_cast<double>(lag->count()) / 1e6) : json::value();
}

json::object to_json(const LiveDayLine& line) {
    json::object errors;
    for (const auto& [code, count] : line.errors)
        errors[code] = count;
    json::array sources;
    for (const std::string& source : line.sources)
        sources.emplace_back(source);
    return {{"api", line.api},
            {"sources", std::move(sources)},
            {"sent", line.sent},
            {"stored", line.fates.of(Fate::stored)},
            {"reported", line.reported()},
            {"adds_up", line.adds_up()},
            {"fates", fates_json(line.fates)},
            {"observations", line.observations},
            {"requests", line.requests},
            {"retries", line.retries},
            {"errors", std::move(errors)},
            {"lag_p50_s", seconds_json(line.lag_p50)},
            {"lag_p99_s", seconds_json(line.lag_p99)}};
}

std::string shown(const std::optional<std::chrono::microseconds>& lag) {
    return lag ? fmt::format("{:.1f}", static_cast<double>(lag->count()) / 1e6) : "-";
}

std::string shown(const std::map<std::string, std::uint64_t>& errors) {
    std::string text;
    for (const auto& [code, count] : errors)
        text += fmt::format("{}{} {}", text.empty() ? "" : ", ", count, code);
    return text;
}

constexpr const char* kRow =
    "  {:<13} {:>8} {:>7} {:>8} {:>8} {:>8} {:>6} {:>6} {:>6} {:>8} {:>7} {:>7}  {}\n";

void print(std::ostream& out, const LiveDayLine& line) {
    const auto& fates = line.fates;
    out << fmt::format(
        fmt::runtime(kRow), line.api, line.requests, line.retries, line.sent,
        fates.of(Fate::stored), fates.of(Fate::duplicate) + fates.of(Fate::passed_over),
        fates.of(Fate::quarantined), fates.of(Fate::rejected), fates.of(Fate::queued),
        line.observations, shown(line.lag_p50), shown(line.lag_p99),
        shown(line.errors) + (line.adds_up() ? "" : "  DOES NOT ADD UP"));
}

}  // namespace

std::uint64_t LiveDayLine::reported() const {
    return fates.items() - fates.of(Fate::stored);
}

bool LiveDayLine::adds_up() const {
    return fates.of(Fate::stored) + reported() == sent;
}

bool LiveDayReport::adds_up() const {
    std::uint64_t observations = 0;
    for (const LiveDayLine& line : lines)
        observations += line.observations;
    return observations == rows_added && std::ranges::all_of(lines, &LiveDayLine::adds_up);
}

Result<LiveDayReport> run_live_day(const Environment& environment, const Stores& stores,
                                   const LiveDayRequest& request,
                                   const std::function<bool(double)>& progress) {
    emulator::EmulatorOptions options;
    options.world = emulator::default_world(request.seed);
    options.speed = request.speed;
    SEATSYNC_TRY(options.faults, emulator::load_fault_plan(request.faults));
    options.server.port = 0;
    const base::ScaledClock clock(options.world.from, request.speed);
    SEATSYNC_TRY(const auto emulated, emulator::Emulator::start(options, clock));
    const double real = static_cast<double>(request.length.count()) / request.speed;
    const IngestRequest ingest{.emulator = emulated->url(),
                               .run_for = std::chrono::seconds(std::llround(std::ceil(real)))};
    SEATSYNC_TRY(const auto setup, set_up_ingest(environment, stores, ingest));
    SEATSYNC_TRY(const std::uint64_t rows_before, rows_of(*stores.market));
    {
        const Watcher watcher(*setup->ingest, clock, options.world.from, request.length, progress);
        SEATSYNC_CHECK(setup->ingest->run());
    }
    const domain::Instant ended = setup->clock->now();
    emulated->stop();
    SEATSYNC_TRY(const std::uint64_t rows_after, rows_of(*stores.market));
    return LiveDayReport{.from = options.world.from,
                         .to = ended,
                         .speed = request.speed,
                         .faults = request.faults,
                         .lines = lines_of(emulated->account(), setup->ingest->statuses()),
                         .rows_added = rows_after - rows_before,
                         .queue_bytes_peak = setup->ingest->queue_bytes_peak()};
}

json::object to_json(const LiveDayReport& report) {
    json::array lines;
    for (const LiveDayLine& line : report.lines)
        lines.push_back(to_json(line));
    return {{"from", domain::format_utc(report.from)},
            {"to", domain::format_utc(report.to)},
            {"speed", report.speed},
            {"faults", report.faults},
            {"adds_up", report.adds_up()},
            {"rows_added", report.rows_added},
            {"queue_bytes_peak", report.queue_bytes_peak},
            {"apis", std::move(lines)}};
}

void print(std::ostream& out, const LiveDayReport& report) {
    out << fmt::format("Read from the emulated sources, {} to {} at {:g} × real time, faults: {}\n",
                       domain::format_utc(report.from), domain::format_utc(report.to), report.speed,
                       report.faults);
    out << fmt::format(fmt::runtime(kRow), "api", "requests", "retries", "sent", "stored", "known",
                       "aside", "unread", "queued", "rows", "p50 s", "p99 s", "errors");
    for (const LiveDayLine& line : report.lines)
        print(out, line);
    out << "known: said before, or of no interest. aside: quarantined. unread: rejected. queued: "
           "of "
           "an\nevent that is not matched. rows: observations in the store. p50, p99: from "
           "received "
           "to stored,\nin simulated seconds\n";
    out << (report.adds_up() ? "stored = sent - reported, for each of them\n"
                             : "stored is not sent - reported: something was lost or counted "
                               "twice; please report it\n");
}

}  // namespace seatsync::cli
