#include "app/store_sums.hpp"

#include "app/tables.hpp"
#include "base/bytes.hpp"

namespace seatsync::app {

namespace {

/// The bytes that a row is told by; a value that is missing differs from any that is there.
class RowBytes {
  public:
    void add(std::string_view text) { bytes_.text(text); }
    void add(std::int64_t number) { bytes_.u64(static_cast<std::uint64_t>(number)); }
    void add(bool truth) { bytes_.u64(truth ? 1 : 0); }
    void add(domain::Instant time) { add(time.time_since_epoch().count()); }
    void add(double number) { bytes_.f64(number + 0.0); }  // One zero: stores may keep two.
    template <class Value>
    void add(const std::optional<Value>& value) {
        add(value.has_value());
        if (value)
            add(*value);
    }

    /// FNV alone is nearly linear: sums of it could cancel out. Source of the mixing: Steele, Lea,
    /// Flood, Fast Splittable Pseudorandom Number Generators, 2014 (SplitMix64).
    [[nodiscard]] std::uint64_t hash() {
        std::uint64_t mixed = base::checksum(bytes_.take()) + 0x9E37'79B9'7F4A'7C15;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58'476D'1CE4'E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D0'49BB'1331'11EB;
        return mixed ^ (mixed >> 31);
    }

  private:
    base::ByteWriter bytes_;
};

template <class Row>
void add_columns(RowBytes& bytes, const Row& row) {
    Table<Row>::visit(
        row, [&bytes](std::string_view, const auto& member) { bytes.add(stored_form(member)); });
}

void add_row(TableSum& sum, RowBytes bytes) {
    ++sum.rows;
    sum.checksum += bytes.hash();
}

template <class Row>
RowBytes bytes_of(const Row& row) {
    RowBytes bytes;
    add_columns(bytes, row);
    return bytes;
}

RowBytes bytes_of(const domain::Quote& quote) {
    RowBytes bytes;
    add_columns(bytes, quote.series);
    add_columns(bytes, quote);
    return bytes;
}

}  // namespace

StoreSums empty_sums() {
    StoreSums sums = {{"models", {}}, {"promotions", {}}, {"source_statuses", {}}};
    const auto add_table = [&sums]<class Row>(const std::vector<Row>&) {
        sums.emplace(Table<Row>::kName, TableSum{});
    };
    const domain::ObservationBatch kinds;
    std::apply([&](const auto&... all) { (add_table(all), ...); }, domain::kinds_of(kinds));
    return sums;
}

void add_to(StoreSums& sums, const domain::ObservationBatch& batch) {
    const auto add_rows = [&sums]<class Row>(const std::vector<Row>& rows) {
        TableSum& sum = sums[std::string(Table<Row>::kName)];
        for (const Row& row : rows)
            add_row(sum, bytes_of(row));
    };
    std::apply([&](const auto&... all) { (add_rows(all), ...); }, domain::kinds_of(batch));
}

void add_to(StoreSums& sums, const StoredModel& model) {
    RowBytes bytes;
    for (const std::string_view text :
         {std::string_view(model.id.value()), std::string_view(model.name),
          std::string_view(model.predictor), std::string_view(model.revision),
          std::string_view(model.metrics_json), std::string_view(model.payload)})
        bytes.add(text);
    for (const domain::Instant time :
         {model.window_from, model.window_to, model.as_of, model.created_at})
        bytes.add(time);
    bytes.add(std::int64_t{model.format_version});
    bytes.add(static_cast<std::int64_t>(model.seed));
    for (const std::string& feature : model.features)
        bytes.add(std::string_view(feature));
    add_row(sums["models"], std::move(bytes));
}

void add_to(StoreSums& sums, const Promotion& promotion) {
    RowBytes bytes;
    bytes.add(std::string_view(promotion.model.value()));
    bytes.add(promotion.at);
    add_row(sums["promotions"], std::move(bytes));
}

void add_to(StoreSums& sums, const StoredSourceStatus& status) {
    RowBytes bytes;
    bytes.add(std::string_view(status.source));
    bytes.add(status.updated_at);
    bytes.add(std::string_view(status.status_json));
    add_row(sums["source_statuses"], std::move(bytes));
}

}  // namespace seatsync::app
