#include "domain/price.hpp"

#include <fmt/format.h>

#include <array>

namespace seatsync::domain {

namespace {
constexpr std::array kKinds = {PriceKind::seller_net, PriceKind::list, PriceKind::all_in,
                               PriceKind::face, PriceKind::advertised};
}

std::string_view name_of(PriceKind kind) {
    switch (kind) {
        case PriceKind::seller_net:
            return "seller_net";
        case PriceKind::list:
            return "list";
        case PriceKind::all_in:
            return "all_in";
        case PriceKind::face:
            return "face";
        case PriceKind::advertised:
            return "advertised";
    }
    return "advertised";
}

Result<PriceKind> price_kind_named(std::string_view word) {
    for (const PriceKind kind : kKinds)
        if (name_of(kind) == word)
            return kind;
    return fail(ErrorCode::invalid_argument,
                fmt::format("'{}' is no price kind (seller_net, list, all_in, face, advertised)",
                            word.substr(0, 40)));
}

}  // namespace seatsync::domain
