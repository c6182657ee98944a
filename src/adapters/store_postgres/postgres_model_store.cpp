#include "adapters/store_postgres/postgres_model_store.hpp"

#include <fmt/format.h>

namespace seatsync::store_postgres {

using app::ModelId;
using app::StoredModel;

namespace {

const std::string kInsertModel =
    "INSERT INTO models (id, name, predictor, format_version, window_from, window_to, as_of, seed, "
    "revision, metrics_json, created_at, payload) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) "
    "ON CONFLICT (id) DO NOTHING RETURNING sequence";
const std::string kInsertFeature =
    "INSERT INTO model_features (model_sequence, position, feature) VALUES ($1, $2, $3)";
const std::string kFeatures =
    "SELECT feature FROM model_features WHERE model_sequence = $1 ORDER BY position";

const std::string kPromote =
    "INSERT INTO promotions (model_sequence, promoted_at) SELECT sequence, $1::timestamptz FROM "
    "models "
    "WHERE id = $2 RETURNING sequence";
const std::string kPromotions =
    "SELECT id, promoted_at FROM promotions JOIN models ON models.sequence = model_sequence "
    "WHERE name = $1 ORDER BY promotions.sequence";

constexpr std::string_view kModelColumns =
    "sequence, id, name, predictor, format_version, window_from, window_to, as_of, seed, revision, "
    "metrics_json, created_at";
const std::string kModel =
    fmt::format("SELECT {}, payload FROM models WHERE id = $1", kModelColumns);
const std::string kLatestModel = fmt::format(
    "SELECT {}, payload FROM models WHERE name = $1 ORDER BY created_at DESC, sequence DESC "
    "LIMIT 1",
    kModelColumns);
const std::string kPromotedModel = fmt::format(
    "SELECT {}, payload FROM models WHERE sequence = "
    "(SELECT model_sequence FROM promotions JOIN models ON models.sequence = model_sequence "
    "WHERE name = $1 ORDER BY promotions.sequence DESC LIMIT 1)",
    kModelColumns);
const std::string kModels = fmt::format(
    "SELECT {}, ''::bytea FROM models ORDER BY created_at DESC, sequence DESC", kModelColumns);

Error no_model(const ModelId& id) {
    return fail(ErrorCode::not_found, fmt::format("there is no model {}", id.value()));
}

/// The number of the model; nothing when it was there before.
Result<std::optional<std::int64_t>> insert_model(Connection& connection, const StoredModel& model) {
    Parameters values(model.id.value(), model.name, model.predictor,
                      std::int64_t{model.format_version}, model.window_from, model.window_to,
                      model.as_of, static_cast<std::int64_t>(model.seed), model.revision,
                      model.metrics_json, model.created_at);
    values.add_blob(model.payload);
    SEATSYNC_TRY(const Rows rows, connection.query(kInsertModel, values));
    return rows.size() == 0 ? std::nullopt : std::optional(rows.integer(0, 0));
}

Result<void> insert_features(Connection& connection, std::int64_t model,
                             const std::vector<std::string>& features) {
    for (std::size_t i = 0; i < features.size(); ++i)
        SEATSYNC_CHECK(connection.query(
            kInsertFeature, Parameters(model, static_cast<std::int64_t>(i), features[i])));
    return {};
}

Result<std::vector<std::string>> features_of(Connection& connection, std::int64_t model) {
    SEATSYNC_TRY(const Rows rows, connection.query(kFeatures, Parameters(model)));
    std::vector<std::string> features;
    for (std::size_t i = 0; i < rows.size(); ++i)
        features.emplace_back(rows.text(i, 0));
    return features;
}

Result<StoredModel> read_model(Connection& connection, const Rows& rows, std::size_t at) {
    SEATSYNC_TRY(std::vector<std::string> features, features_of(connection, rows.integer(at, 0)));
    return StoredModel{.id = ModelId(std::string(rows.text(at, 1))),
                       .name = std::string(rows.text(at, 2)),
                       .predictor = std::string(rows.text(at, 3)),
                       .format_version = static_cast<std::uint32_t>(rows.integer(at, 4)),
                       .features = std::move(features),
                       .window_from = rows.time(at, 5),
                       .window_to = rows.time(at, 6),
                       .as_of = rows.time(at, 7),
                       .seed = static_cast<std::uint64_t>(rows.integer(at, 8)),
                       .revision = std::string(rows.text(at, 9)),
                       .metrics_json = std::string(rows.text(at, 10)),
                       .payload = std::string(rows.text(at, 12)),
                       .created_at = rows.time(at, 11)};
}

/// All models that the query finds.
Result<std::vector<StoredModel>> find_models(Connection& connection, const std::string& sql,
                                             const Parameters& parameters) {
    SEATSYNC_TRY(const Rows rows, connection.query(sql, parameters));
    std::vector<StoredModel> models;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        SEATSYNC_TRY(StoredModel model, read_model(connection, rows, i));
        models.push_back(std::move(model));
    }
    return models;
}

/// The model that the query finds for the text, if any.
Result<std::optional<StoredModel>> find_model(Connection& connection, const std::string& sql,
                                              const std::string& text) {
    SEATSYNC_TRY(std::vector<StoredModel> found, find_models(connection, sql, Parameters(text)));
    if (found.empty())
        return std::nullopt;
    return std::move(found.front());
}

}  // namespace

