#pragma once

#include "app/model_store.hpp"
#include "app/price_forecaster.hpp"
#include "cli/context.hpp"

#include <boost/json/object.hpp>

#include <string>

namespace seatsync::cli {

// The commands below `seatsync models`.

void add_models_list(CLI::App& models, Context& context);
void add_models_card(CLI::App& models, Context& context);
void add_models_compare(CLI::App& models, Context& context);
void add_models_drift(CLI::App& models, Context& context);
void add_models_promote(CLI::App& models, Context& context);
void add_models_rollback(CLI::App& models, Context& context);

/// What --help says of an argument that model_named reads.
inline constexpr const char* kModelArgument =
    "Id of a model (`models list` shows them), latest or in-use";

/// The model that a word means: its id, "latest" (trained last) or "in-use". Errors: not_found,
/// with what to do.
[[nodiscard]] Result<app::StoredModel> model_named(const app::ModelStore& models,
                                                   const std::string& word);

/// Id, when it was trained, and its window.
[[nodiscard]] boost::json::object origin_json(const app::StoredModel& model);

}  // namespace seatsync::cli
