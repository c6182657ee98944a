#include "features/catalogue_text.hpp"

#include "features/catalogue.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace seatsync::features {

namespace {

/// A cell of a table may not hold a bar.
std::string cell(std::string_view text) {
    std::string out;
    for (const char c : text)
        out += c == '|' ? std::string("\\|") : std::string(1, c);
    return out;
}

std::string table_of(Category category) {
    std::string text = fmt::format(
        "\n## {}\n\n| feature | unit | definition | source | look-back | missing, gaps | price "
        "|\n|---|---|---|---|---|---|---|\n",
        name_of(category));
    for (const Feature& feature : catalogue())
        if (feature.category == category)
            text += fmt::format("| `{}`{} | {} | {} | {} | {} | {} | {} |\n", feature.name,
                                feature.model_input ? " ●" : "", cell(feature.unit),
                                cell(feature.definition), cell(feature.source),
                                cell(feature.look_back), cell(feature.gaps), cell(feature.price));
    return text;
}

}  // namespace

std::string catalogue_markdown() {
    std::string text = fmt::format(
        "# Features\n\nWritten by `seatsync features list --markdown`; a test compares this page "
        "with the code.\n\n"
        "{} features of a series at a moment, each computed from what was received by then and "
        "nothing else. {} of them, marked ●, are the columns that models are fitted on. A feature "
        "without a value is missing and says why (`seatsync features show`); an estimate comes "
        "with its standard error.\n\n"
        "Each has a twin `NAME_normalised`: the value minus the mean, over the standard deviation, "
        "of the rows that a model was fitted on; the statistics are stored with the model.\n",
        catalogue().size(), model_inputs().size());
    for (const Category category : {Category::market, Category::team, Category::temporal,
                                    Category::external, Category::sentiment, Category::historical})
        text += table_of(category);
    return text;
}

}  // namespace seatsync::features
