#include "cli/json_document.hpp"

#include <fmt/format.h>
#include <boost/json.hpp>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>

namespace seatsync::cli {

namespace json = boost::json;

bool JsonPlace::has(std::string_view name) const {
    const auto* object = value_->if_object();
    return object != nullptr && object->contains(name);
}

JsonPlace JsonPlace::member(std::string_view name, const json::value& value) const {
    const bool top = path_.ends_with("field ");
    return {value, fmt::format("{}{}{}", path_, top ? "" : ".", name)};
}

Result<JsonPlace> JsonPlace::at(std::string_view name) const {
    const auto* object = value_->if_object();
    const auto* found = object == nullptr ? nullptr : object->if_contains(name);
    if (found == nullptr)
        return member(name, *value_).wrong("it is missing");
    return member(name, *found);
}

std::vector<JsonPlace> JsonPlace::each() const {
    const auto* array = value_->if_array();
    if (array == nullptr)
        return {*this};
    std::vector<JsonPlace> places;
    for (std::size_t i = 0; i < array->size(); ++i)
        places.emplace_back((*array)[i], fmt::format("{}[{}]", path_, i));
    return places;
}

Result<double> JsonPlace::number() const {
    if (!value_->is_number())
        return wrong("a number is needed");
    return value_->to_number<double>();
}

Result<std::vector<double>> JsonPlace::numbers() const {
    if (!value_->is_array())
        return wrong("an array of numbers is needed");
    std::vector<double> numbers;
    for (const JsonPlace& place : each()) {
        SEATSYNC_TRY(const double number, place.number());
        numbers.push_back(number);
    }
    return numbers;
}

Result<std::size_t> JsonPlace::count() const {
    SEATSYNC_TRY(const double value, number());
    if (!(value >= 0 && value <= 1e15 && value == std::floor(value)))
        return wrong("a whole number, 0 or more, is needed");
    return static_cast<std::size_t>(value);
}

Result<double> JsonPlace::number(std::string_view name) const {
    SEATSYNC_TRY(const JsonPlace place, at(name));
    return place.number();
}

Result<std::vector<double>> JsonPlace::numbers(std::string_view name) const {
    SEATSYNC_TRY(const JsonPlace place, at(name));
    return place.numbers();
}

Result<std::size_t> JsonPlace::count(std::string_view name) const {
    SEATSYNC_TRY(const JsonPlace place, at(name));
    return place.count();
}

Error JsonPlace::wrong(std::string_view problem) const {
    return fail(ErrorCode::invalid_argument, fmt::format("{}: {}", path_, problem));
}

Error JsonPlace::wrong(const Error& error) const {
    return fail(error.code, fmt::format("{}: {}", path_, error.detail));
}

Result<json::value> read_json_file(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in)
        return fail(ErrorCode::not_found, fmt::format("{}: cannot be opened", path.string()));
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    if (in.bad())
        return fail(ErrorCode::unavailable, fmt::format("{}: cannot be read", path.string()));
    json::parser parser;
    json::error_code problem;
    const std::size_t read = parser.write_some(text, problem);
    const auto line =
        1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(read), '\n');
    const bool more = std::any_of(text.begin() + static_cast<std::ptrdiff_t>(read), text.end(),
                                  [](unsigned char c) { return std::isspace(c) == 0; });
    if (problem || more)
        return fail(ErrorCode::corrupt_data,
                    fmt::format("{}: line {}: {}", path.string(), line,
                                problem ? problem.message() : "more than one JSON value"));
    return parser.release();
}

json::value number_json(double number) {
    if (std::isnan(number))
        return nullptr;
    if (std::isinf(number))
        return number > 0 ? "infinite" : "-infinite";
    return number;
}

}  // namespace seatsync::cli
