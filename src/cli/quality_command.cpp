#include "adapters/source_csv/quote_file.hpp"
#include "cli/commands.hpp"
#include "market/data_quality.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <boost/json.hpp>

#include <algorithm>
#include <map>
#include <memory>
#include <ostream>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace seatsync::cli {

namespace {

namespace json = boost::json;
using market::Trust;

struct CheckCommand {
    std::string quotes;
    std::string layout;
    bool json = false;
};

struct Finding {
    std::size_t line = 0;
    std::string event;
    std::string observed_at;
    market::QualityVerdict verdict;
    bool released = false;  ///< Quarantined at first, then confirmed.
};

struct CheckReport {
    std::size_t rows = 0;
    std::vector<Finding> findings;  ///< Of what is not ok, by line.
};

/// Lines of quotes that wait for confirmation, by their key.
using Waiting = std::map<std::tuple<domain::SeriesKey, domain::Instant>, std::size_t>;

class QuoteCheck {
  public:
    explicit QuoteCheck(domain::Instant now) : now_(now) {}

    void add(const source_csv::QuoteLine& line) {
        ++report_.rows;
        if (!line.problem.empty())
            return find(line, {.trust = Trust::quarantined,
                               .check = "impossible",
                               .reason = line.problem,
                               .released = {}});
        auto verdict = quality_.check(line.quote, now_);
        for (const auto& quote : verdict.released)
            release(quote);
        if (verdict.trust != Trust::ok)
            find(line, std::move(verdict));
    }

    /// With the findings by line.
    [[nodiscard]] CheckReport report() const {
        CheckReport out = report_;
        std::sort(out.findings.begin(), out.findings.end(),
                  [](const Finding& a, const Finding& b) { return a.line < b.line; });
        return out;
    }

  private:
    void find(const source_csv::QuoteLine& line, market::QualityVerdict verdict) {
        if (verdict.check == "jump")
            waiting_[{line.quote.series, line.quote.event_at}] = report_.findings.size();
        const bool is_read = line.problem.empty();
        report_.findings.push_back(
            {.line = line.line,
             .event = is_read ? line.quote.series.event.value() : "",
             .observed_at = is_read ? domain::format_utc(line.quote.event_at) : "",
             .verdict = std::move(verdict),
             .released = false});
    }

    void release(const domain::Quote& quote) {
        const auto place = waiting_.find({quote.series, quote.event_at});
        if (place != waiting_.end())
            report_.findings[place->second].released = true;
    }

    domain::Instant now_;
    market::QuoteQuality quality_;
    CheckReport report_;
    Waiting waiting_;
};

std::size_t count(const CheckReport& report, Trust trust) {
    std::size_t count = 0;
    for (const Finding& finding : report.findings)
        count += finding.verdict.trust == trust && !finding.released ? 1U : 0U;
    return count;
}

std::size_t released(const CheckReport& report) {
    std::size_t count = 0;
    for (const Finding& finding : report.findings)
        count += finding.released ? 1U : 0U;
    return count;
}

json::object to_json(const CheckReport& report) {
    json::array findings;
    for (const Finding& finding : report.findings)
        findings.push_back({{"line", finding.line},
                            {"event", finding.event},
                            {"observed_at", finding.observed_at},
                            {"trust", market::name_of(finding.verdict.trust)},
                            {"check", finding.verdict.check},
                            {"reason", finding.verdict.reason},
                            {"released", finding.released}});
    return {{"rows", report.rows},
            {"flagged", count(report, Trust::flagged)},
            {"quarantined", count(report, Trust::quarantined)},
            {"released", released(report)},
            {"findings", std::move(findings)}};
}

double percent(std::size_t part, std::size_t all) {
    return all == 0 ? 0.0 : 100.0 * static_cast<double>(part) / static_cast<double>(all);
}

void print(std::ostream& out, const CheckReport& report) {
    for (const Finding& finding : report.findings)
        out << fmt::format("line {}: {}{}: {} ({}, {})\n", finding.line,
                           finding.released ? "released, was " : "",
                           market::name_of(finding.verdict.trust), finding.verdict.reason,
                           finding.verdict.check, finding.event);
    const auto flagged = count(report, Trust::flagged);
    const auto kept = count(report, Trust::quarantined);
    out << fmt::format("{} quotes: {} flagged ({:.3f} %), {} quarantined ({:.3f} %), {} released\n",
                       report.rows, flagged, percent(flagged, report.rows), kept,
                       percent(kept, report.rows), released(report));
}

/// The lines in the order of time over all series, as a market would have shown them; within a
/// series in the order of the file, so that time going backwards stays visible.
std::vector<source_csv::QuoteLine> in_time(std::vector<source_csv::QuoteLine> lines,
                                           domain::Instant now) {
    std::map<domain::SeriesKey, domain::Instant> newest;
    std::vector<std::pair<domain::Instant, std::size_t>> order;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        auto& known =
            newest.try_emplace(lines[i].quote.series, domain::Instant::min()).first->second;
        if (lines[i].quote.event_at <= now)
            known = std::max(known, lines[i].quote.event_at);
        order.emplace_back(known, i);
    }
    std::sort(order.begin(), order.end());
    std::vector<source_csv::QuoteLine> out;
    out.reserve(lines.size());
    for (const auto& [time, place] : order)
        out.push_back(std::move(lines[place]));
    return out;
}

Result<void> run_check(const Context& context, const CheckCommand& command) {
    const auto now = context.environment().clock.now();
    std::vector<source_csv::QuoteLine> lines;
    SEATSYNC_CHECK(source_csv::read_quote_file(
        command.quotes, command.layout, [&](const source_csv::QuoteLine& line) -> Result<void> {
            lines.push_back(line);
            return {};
        }));
    QuoteCheck check(now);
    for (const auto& line : in_time(std::move(lines), now))
        check.add(line);
    if (command.json)
        context.print_json(to_json(check.report()));
    else
        print(context.environment().out, check.report());
    return {};
}

}  // namespace

void add_quality_commands(CLI::App& program, Context& context) {
    auto* quality = program.add_subcommand("quality", "Whether quotes can be believed");
    quality->require_subcommand(1);
    auto options = std::make_shared<CheckCommand>();
    auto* command = add_command(
        *quality, "check",
        "Judge a file of quotes as if they came in now (docs/formats/quality.md); needs no "
        "database",
        "  seatsync quality check --quotes ../shared/data/nfl_seatgeek_2018/snapshots.csv\n"
        "  seatsync quality check --quotes my_quotes.csv --json");
    command->add_option("--quotes", options->quotes, "A file of quotes, plain or .gz")->required();
    command->add_option("--layout", options->layout,
                        "A layout's name or a mapping file (default: by the columns)");
    command->add_flag("--json", options->json, "Print JSON");
    command->callback([&context, options] {
        context.set_action([&context, options] { return run_check(context, *options); });
    });
}

}  // namespace seatsync::cli
