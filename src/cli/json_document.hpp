#pragma once

#include "base/result.hpp"

#include <boost/json/value.hpp>

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace seatsync::cli {

/// A place in a JSON file: what is read there names the file and the field when it is wrong, as in
/// "F.json: field cases[2].alpha: a number is needed". Does not own the value.
class JsonPlace {
  public:
    JsonPlace(const boost::json::value& value, std::string path)
        : value_(&value), path_(std::move(path)) {}

    [[nodiscard]] const boost::json::value& value() const { return *value_; }
    [[nodiscard]] bool has(std::string_view name) const;
    /// Errors of all: invalid_argument.
    [[nodiscard]] Result<JsonPlace> at(std::string_view name) const;
    /// The elements of an array; another value counts as its only element.
    [[nodiscard]] std::vector<JsonPlace> each() const;
    [[nodiscard]] Result<double> number() const;
    [[nodiscard]] Result<std::vector<double>> numbers() const;
    [[nodiscard]] Result<std::size_t> count() const;  ///< A whole number, 0 or more.
    /// The same of a member.
    [[nodiscard]] Result<double> number(std::string_view name) const;
    [[nodiscard]] Result<std::vector<double>> numbers(std::string_view name) const;
    [[nodiscard]] Result<std::size_t> count(std::string_view name) const;

    [[nodiscard]] Error wrong(std::string_view problem) const;
    /// An error about this place, unless it names one itself.
    [[nodiscard]] Error wrong(const Error& error) const;

  private:
    [[nodiscard]] JsonPlace member(std::string_view name, const boost::json::value& value) const;

    const boost::json::value* value_;
    std::string path_;
};

/// Errors: not_found, unavailable; corrupt_data with file and line when it is no JSON.
[[nodiscard]] Result<boost::json::value> read_json_file(const std::filesystem::path& path);

/// JSON knows no infinity: "infinite", "-infinite"; null for NaN.
[[nodiscard]] boost::json::value number_json(double number);

}  // namespace seatsync::cli
