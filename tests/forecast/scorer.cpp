#include "scorer.hpp"

#include <boost/json.hpp>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <stdexcept>

namespace seatsync::forecast_test {

namespace fs = std::filesystem;

namespace {

struct ClosePipe {
    void operator()(std::FILE* pipe) const { ::pclose(pipe); }
};

}  // namespace

fs::path shared_folder() {
    return fs::path(SEATSYNC_SOURCE_DIR) / ".." / "shared";
}

bool can_run_scripts() {
    return fs::exists(shared_folder() / "tools" / "score_forecasts.py") &&
           std::system("python3 -c pass >/dev/null 2>&1") == 0;
}

std::string run_script(const std::string& script, const std::vector<std::string>& arguments) {
    std::string command = "python3 '" + (shared_folder() / "tools" / script).string() + "'";
    for (const std::string& argument : arguments)
        command += " '" + argument + "'";
    std::unique_ptr<std::FILE, ClosePipe> pipe(::popen(command.c_str(), "r"));
    if (!pipe)
        throw std::runtime_error("cannot run " + command);
    std::string output;
    std::array<char, 4096> part;
    for (std::size_t size = 0; (size = std::fread(part.data(), 1, part.size(), pipe.get())) > 0;)
        output.append(part.data(), size);
    if (::pclose(pipe.release()) != 0)
        throw std::runtime_error("failed: " + command + "\n" + output);
    return output;
}

boost::json::object score(const fs::path& dataset, const fs::path& predictions) {
    const auto answer = boost::json::parse(
        run_script("score_forecasts.py", {dataset.string(), predictions.string(), "--json", "-"}));
    boost::json::object by_horizon;
    for (const auto& [horizon, both] : answer.at("slices").at("all").as_object())
        by_horizon[horizon] = both.at("row");
    return by_horizon;
}

}  // namespace seatsync::forecast_test
