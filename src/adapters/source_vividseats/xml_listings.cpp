#include "adapters/source_vividseats/xml_listings.hpp"

#include <fmt/format.h>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <pugixml.hpp>

namespace seatsync::source_vividseats {

namespace {

namespace json = boost::json;

json::object fields_of(const pugi::xml_node& listing) {
    json::object fields;
    for (const pugi::xml_node field : listing.children())
        if (field.type() == pugi::node_element)
            fields[field.name()] = field.text().get();
    return fields;
}

bool is_page(std::string_view xml) {
    const std::string_view start = xml.substr(0, 200);
    return start.find("<html") != start.npos || start.find("<!DOCTYPE") != start.npos;
}

}  // namespace

Result<std::string> json_of_xml_listings(std::string_view xml) {
    if (is_page(xml))
        return fail(ErrorCode::unavailable, "a page for people instead of XML");
    pugi::xml_document document;
    const pugi::xml_parse_result parsed = document.load_buffer(xml.data(), xml.size());
    if (!parsed)
        return fail(ErrorCode::corrupt_data, fmt::format("the answer is no XML: {} at byte {}",
                                                         parsed.description(), parsed.offset));
    const pugi::xml_node list = document.child("brokerListings");
    if (!list)
        return fail(ErrorCode::corrupt_data, "brokerListings: it is missing");
    json::array listings;
    for (const pugi::xml_node listing : list.children())
        if (listing.type() == pugi::node_element)
            listings.emplace_back(fields_of(listing));
    return json::serialize(json::object{{"success", true}, {"listings", std::move(listings)}});
}

}  // namespace seatsync::source_vividseats
