#include "adapters/model_xgboost/booster.hpp"

#include <fmt/format.h>
#include <xgboost/c_api.h>

#include <charconv>
#include <cstdint>
#include <limits>

namespace seatsync::model_xgboost {

namespace {

/// The C API keeps the last error per thread.
Result<void> checked_call(int code, std::string_view what) {
    if (code != 0)
        return fail(ErrorCode::internal, fmt::format("xgboost: {}: {}", what, XGBGetLastError()));
    return {};
}

std::string array_interface(std::span<const float> values, std::size_t columns) {
    return fmt::format(R"({{"data":[{},true],"shape":[{},{}],"typestr":"<f4","version":3}})",
                       reinterpret_cast<std::uintptr_t>(values.data()), values.size() / columns,
                       columns);
}

struct FreeMatrix {
    void operator()(void* handle) const { XGDMatrixFree(handle); }
};
struct FreeBooster {
    void operator()(void* handle) const { XGBoosterFree(handle); }
};

}  // namespace

Result<TrainingMatrix> TrainingMatrix::make(std::span<const float> values, std::size_t columns,
                                            std::span<const float> labels,
                                            std::span<const float> margins) {
    DMatrixHandle handle = nullptr;
    SEATSYNC_CHECK(
        checked_call(XGDMatrixCreateFromMat(values.data(), values.size() / columns, columns,
                                            std::numeric_limits<float>::quiet_NaN(), &handle),
                     "making a matrix"));
    TrainingMatrix matrix{std::shared_ptr<void>(handle, FreeMatrix{})};
    SEATSYNC_CHECK(checked_call(
        XGDMatrixSetFloatInfo(handle, "label", labels.data(), labels.size()), "setting labels"));
    SEATSYNC_CHECK(
        checked_call(XGDMatrixSetFloatInfo(handle, "base_margin", margins.data(), margins.size()),
                     "setting margins"));
    return matrix;
}

Result<Booster> Booster::make(const TrainingMatrix& matrix, const Parameters& parameters) {
    BoosterHandle handle = nullptr;
    const DMatrixHandle matrices[] = {matrix.handle_.get()};
    SEATSYNC_CHECK(checked_call(XGBoosterCreate(matrices, 1, &handle), "making a booster"));
    Booster booster{std::shared_ptr<void>(handle, FreeBooster{})};
    for (const auto& [name, value] : parameters)
        SEATSYNC_CHECK(checked_call(XGBoosterSetParam(handle, name.c_str(), value.c_str()),
                                    "setting " + name));
    return booster;
}

Result<Booster> Booster::load(std::string_view bytes) {
    BoosterHandle handle = nullptr;
    SEATSYNC_CHECK(checked_call(XGBoosterCreate(nullptr, 0, &handle), "making a booster"));
    Booster booster{std::shared_ptr<void>(handle, FreeBooster{})};
    if (XGBoosterLoadModelFromBuffer(handle, bytes.data(), bytes.size()) != 0)
        return fail(ErrorCode::corrupt_data, "the stored trees are no xgboost model");
    return booster;
}

Result<void> Booster::update(int round, const TrainingMatrix& train) {
    return checked_call(XGBoosterUpdateOneIter(handle_.get(), round, train.handle_.get()),
                        "a boosting round");
}

Result<void> Booster::set_threads(std::size_t threads) {
    return checked_call(
        XGBoosterSetParam(handle_.get(), "nthread", fmt::to_string(threads).c_str()),
        "setting nthread");
}

Result<double> Booster::log_loss(int round, const TrainingMatrix& validation) const {
    DMatrixHandle matrices[] = {validation.handle_.get()};
    const char* names[] = {"v"};
    const char* answer = nullptr;
    SEATSYNC_CHECK(checked_call(
        XGBoosterEvalOneIter(handle_.get(), round, matrices, names, 1, &answer), "evaluating"));
    const std::string_view text(answer);
    const std::string_view number = text.substr(text.rfind(':') + 1);
    double loss = 0;
    if (std::from_chars(number.data(), number.data() + number.size(), loss).ec != std::errc{})
        return fail(ErrorCode::internal, fmt::format("xgboost: unreadable evaluation '{}'", text));
    return loss;
}

Result<std::span<const float>> Booster::margins(std::span<const float> values, std::size_t columns,
                                                std::size_t rounds) const {
    const std::string config =
        fmt::format(R"({{"type":1,"training":false,"iteration_begin":0,"iteration_end":{},)"
                    R"("missing":NaN,"strict_shape":false,"cache_id":0}})",
                    rounds);
    const bst_ulong* shape = nullptr;
    bst_ulong dimensions = 0;
    const float* result = nullptr;
    SEATSYNC_CHECK(checked_call(
        XGBoosterPredictFromDense(handle_.get(), array_interface(values, columns).c_str(),
                                  config.c_str(), nullptr, &shape, &dimensions, &result),
        "predicting"));
    std::size_t size = 1;
    for (bst_ulong i = 0; i < dimensions; ++i)
        size *= shape[i];
    return std::span<const float>(result, size);
}

Result<std::vector<double>> Booster::gains(std::size_t columns) const {
    bst_ulong count = 0;
    const char** names = nullptr;
    bst_ulong dimensions = 0;
    const bst_ulong* shape = nullptr;
    const float* scores = nullptr;
    SEATSYNC_CHECK(
        checked_call(XGBoosterFeatureScore(handle_.get(), R"({"importance_type":"total_gain"})",
                                           &count, &names, &dimensions, &shape, &scores),
                     "reading gains"));
    std::vector<double> gains(columns, 0.0);
    for (bst_ulong i = 0; i < count; ++i) {
        const std::string_view name(names[i]);  // "f12"
        std::size_t column = columns;
        std::from_chars(name.data() + 1, name.data() + name.size(), column);
        if (column >= columns)
            return fail(ErrorCode::internal, fmt::format("xgboost: unknown feature '{}'", name));
        gains[column] = static_cast<double>(scores[i]);
    }
    return gains;
}

Result<std::string> Booster::save() const {
    bst_ulong size = 0;
    const char* bytes = nullptr;
    SEATSYNC_CHECK(checked_call(
        XGBoosterSaveModelToBuffer(handle_.get(), R"({"format":"ubj"})", &size, &bytes), "saving"));
    return std::string(bytes, size);
}

}  // namespace seatsync::model_xgboost
