#pragma once

#include "emulator/api.hpp"

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace seatsync::emulator {

/// Answers of real providers, written down as envelopes: files *.http.json with
/// {"request": {"method", "url"}, "status", "headers", "body": JSON, or text when it was none}.
class Recordings {
  public:
    Recordings() = default;

    /// All envelopes of the folder and those below it, in order of their paths. Errors: not_found
    /// when there is no such folder, or no envelope in it.
    [[nodiscard]] static Result<Recordings> load(const std::filesystem::path& folder);

    /// The envelope of this method, host, path and query; several of one address take turns. The
    /// order of the query does not matter, and values that were recorded as "REDACTED" match any.
    /// Null when there is none.
    [[nodiscard]] const Response* find(const Request& request);

    [[nodiscard]] const std::set<std::string>& hosts() const { return hosts_; }
    [[nodiscard]] std::size_t size() const { return envelopes_.size(); }
    /// Files that are no envelope, or whose address is no URL, with the reason.
    [[nodiscard]] const std::vector<std::string>& skipped() const { return skipped_; }

  private:
    struct Envelope {
        std::string method;
        std::string host;
        std::string path;
        std::multimap<std::string, std::string> query;
        Response response;
        [[nodiscard]] bool is_of(const Request& request) const;
    };
    [[nodiscard]] static Result<Envelope> read(const std::filesystem::path& file);

    std::vector<Envelope> envelopes_;
    std::map<std::string, std::size_t> turns_;  ///< By address.
    std::set<std::string> hosts_;
    std::vector<std::string> skipped_;
};

}  // namespace seatsync::emulator
