#include "cli/json_document.hpp"
#include "cli/learning_commands.hpp"
#include "learning/cooperative_game.hpp"
#include "learning/shapley.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <boost/json.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <numeric>

namespace seatsync::cli {

namespace {

namespace json = boost::json;

struct ShapleyCommand {
    std::string input;
    std::size_t pairs = 0;
    std::uint64_t seed = 1;
};

struct Game {
    std::vector<std::string> players;
    std::vector<double> values;  ///< By coalition, player i in bit i.
};

Result<std::vector<std::string>> player_names(const JsonPlace& game) {
    SEATSYNC_TRY(const JsonPlace place, game.at("players"));
    std::vector<std::string> names;
    for (const JsonPlace& one : place.each()) {
        if (!one.value().is_string())
            return one.wrong("a name is needed");
        std::string name(one.value().get_string());
        if (std::ranges::find(names, name) != names.end())
            return one.wrong("this player is there twice");
        names.push_back(std::move(name));
    }
    if (names.empty() || names.size() > learning::kGamePlayersMost)
        return place.wrong(
            fmt::format("{} players; 1 to {} can be", names.size(), learning::kGamePlayersMost));
    return names;
}

Result<std::size_t> coalition_of(const JsonPlace& place, const std::vector<std::string>& players) {
    SEATSYNC_TRY(const JsonPlace members, place.at("members"));
    if (!members.value().is_array())
        return members.wrong("an array of players is needed");
    std::size_t coalition = 0;
    for (const JsonPlace& member : members.each()) {
        const auto* name = member.value().if_string();
        const auto found =
            name == nullptr ? players.end() : std::ranges::find(players, std::string_view(*name));
        if (found == players.end())
            return member.wrong("it is none of the players");
        coalition |= std::size_t{1} << (found - players.begin());
    }
    return coalition;
}

/// [{members, value}]: each coalition once.
Result<std::vector<double>> listed_values(const JsonPlace& place,
                                          const std::vector<std::string>& players) {
    std::vector<double> values(std::size_t{1} << players.size(),
                               std::numeric_limits<double>::quiet_NaN());
    std::size_t told = 0;
    for (const JsonPlace& one : place.each()) {
        SEATSYNC_TRY(const std::size_t coalition, coalition_of(one, players));
        if (!std::isnan(values[coalition]))
            return one.wrong("this coalition is there twice");
        SEATSYNC_TRY(values[coalition], one.number("value"));
        ++told;
    }
    if (told != values.size())
        return place.wrong(fmt::format("{} of {} coalitions are there", told, values.size()));
    return values;
}

Result<Game> game_of(const JsonPlace& place) {
    Game game;
    SEATSYNC_TRY(game.players, player_names(place));
    if (place.has("coalitions")) {
        SEATSYNC_TRY(const JsonPlace list, place.at("coalitions"));
        SEATSYNC_TRY(game.values, listed_values(list, game.players));
        return game;
    }
    SEATSYNC_TRY(game.values, place.numbers("values"));
    if (game.values.size() == std::size_t{1} << game.players.size())
        return game;
    SEATSYNC_TRY(const JsonPlace values, place.at("values"));
    return values.wrong(fmt::format("{} values for the {} coalitions of {} players",
                                    game.values.size(), std::size_t{1} << game.players.size(),
                                    game.players.size()));
}

/// The value of the coalition of those whose column is 1.
learning::RowFunction tabulated(const Game& game) {
    return [&game](const learning::Matrix& rows) -> Result<std::vector<double>> {
        std::vector<double> values;
        for (std::size_t i = 0; i < rows.rows(); ++i) {
            std::size_t coalition = 0;
            for (std::size_t player = 0; player < rows.columns; ++player)
                if (rows.row(i)[player] == 1.0F)
                    coalition |= std::size_t{1} << player;
            values.push_back(game.values[coalition]);
        }
        return values;
    };
}

Result<json::object> sampled(const Game& game, const ShapleyCommand& command) {
    const std::size_t players = game.players.size();
    const learning::Matrix all{.columns = players, .values = std::vector<float>(players, 1.0F)};
    const learning::Matrix nobody{.columns = players, .values = std::vector<float>(players, 0.0F)};
    learning::ShapleyOptions options;
    options.pairs_per_background = command.pairs;
    options.seed = command.seed;
    SEATSYNC_TRY(const auto estimate,
                 learning::sampled_shapley(tabulated(game), all, nobody, options));
    json::object shares;
    for (std::size_t i = 0; i < players; ++i)
        shares[game.players[i]] = {{"value", estimate.players[i].value},
                                   {"standard_error", number_json(estimate.players[i].error)}};
    return json::object{{"pairs", estimate.pairs}, {"shapley", std::move(shares)}};
}

Result<json::object> answer_of(const JsonPlace& place, const ShapleyCommand& command) {
    SEATSYNC_TRY(const Game game, game_of(place));
    const auto exact = learning::exact_shapley(game.values);
    if (!exact)
        return place.wrong(exact.error());
    json::object shares;
    for (std::size_t i = 0; i < game.players.size(); ++i)
        shares[game.players[i]] = (*exact)[i];
    json::object out{{"shapley", std::move(shares)},
                     {"of_nobody", game.values.front()},
                     {"of_all", game.values.back()},
                     {"sum", std::accumulate(exact->begin(), exact->end(), 0.0)}};
    if (command.pairs > 0) {
        SEATSYNC_TRY(out["sampled"], sampled(game, command));
    }
    return out;
}

Result<void> run_shapley(const Context& context, const ShapleyCommand& command) {
    SEATSYNC_TRY(const json::value document, read_json_file(command.input));
    const JsonPlace top(document, command.input + ": field ");
    if (document.is_object() && !top.has("games")) {
        SEATSYNC_TRY(const json::object answer, answer_of(top, command));
        context.print_json(answer);
        return {};
    }
    SEATSYNC_TRY(const JsonPlace games, top.at("games"));
    json::array answers;
    for (const JsonPlace& game : games.each()) {
        SEATSYNC_TRY(json::object answer, answer_of(game, command));
        answers.push_back(std::move(answer));
    }
    context.print_json(json::object{{"games", std::move(answers)}});
    return {};
}

}  // namespace

void add_learning_shapley(CLI::App& learning, Context& context) {
    auto options = std::make_shared<ShapleyCommand>();
    auto* command = add_command(
        learning, "shapley",
        "Shapley values of games of a JSON file, exactly and from sampled orders "
        "(docs/formats/learning.md); answers JSON",
        "  seatsync learning shapley glove.json\n"
        "  seatsync learning shapley --input games.json --pairs 1000 --seed 7\n"
        "  where glove.json may be {\"players\": [\"left\", \"right\"], \"values\": [0, 0, 0, 1]}");
    command->add_option("--input,input", options->input, "JSON file of one game, or of games")
        ->required();
    command
        ->add_option("--pairs", options->pairs,
                     "Orders to sample as well, each walked both ways; 0: none")
        ->check(CLI::Range(0, 10000000))
        ->capture_default_str();
    command->add_option("--seed", options->seed, "Of the sampling")->capture_default_str();
    command->callback([&context, options] {
        context.set_action([&context, options] { return run_shapley(context, *options); });
    });
}

}  // namespace seatsync::cli
