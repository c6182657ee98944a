#pragma once

#include "base/result.hpp"
#include "base/strong_id.hpp"
#include "domain/time.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace seatsync::app {

/// Computed from the content, so that the same training gives the same id.
using ModelId = base::StrongId<struct ModelIdTag>;

/// A trained model with everything that is needed to know what it is.
struct StoredModel {
    ModelId id;
    std::string name;                   ///< What it is for: "price".
    std::string predictor;              ///< "ensemble"; "xgboost" in earlier versions.
    std::uint32_t format_version = 0;   ///< Of `payload`.
    std::vector<std::string> features;  ///< In the order of the matrix.
    domain::Instant window_from;        ///< First and last received_at of the training rows.
    domain::Instant window_to;
    domain::Instant as_of;
    std::uint64_t seed = 0;
    std::string revision;      ///< Of the code that trained it.
    std::string metrics_json;  ///< Computed on games that were not fitted.
    std::string payload;       ///< The model's own bytes.
    domain::Instant created_at;
    friend bool operator==(const StoredModel&, const StoredModel&) = default;
};

/// The decision that a model answers from then on, until the next one of its name.
struct Promotion {
    ModelId model;
    domain::Instant at;  ///< When it was decided.
    friend bool operator==(const Promotion&, const Promotion&) = default;
};

class ModelStore {
  public:
    virtual ~ModelStore() = default;

    /// Durable when it returns. Putting the same id again changes nothing.
    [[nodiscard]] virtual Result<void> put(const StoredModel& model) = 0;
    /// Errors: not_found.
    [[nodiscard]] virtual Result<StoredModel> get(const ModelId& id) const = 0;
    /// The model of that name created last, of equals the one put last; nothing when none is there.
    [[nodiscard]] virtual Result<std::optional<StoredModel>> latest(
        const std::string& name) const = 0;
    /// All, newest first, with empty payloads.
    [[nodiscard]] virtual Result<std::vector<StoredModel>> list() const = 0;

    /// Decides that the model answers. Durable when it returns; the order of the calls counts, not
    /// `at`. Errors: not_found.
    [[nodiscard]] virtual Result<void> promote(const ModelId& id, domain::Instant at) = 0;
    /// The model of that name promoted last; nothing when none was. See app::model_in_use.
    [[nodiscard]] virtual Result<std::optional<StoredModel>> promoted(
        const std::string& name) const = 0;
    /// All decisions about models of that name, oldest first.
    [[nodiscard]] virtual Result<std::vector<Promotion>> promotions(
        const std::string& name) const = 0;
};

}  // namespace seatsync::app
