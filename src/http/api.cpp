#include "http/api.hpp"

#include "http/routes/routes.hpp"
#include "http/static_files.hpp"

namespace seatsync::http {

Router make_api(const ApiContext& context, const std::filesystem::path& web_dir) {
    Router router;
    router.add(routes::health(context));
    router.add(routes::metrics(context));
    router.add(routes::predict_advanced(context));
    router.add(routes::models_status(context));
    router.add(routes::events(context));
    router.add(routes::event(context));
    router.add(routes::event_quotes(context));
    router.add(routes::event_forecast(context));
    router.add(routes::sources(context));
    if (!web_dir.empty())
        router.set_fallback(static_files_route(web_dir));
    return router;
}

}  // namespace seatsync::http
