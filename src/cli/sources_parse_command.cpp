#include "cli/observation_json.hpp"
#include "cli/source_settings.hpp"
#include "cli/sources_commands.hpp"
#include "feed/recorded_exchange.hpp"
#include "http/json_text.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <boost/json.hpp>

#include <fstream>
#include <iterator>
#include <memory>
#include <ostream>

namespace seatsync::cli {

namespace {

namespace json = boost::json;

constexpr int kOk = 200;

struct ParseOptions {
    std::string source;
    std::string file;
    std::string config;
    std::string endpoint;
    std::string received_at;
    std::map<std::string, std::string> parameters;
    bool json = false;
};

/// What a file says when it is read as an answer of the source.
struct Parsed {
    std::string endpoint;  ///< Empty when it could not be told.
    domain::Instant received_at;
    feed::Answer answer;
};

Result<std::string> bytes_of(const std::string& file) {
    std::ifstream in(file, std::ios::binary);
    std::string bytes{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    if (!in.is_open() || in.bad())
        return fail(ErrorCode::not_found, "it cannot be read");
    return bytes;
}

/// The answer that a file holds: an envelope's, or its bytes as the body under status 200.
Result<feed::HttpResponse> response_in(std::string bytes) {
    if (!feed::is_recorded_exchange(bytes))
        return feed::HttpResponse{.status = kOk, .body = std::move(bytes)};
    SEATSYNC_TRY(auto exchange, feed::parse_recorded_exchange(bytes));
    return std::move(exchange.response);
}

Result<std::string> endpoint_of(const feed::SourceApi& source, const ParseOptions& options,
                                const std::string& body) {
    if (!options.endpoint.empty())
        return options.endpoint;
    auto endpoint = source.endpoint_of(body);
    if (!endpoint && feed::is_html(body))
        return fail(ErrorCode::unavailable, "the answer is a page (HTML or XML) instead of JSON");
    return endpoint;
}

Result<void> parse_into(const feed::SourceApi& source, const ParseOptions& options,
                        Parsed& parsed) {
    SEATSYNC_TRY(std::string bytes, bytes_of(options.file));
    SEATSYNC_TRY(const feed::HttpResponse response, response_in(std::move(bytes)));
    if (response.status != kOk)
        return source.error_of(response);
    SEATSYNC_TRY(parsed.endpoint, endpoint_of(source, options, response.body));
    const feed::Task task{
        .key = "parse", .endpoint = parsed.endpoint, .parameters = options.parameters};
    SEATSYNC_TRY(parsed.answer, source.parse(task, response.body, parsed.received_at));
    return {};
}

json::object to_json(const ParseOptions& options, const Parsed& parsed,
                     const Result<void>& outcome) {
    json::array items;
    for (const feed::Item& item : parsed.answer.items)
        items.push_back(item_json(item));
    json::value error = nullptr;
    if (!outcome)
        error = {{"code", base::name_of(outcome.error().code)}, {"detail", outcome.error().detail}};
    return {{"source", options.source},
            {"endpoint", http::or_null(parsed.endpoint)},
            {"received_at", domain::format_utc(parsed.received_at)},
            {"next", http::or_null(parsed.answer.next)},
            {"items", std::move(items)},
            {"error", std::move(error)}};
}

void print(std::ostream& out, const ParseOptions& options, const Parsed& parsed) {
    std::size_t observations = 0;
    for (const feed::Item& item : parsed.answer.items) {
        observations += item.observations.size();
        for (const feed::Observation& observation : item.observations)
            out << fmt::format("{}: {}\n", item.key,
                               http::json_text(observation_json(observation)));
        if (!item.problem.empty())
            out << fmt::format("{}: problem: {}\n", item.key, item.problem);
        if (!item.passed_over.empty())
            out << fmt::format("{}: passed over: {}\n", item.key, item.passed_over);
    }
    out << fmt::format("{} {}: {} items, {} observations\n", options.source, parsed.endpoint,
                       parsed.answer.items.size(), observations);
}

Result<void> run_parse(const Context& context, const ParseOptions& options) {
    SEATSYNC_TRY(const auto settings, load_source_settings(options.config));
    SEATSYNC_TRY(const auto factory, factory_named(context.environment(), options.source));
    SEATSYNC_TRY(const auto source, make_source(context.environment(), factory, settings));
    Parsed parsed;
    SEATSYNC_TRY(parsed.received_at, context.as_of(options.received_at));
    const auto outcome = parse_into(*source, options, parsed);
    if (options.json)
        context.print_json(to_json(options, parsed, outcome));
    else if (outcome)
        print(context.environment().out, options, parsed);
    if (!outcome)
        return fail(outcome.error().code,
                    fmt::format("{}: {}: {}", options.file, base::name_of(outcome.error().code),
                                outcome.error().detail));
    return {};
}

/// --subject and --league are parameters that many endpoints share; --parameter names any.
void add_parameter_options(CLI::App& command, const std::shared_ptr<ParseOptions>& options) {
    const auto keep = [options](const std::string& name) {
        return [options, name](const std::string& value) { options->parameters[name] = value; };
    };
    command.add_option_function<std::string>("--subject", keep("subject"),
                                             "What was asked about, for instance a team");
    command.add_option_function<std::string>("--league", keep("league"), "The league asked for");
    command.add_option_function<std::vector<std::string>>(
        "--parameter",
        [options](const std::vector<std::string>& pairs) {
            for (const std::string& pair : pairs) {
                const std::size_t equals = pair.find('=');
                if (equals == pair.npos)
                    throw CLI::ValidationError("--parameter", "'" + pair + "' is no NAME=VALUE");
                options->parameters[pair.substr(0, equals)] = pair.substr(equals + 1);
            }
        },
        "Another parameter of the question, NAME=VALUE; repeatable");
}

}  // namespace

void add_sources_parse(CLI::App& sources, Context& context) {
    auto options = std::make_shared<ParseOptions>();
    auto* command = add_command(
        sources, "parse",
        "Read a recorded answer: every item with its observations, or the error with its code",
        "  seatsync sources parse seatgeek events.json --json\n"
        "  seatsync sources parse espn error_404.http.json --json\n"
        "  seatsync sources parse x search.json --subject \"Boston Celtics\" "
        "--received-at 2026-01-02T03:04:05Z");
    command->add_option("source", options->source, "Name of the source")->required();
    command
        ->add_option("file", options->file,
                     "A body, or an envelope {request, status, headers, body}")
        ->required();
    command->add_option("--config", options->config, "TOML file with [sources.NAME] tables");
    command->add_option("--endpoint", options->endpoint,
                        "Which question it answers (default: by the look of the body)");
    command
        ->add_option("--received-at", options->received_at, "When it was received (default: now)")
        ->check(check_instant);
    add_parameter_options(*command, options);
    command->add_flag("--json", options->json, "Print JSON");
    command->callback([&context, options] {
        context.set_action([&context, options] { return run_parse(context, *options); });
    });
}

}  // namespace seatsync::cli
