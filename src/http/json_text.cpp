#include "http/json_text.hpp"

#include <fmt/format.h>
#include <boost/json/serialize.hpp>

#include <cmath>
#include <iterator>

namespace seatsync::http {

namespace {

void write(const boost::json::value& value, std::string& out);

void write_array(const boost::json::array& array, std::string& out) {
    out += '[';
    for (const auto& element : array) {
        if (&element != array.begin())
            out += ',';
        write(element, out);
    }
    out += ']';
}

void write_object(const boost::json::object& object, std::string& out) {
    out += '{';
    bool first = true;
    for (const auto& member : object) {
        if (!first)
            out += ',';
        first = false;
        out += boost::json::serialize(member.key());
        out += ':';
        write(member.value(), out);
    }
    out += '}';
}

void write_number(double number, std::string& out) {
    if (std::isfinite(number))
        fmt::format_to(std::back_inserter(out), "{}", number);
    else
        out += "null";
}

void write(const boost::json::value& value, std::string& out) {
    if (const auto* object = value.if_object())
        write_object(*object, out);
    else if (const auto* array = value.if_array())
        write_array(*array, out);
    else if (const auto* number = value.if_double())
        write_number(*number, out);
    else
        out += boost::json::serialize(value);
}

}  // namespace

std::string json_text(const boost::json::value& document) {
    std::string out;
    write(document, out);
    return out;
}

boost::json::value units(std::optional<std::int64_t> cents) {
    if (!cents)
        return nullptr;
    return domain::Money(*cents, domain::Currency::usd()).to_model();
}

boost::json::value units(double model_price) {
    const auto money = domain::Money::from_model(model_price, domain::Currency::usd(),
                                                 domain::Rounding::half_even);
    if (!money)
        return nullptr;
    return money->to_model();
}

boost::json::value or_null(std::optional<std::int64_t> value) {
    return value ? boost::json::value(*value) : boost::json::value(nullptr);
}

boost::json::value or_null(const std::string& text) {
    return text.empty() ? boost::json::value(nullptr) : boost::json::value(text);
}

}  // namespace seatsync::http
