#include "adapters/store_postgres/staged_rows.hpp"

#include <algorithm>

namespace seatsync::store_postgres {

void StagedRows::begin_row() {
    rows_.push_back({.begin = bytes_.size(), .key_end = bytes_.size(), .end = bytes_.size()});
    columns_of_row_ = 0;
    put_row_size(bytes_, column_count_);
}

std::string_view StagedRows::key(const Row& row) const {
    return std::string_view(bytes_).substr(row.begin, row.key_end - row.begin);
}

std::string_view StagedRows::content(const Row& row) const {
    return std::string_view(bytes_).substr(row.begin, row.end - row.begin);
}

StagedRows::Waves StagedRows::waves() {
    const auto by_key = [this](const Row& row) { return key(row); };
    if (!std::ranges::is_sorted(rows_, {}, by_key))
        std::ranges::stable_sort(rows_, {}, by_key);  // Of equals the last one counts.
    Waves result;
    std::size_t wave = 0;
    for (std::size_t i = 0; i < rows_.size(); ++i) {
        const bool same_key = i > 0 && key(rows_[i - 1]) == key(rows_[i]);
        if (same_key && content(rows_[i - 1]) == content(rows_[i])) {
            ++result.repeated;
            continue;
        }
        wave = same_key ? wave + 1 : 0;
        if (wave == result.waves.size())
            result.waves.push_back({.rows = 0, .bytes = std::string(copy_header())});
        ++result.waves[wave].rows;
        result.waves[wave].bytes.append(content(rows_[i]));
    }
    for (Wave& full : result.waves)
        full.bytes.append(copy_trailer());
    return result;
}

}  // namespace seatsync::store_postgres
