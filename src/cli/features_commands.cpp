#include "cli/commands.hpp"
#include "cli/features_show_command.hpp"
#include "cli/features_table_command.hpp"
#include "features/catalogue.hpp"
#include "features/catalogue_text.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <boost/json.hpp>

#include <memory>
#include <ostream>

namespace seatsync::cli {

namespace {

namespace json = boost::json;
using features::Feature;

struct ListOptions {
    std::string category;
    bool inputs = false;
    bool markdown = false;
    bool json = false;
};

struct ExplainOptions {
    std::string name;
    bool json = false;
};

json::object to_json(const Feature& feature) {
    return {{"name", feature.name},
            {"category", name_of(feature.category)},
            {"unit", feature.unit},
            {"definition", feature.definition},
            {"source", feature.source},
            {"look_back", feature.look_back},
            {"gaps", feature.gaps},
            {"price_kind", feature.price},
            {"model_input", feature.model_input}};
}

bool wanted(const Feature& feature, const ListOptions& options) {
    return (options.category.empty() || name_of(feature.category) == options.category) &&
           (!options.inputs || feature.model_input);
}

Result<void> run_list(const Context& context, const ListOptions& options) {
    std::ostream& out = context.environment().out;
    if (options.markdown) {
        out << features::catalogue_markdown();
        return {};
    }
    json::array list;
    std::size_t count = 0;
    for (const Feature& feature : features::catalogue()) {
        if (!wanted(feature, options))
            continue;
        ++count;
        if (options.json)
            list.push_back(to_json(feature));
        else
            out << fmt::format("{:<32} {:<11} {} {}\n", feature.name, name_of(feature.category),
                               feature.model_input ? "*" : " ", feature.unit);
    }
    if (options.json)
        context.print_json(json::object{{"features", std::move(list)}});
    else
        out << fmt::format("{} features; * columns that models are fitted on\n", count);
    return {};
}

Result<void> run_explain(const Context& context, const ExplainOptions& options) {
    const Feature* feature = features::find_feature(options.name);
    if (feature == nullptr)
        return fail(ErrorCode::not_found,
                    fmt::format("there is no feature '{}'; seatsync features list names them",
                                options.name));
    if (options.json) {
        context.print_json(to_json(*feature));
        return {};
    }
    context.environment().out << fmt::format(
        "{}\n  category    {}\n  unit        {}\n  definition  {}\n  source      {}\n"
        "  look-back   {}\n  missing     {}\n  price       {}\n  models      {}\n",
        feature->name, name_of(feature->category), feature->unit, feature->definition,
        feature->source, feature->look_back, feature->gaps, feature->price,
        feature->model_input ? "are fitted on it" : "do not read it");
    return {};
}

void add_list(CLI::App& parent, Context& context) {
    auto options = std::make_shared<ListOptions>();
    auto* command = add_command(parent, "list", "All features, by category",
                                "  seatsync features list\n"
                                "  seatsync features list --category team --json\n"
                                "  seatsync features list --markdown > docs/features.md");
    command
        ->add_option("--category", options->category,
                     "market, team, temporal, external, sentiment or historical")
        ->check(
            CLI::IsMember({"market", "team", "temporal", "external", "sentiment", "historical"}));
    command->add_flag("--inputs", options->inputs, "Only the columns that models are fitted on");
    command->add_flag("--markdown", options->markdown, "Print the page docs/features.md");
    command->add_flag("--json", options->json, "Print JSON");
    command->callback([&context, options] {
        context.set_action([&context, options] { return run_list(context, *options); });
    });
}

void add_explain(CLI::App& parent, Context& context) {
    auto options = std::make_shared<ExplainOptions>();
    auto* command = add_command(parent, "explain", "What a feature means, reads and does with gaps",
                                "  seatsync features explain price_elasticity\n"
                                "  seatsync features explain over_face_lowest --json");
    command->add_option("name", options->name, "Name of the feature")->required();
    command->add_flag("--json", options->json, "Print JSON");
    command->callback([&context, options] {
        context.set_action([&context, options] { return run_explain(context, *options); });
    });
}

}  // namespace

void add_features_commands(CLI::App& program, Context& context) {
    auto* commands = program.add_subcommand("features", "The numbers that forecasts are made of");
    commands->require_subcommand(1);
    add_list(*commands, context);
    add_explain(*commands, context);
    add_features_show(*commands, context);
    add_features_table(*commands, context);
}

}  // namespace seatsync::cli
