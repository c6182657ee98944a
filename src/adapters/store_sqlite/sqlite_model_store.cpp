#include "adapters/store_sqlite/sqlite_model_store.hpp"

#include <fmt/format.h>

namespace seatsync::store_sqlite {

using app::ModelId;
using app::StoredModel;

namespace {

constexpr std::string_view kInsertModel =
    "INSERT INTO models (id, name, predictor, format_version, window_from, window_to, as_of, seed, "
    "revision, metrics_json, created_at, payload) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
    "ON CONFLICT (id) DO NOTHING";
constexpr std::string_view kInsertFeature =
    "INSERT INTO model_features (model_sequence, position, feature) VALUES (?, ?, ?)";
constexpr std::string_view kFeatures =
    "SELECT feature FROM model_features WHERE model_sequence = ? ORDER BY position";

constexpr std::string_view kPromote =
    "INSERT INTO promotions (model_sequence, promoted_at) SELECT sequence, ? FROM models "
    "WHERE id = ?";
constexpr std::string_view kPromotions =
    "SELECT id, promoted_at FROM promotions JOIN models ON models.sequence = model_sequence "
    "WHERE name = ? ORDER BY promotions.sequence";

constexpr std::string_view kModelColumns =
    "sequence, id, name, predictor, format_version, window_from, window_to, as_of, seed, revision, "
    "metrics_json, created_at";
const std::string kModel =
    fmt::format("SELECT {}, payload FROM models WHERE id = ?", kModelColumns);
const std::string kLatestModel = fmt::format(
    "SELECT {}, payload FROM models WHERE name = ? ORDER BY created_at DESC, sequence DESC LIMIT 1",
    kModelColumns);
const std::string kPromotedModel = fmt::format(
    "SELECT {}, payload FROM models WHERE sequence = "
    "(SELECT model_sequence FROM promotions JOIN models ON models.sequence = model_sequence "
    "WHERE name = ? ORDER BY promotions.sequence DESC LIMIT 1)",
    kModelColumns);
const std::string kModels = fmt::format(
    "SELECT {}, x'' FROM models ORDER BY created_at DESC, sequence DESC", kModelColumns);

Error no_model(const ModelId& id) {
    return fail(ErrorCode::not_found, fmt::format("there is no model {}", id.value()));
}

Result<bool> insert_model(Connection& connection, const StoredModel& model) {
    SEATSYNC_TRY(Query insert, connection.query(kInsertModel));
    insert.bind(1, model.id.value());
    insert.bind(2, model.name);
    insert.bind(3, model.predictor);
    insert.bind(4, std::int64_t{model.format_version});
    insert.bind(5, model.window_from);
    insert.bind(6, model.window_to);
    insert.bind(7, model.as_of);
    insert.bind(8, static_cast<std::int64_t>(model.seed));  // The same 64 bits.
    insert.bind(9, model.revision);
    insert.bind(10, model.metrics_json);
    insert.bind(11, model.created_at);
    insert.bind_blob(12, model.payload);
    SEATSYNC_CHECK(insert.run());
    return connection.changes() == 1;
}

Result<void> insert_features(Connection& connection, std::int64_t model,
                             const std::vector<std::string>& features) {
    SEATSYNC_TRY(Query insert, connection.query(kInsertFeature));
    for (std::size_t i = 0; i < features.size(); ++i) {
        insert.bind(1, model);
        insert.bind(2, static_cast<std::int64_t>(i));
        insert.bind(3, features[i]);
        SEATSYNC_CHECK(insert.run());
        insert.restart();
    }
    return {};
}

Result<std::vector<std::string>> features_of(Connection& connection, std::int64_t model) {
    SEATSYNC_TRY(Query query, connection.query(kFeatures));
    query.bind(1, model);
    std::vector<std::string> features;
    while (true) {
        SEATSYNC_TRY(const bool more, query.step());
        if (!more)
            return features;
        features.emplace_back(query.text(0));
    }
}

Result<StoredModel> read_model(Connection& connection, const Query& row) {
    SEATSYNC_TRY(std::vector<std::string> features, features_of(connection, row.integer(0)));
    return StoredModel{.id = ModelId(std::string(row.text(1))),
                       .name = std::string(row.text(2)),
                       .predictor = std::string(row.text(3)),
                       .format_version = static_cast<std::uint32_t>(row.integer(4)),
                       .features = std::move(features),
                       .window_from = row.time(5),
                       .window_to = row.time(6),
                       .as_of = row.time(7),
                       .seed = static_cast<std::uint64_t>(row.integer(8)),
                       .revision = std::string(row.text(9)),
                       .metrics_json = std::string(row.text(10)),
                       .payload = std::string(row.blob(12)),
                       .created_at = row.time(11)};
}

/// The model that the query finds for the text, if any.
Result<std::optional<StoredModel>> find_model(Connection& connection, const std::string& sql,
                                              const std::string& text) {
    SEATSYNC_TRY(Query query, connection.query(sql));
    query.bind(1, text);
    SEATSYNC_TRY(const bool found, query.step());
    if (!found)
        return std::nullopt;
    SEATSYNC_TRY(StoredModel model, read_model(connection, query));
    return model;
}

}  // namespace

Result<void> SqliteModelStore::put(const StoredModel& model) {
    SEATSYNC_TRY(const Writer writer, database_.writer());
    Connection& connection = writer.connection();
    SEATSYNC_TRY(auto transaction, Transaction::begin(connection, Transaction::Kind::write));
    SEATSYNC_TRY(const bool is_new, insert_model(connection, model));
    if (is_new)
        SEATSYNC_CHECK(insert_features(connection, connection.last_insert_id(), model.features));
    return transaction.commit();
}

Result<StoredModel> SqliteModelStore::get(const ModelId& id) const {
    SEATSYNC_TRY(const Reader reader, database_.reader());
    SEATSYNC_TRY(std::optional<StoredModel> model,
                 find_model(reader.connection(), kModel, id.value()));
    if (!model)
        return no_model(id);
    return *std::move(model);
}

Result<std::optional<StoredModel>> SqliteModelStore::latest(const std::string& name) const {
    SEATSYNC_TRY(const Reader reader, database_.reader());
    return find_model(reader.connection(), kLatestModel, name);
}

Result<std::vector<StoredModel>> SqliteModelStore::list() const {
    SEATSYNC_TRY(const Reader reader, database_.reader());
    SEATSYNC_TRY(Query query, reader.connection().query(kModels));
    std::vector<StoredModel> models;
    while (true) {
        SEATSYNC_TRY(const bool more, query.step());
        if (!more)
            return models;
        SEATSYNC_TRY(StoredModel model, read_model(reader.connection(), query));
        models.push_back(std::move(model));
    }
}

Result<void> SqliteModelStore::promote(const ModelId& id, domain::Instant at) {
    SEATSYNC_TRY(const Writer writer, database_.writer());
    Connection& connection = writer.connection();
    SEATSYNC_TRY(auto transaction, Transaction::begin(connection, Transaction::Kind::write));
    {
        SEATSYNC_TRY(Query insert, connection.query(kPromote));
        insert.bind(1, at);
        insert.bind(2, id.value());
        SEATSYNC_CHECK(insert.run());
    }
    if (connection.changes() == 0)
        return no_model(id);
    return transaction.commit();
}

Result<std::optional<StoredModel>> SqliteModelStore::promoted(const std::string& name) const {
    SEATSYNC_TRY(const Reader reader, database_.reader());
    return find_model(reader.connection(), kPromotedModel, name);
}

Result<std::vector<app::Promotion>> SqliteModelStore::promotions(const std::string& name) const {
    SEATSYNC_TRY(const Reader reader, database_.reader());
    SEATSYNC_TRY(Query query, reader.connection().query(kPromotions));
    query.bind(1, name);
    std::vector<app::Promotion> promotions;
    while (true) {
        SEATSYNC_TRY(const bool more, query.step());
        if (!more)
            return promotions;
        promotions.push_back({ModelId(std::string(query.text(0))), query.time(1)});
    }
}

}  // namespace seatsync::store_sqlite
