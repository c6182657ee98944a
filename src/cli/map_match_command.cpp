#include "cli/map_commands.hpp"

#include "cli/sighting_file.hpp"
#include "market/pair_matching.hpp"
#include "market/team_tables.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <boost/json.hpp>

#include <memory>
#include <ostream>
#include <string>

namespace seatsync::cli {

namespace {

namespace json = boost::json;

struct MatchCommand {
    std::string left;
    std::string right;
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

Result<void> run_match(const Context& context, const MatchCommand& command) {
    SEATSYNC_TRY(const auto left, read_sighting_file(command.left, command.league));
    SEATSYNC_TRY(const auto right, read_sighting_file(command.right, command.league));
    const auto matches =
        market::match_pairs(left.sightings, right.sightings, market::shipped_team_names());
    if (command.json)
        context.print_json(to_json(matches, left, right));
    else
        print(context.environment().out, matches, left, right);
    return {};
}

}  // namespace

void add_map_match(CLI::App& map, Context& context) {
    auto options = std::make_shared<MatchCommand>();
    auto* command = add_command(
        map, "match",
        "Find the games that two files share (docs/formats/sightings.md); needs no database",
        "  seatsync map match --left seatgeek.csv --right stubhub.csv --league mlb\n"
        "  seatsync map match --left a.csv --right b.csv --json");
    command
        ->add_option("--left", options->left,
                     "CSV with id, league, home, away, title, start_utc, local_date")
        ->required();
    command->add_option("--right", options->right, "The same of the other market")->required();
    command->add_option("--league", options->league, "Of rows that name none");
    command->add_flag("--json", options->json, "Print JSON");
    command->callback([&context, options] {
        context.set_action([&context, options] { return run_match(context, *options); });
    });
}

}  // namespace seatsync::cli
