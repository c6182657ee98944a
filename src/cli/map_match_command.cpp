#include "cli/map_commands.hpp"

#include "cli/sighting_file.hpp"
#include "market/pair_matching.hpp"
#include "market/team_tables.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <boost/json.hpp>

#include <memory>
#include <optional>
#include <ostream>
#include <string>

namespace seatsync::cli {

namespace {

namespace json = boost::json;

struct MatchCommand {
    std::string left;
    std::string right;
    std::string labels;
    std::string league;
    bool json = false;
};

json::array ids_of(const SightingFile& file, const std::vector<std::size_t>& places) {
    json::array out;
    for (const std::size_t place : places)
        out.push_back(json::value(file.ids[place]));
    return out;
}

json::array rejects_of(const SightingFile& file) {
    json::array out;
    for (const auto& reject : file.rejects)
        out.push_back({{"line", reject.line}, {"reason", reject.reason}});
    return out;
}

json::value or_null(const std::optional<double>& share) {
    return share ? json::value(*share) : json::value(nullptr);
}

json::object to_json(const market::PairAccuracy& accuracy) {
    return {{"labelled", accuracy.labelled},
            {"automatic", accuracy.automatic},
            {"automatic_right", accuracy.automatic_right},
            {"right", accuracy.right},
            {"precision", or_null(accuracy.precision())},
            {"recall", or_null(accuracy.recall())},
            {"recall_with_queue", or_null(accuracy.recall_with_queue())}};
}

json::object to_json(const market::PairMatches& matches, const SightingFile& left,
                     const SightingFile& right) {
    json::array pairs;
    for (const auto& pair : matches.pairs)
        pairs.push_back({{"left", left.ids[pair.left]},
                         {"right", right.ids[pair.right]},
                         {"confidence", pair.confidence},
                         {"automatic", pair.automatic()},
                         {"reason", pair.reason}});
    return {{"threshold", market::kAutomaticThreshold},
            {"pairs", std::move(pairs)},
            {"left_unpaired", ids_of(left, matches.left_unpaired)},
            {"right_unpaired", ids_of(right, matches.right_unpaired)},
            {"left_rejected", rejects_of(left)},
            {"right_rejected", rejects_of(right)}};
}

void print(std::ostream& out, const market::PairMatches& matches, const SightingFile& left,
           const SightingFile& right) {
    std::size_t automatic = 0;
    for (const auto& pair : matches.pairs) {
        automatic += pair.automatic() ? 1U : 0U;
        out << fmt::format("{:.3f} {} {}  {}\n", pair.confidence, left.ids[pair.left],
                           right.ids[pair.right], pair.reason);
    }
    out << fmt::format(
        "{} pairs, {} of them at {} or more; unpaired: {} left, {} right; rejected: {} left, {} "
        "right\n",
        matches.pairs.size(), automatic, market::kAutomaticThreshold, matches.left_unpaired.size(),
        matches.right_unpaired.size(), left.rejects.size(), right.rejects.size());
}

std::string text_of(const std::optional<double>& share) {
    return share ? fmt::format("{:.4f}", *share) : "none to measure";
}

void print(std::ostream& out, const market::PairAccuracy& accuracy) {
    out << fmt::format(
        "precision of the automatic pairs {} ({} of {}), recall {} ({} of {} labelled), with the "
        "queue {} ({})\n",
        text_of(accuracy.precision()), accuracy.automatic_right, accuracy.automatic,
        text_of(accuracy.recall()), accuracy.automatic_right, accuracy.labelled,
        text_of(accuracy.recall_with_queue()), accuracy.right);
}

Result<std::optional<market::PairAccuracy>> measured(const MatchCommand& command,
                                                     const market::PairMatches& matches,
                                                     const SightingFile& left,
                                                     const SightingFile& right) {
    if (command.labels.empty())
        return std::optional<market::PairAccuracy>();
    SEATSYNC_TRY(const auto labels, read_label_file(command.labels, left, right));
    return std::optional(market::accuracy_of(matches, labels));
}

Result<void> run_match(const Context& context, const MatchCommand& command) {
    SEATSYNC_TRY(const auto left, read_sighting_file(command.left, command.league));
    SEATSYNC_TRY(const auto right, read_sighting_file(command.right, command.league));
    const auto matches =
        market::match_pairs(left.sightings, right.sightings, market::shipped_team_names());
    SEATSYNC_TRY(const auto accuracy, measured(command, matches, left, right));
    std::ostream& out = context.environment().out;
    if (command.json) {
        json::object answer = to_json(matches, left, right);
        if (accuracy)
            answer["accuracy"] = to_json(*accuracy);
        context.print_json(answer);
        return {};
    }
    print(out, matches, left, right);
    if (accuracy)
        print(out, *accuracy);
    return {};
}

}  // namespace

void add_map_match(CLI::App& map, Context& context) {
    auto options = std::make_shared<MatchCommand>();
    auto* command = add_command(
        map, "match",
        "Find the games that two files share (docs/formats/sightings.md); needs no database",
        "  seatsync map match --left seatgeek.csv --right stubhub.csv --league mlb\n"
        "  seatsync map match --left a.csv --right b.csv --json\n"
        "  seatsync map match --left a.csv --right b.csv --labels same.csv");
    command
        ->add_option("--left", options->left,
                     "CSV with id, league, home, away, title, start_utc, local_date")
        ->required();
    command->add_option("--right", options->right, "The same of the other market")->required();
    command->add_option("--labels", options->labels,
                        "CSV with left, right: the games that both hold; tells precision, recall");
    command->add_option("--league", options->league, "Of rows that name none");
    command->add_flag("--json", options->json, "Print JSON");
    command->callback([&context, options] {
        context.set_action([&context, options] { return run_match(context, *options); });
    });
}

}  // namespace seatsync::cli
