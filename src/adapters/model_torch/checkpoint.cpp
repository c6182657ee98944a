#include "adapters/model_torch/checkpoint.hpp"

#include "base/bytes.hpp"

#include <fmt/format.h>

#include <fstream>
#include <iterator>

namespace seatsync::model_torch {

namespace {

void write_numbers(base::ByteWriter& out, const std::vector<float>& numbers) {
    out.u64(numbers.size());
    for (const float number : numbers)
        out.f64(static_cast<double>(number));
}

Result<std::vector<float>> read_numbers(base::ByteReader& in) {
    SEATSYNC_TRY(const std::size_t count, in.count());
    std::vector<float> numbers;
    for (std::size_t i = 0; i < count; ++i) {
        SEATSYNC_TRY(const double number, in.f64());
        numbers.push_back(static_cast<float>(number));
    }
    return numbers;
}

Result<void> write_file(const std::filesystem::path& file, std::string_view bytes) {
    const std::filesystem::path fresh = file.string() + ".new";
    std::error_code error;
    std::filesystem::create_directories(file.parent_path(), error);
    std::ofstream out(fresh, std::ios::binary | std::ios::trunc);
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    out.close();
    if (out)
        std::filesystem::rename(fresh, file, error);
    if (!out || error)
        return fail(ErrorCode::unavailable,
                    fmt::format("cannot write the checkpoint {}", file.string()));
    return {};
}

}  // namespace

std::string to_bytes(const TrainingState& state, std::uint64_t key) {
    base::ByteWriter out;
    out.u64(key);
    out.u64(state.epoch);
    out.u64(state.updates);
    out.u64(state.best_epoch);
    out.f64(state.best_loss);
    for (const auto* numbers :
         {&state.parameters, &state.moment1, &state.moment2, &state.average, &state.best})
        write_numbers(out, *numbers);
    const std::string body = out.take();
    base::ByteWriter whole;
    whole.u64(kCheckpointFormat);
    whole.u64(base::checksum(body));
    return whole.take() + body;
}

Result<TrainingState> state_from(std::string_view bytes, std::uint64_t key,
                                 std::size_t parameters) {
    base::ByteReader in(bytes);
    SEATSYNC_TRY(const std::uint64_t format, in.u64());
    if (format != kCheckpointFormat)
        return fail(ErrorCode::conflict, fmt::format("a checkpoint of format {}", format));
    SEATSYNC_TRY(const std::uint64_t checksum, in.u64());
    if (checksum != base::checksum(in.rest()))
        return fail(ErrorCode::corrupt_data,
                    "the checkpoint's bytes are not those that were saved");
    SEATSYNC_TRY(const std::uint64_t stored_key, in.u64());
    if (stored_key != key)
        return fail(ErrorCode::conflict, "the checkpoint is of another training");
    TrainingState state;
    SEATSYNC_TRY(state.epoch, in.u64());
    SEATSYNC_TRY(state.updates, in.u64());
    SEATSYNC_TRY(state.best_epoch, in.u64());
    SEATSYNC_TRY(state.best_loss, in.f64());
    for (auto* numbers :
         {&state.parameters, &state.moment1, &state.moment2, &state.average, &state.best}) {
        SEATSYNC_TRY(*numbers, read_numbers(in));
        const bool none_yet = numbers == &state.best && state.best_epoch == 0 && numbers->empty();
        if (numbers->size() != parameters && !none_yet)
            return fail(ErrorCode::corrupt_data,
                        fmt::format("the checkpoint has {} numbers for {} parameters",
                                    numbers->size(), parameters));
    }
    if (!in.at_end())
        return fail(ErrorCode::corrupt_data, "bytes behind the checkpoint");
    return state;
}

Resumption resumption_in(const std::filesystem::path& folder, std::uint64_t key,
                         std::size_t parameters) {
    if (folder.empty())
        return {};
    const std::filesystem::path file = folder / fmt::format("{:016x}.net", key);
    return {
        .load = [file, key, parameters]() -> std::optional<TrainingState> {
            std::ifstream in(file, std::ios::binary);
            const std::string bytes{std::istreambuf_iterator<char>(in), {}};
            auto state = state_from(bytes, key, parameters);
            return state.has_value() ? std::optional(std::move(*state)) : std::nullopt;
        },
        .save = [file, key](
                    const TrainingState& state) { return write_file(file, to_bytes(state, key)); }};
}

}  // namespace seatsync::model_torch