Result<void> PostgresModelStore::put(const StoredModel& model) {
    SEATSYNC_TRY(Transaction transaction, database_.begin(PostgresDatabase::Kind::write));
    Connection& connection = transaction.connection();
    SEATSYNC_TRY(const std::optional<std::int64_t> number, insert_model(connection, model));
    if (number)
        SEATSYNC_CHECK(insert_features(connection, *number, model.features));
    return transaction.commit();
}

Result<StoredModel> PostgresModelStore::get(const ModelId& id) const {
    SEATSYNC_TRY(const Transaction reader, database_.begin(PostgresDatabase::Kind::read));
    SEATSYNC_TRY(std::optional<StoredModel> model,
                 find_model(reader.connection(), kModel, id.value()));
    if (!model)
        return no_model(id);
    return *std::move(model);
}

Result<std::optional<StoredModel>> PostgresModelStore::latest(const std::string& name) const {
    SEATSYNC_TRY(const Transaction reader, database_.begin(PostgresDatabase::Kind::read));
    return find_model(reader.connection(), kLatestModel, name);
}

Result<std::vector<StoredModel>> PostgresModelStore::list() const {
    SEATSYNC_TRY(const Transaction reader, database_.begin(PostgresDatabase::Kind::read));
    return find_models(reader.connection(), kModels, Parameters());
}

Result<void> PostgresModelStore::promote(const ModelId& id, domain::Instant at) {
    SEATSYNC_TRY(Transaction transaction, database_.begin(PostgresDatabase::Kind::write));
    SEATSYNC_TRY(const Rows added,
                 transaction.connection().query(kPromote, Parameters(at, id.value())));
    if (added.size() == 0)
        return no_model(id);
    return transaction.commit();
}

Result<std::optional<StoredModel>> PostgresModelStore::promoted(const std::string& name) const {
    SEATSYNC_TRY(const Transaction reader, database_.begin(PostgresDatabase::Kind::read));
    return find_model(reader.connection(), kPromotedModel, name);
}

Result<std::vector<app::Promotion>> PostgresModelStore::promotions(const std::string& name) const {
    SEATSYNC_TRY(const Transaction reader, database_.begin(PostgresDatabase::Kind::read));
    SEATSYNC_TRY(const Rows rows, reader.connection().query(kPromotions, Parameters(name)));
    std::vector<app::Promotion> promotions;
    for (std::size_t i = 0; i < rows.size(); ++i)
        promotions.push_back({ModelId(std::string(rows.text(i, 0))), rows.time(i, 1)});
    return promotions;
}

}  // namespace seatsync::store_postgres
